#!/usr/bin/env node
import type { Command, CommanderError } from 'commander'
import { applySettings } from './commands/run/settings.ts'
import { guardOutput, printMistake } from './commands/run/output.ts'
import { programFor, usageMistake } from './commands/shell/program.ts'
import { EXIT } from './commands/run/options.ts'
import { UserError } from './model/user-error.ts'

const words = process.argv.slice(2)

/** Help and versions have been printed when commander ends with them. */
function isPrinted(error: unknown): boolean {
  const { code } = error as CommanderError
  return ['commander.helpDisplayed', 'commander.help', 'commander.version'].includes(code)
}

async function told(mistake: unknown): Promise<void> {
  if (!(mistake instanceof UserError)) throw mistake
  await printMistake(mistake, words.includes('--json'))
}

guardOutput()
try {
  const program = await programFor(words)
  program.hook('preAction', (_, action: Command) => applySettings(program, action))
  if (words.length === 0) {
    process.exitCode = EXIT.mistake
    program.outputHelp({ error: true })
  } else await program.parseAsync()
} catch (error) {
  if (!isPrinted(error)) await told(usageMistake(error, words))
}
