#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { EXIT } from './commands/options.ts'
import { UserError } from './model/user-error.ts'

const { version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as { version: string }

type Adds = (program: Command) => void

/**
 * Each command, loaded when it is called: starting is most of what a short command takes. In the
 * order of the help.
 */
const COMMANDS: Readonly<Record<string, () => Promise<Adds>>> = {
  ingest: async () => (await import('./commands/ingest.ts')).addIngest,
  sync: async () => (await import('./commands/ingest.ts')).addIngest,
  list: async () => (await import('./commands/list.ts')).addList,
  status: async () => (await import('./commands/status.ts')).addStatus,
  diff: async () => (await import('./commands/status.ts')).addDiff,
  issues: async () => (await import('./commands/issues.ts')).addIssues,
  explain: async () => (await import('./commands/explain.ts')).addExplain,
  todo: async () => (await import('./commands/issues.ts')).addTodo,
  show: async () => (await import('./commands/show.ts')).addShow,
  search: async () => (await import('./commands/search.ts')).addSearch,
  feedback: async () => (await import('./commands/feedback.ts')).addFeedback,
  who: async () => (await import('./commands/feedback.ts')).addWho,
  serve: async () => (await import('./commands/serve.ts')).addServe,
  report: async () => (await import('./commands/serve.ts')).addReport,
  export: async () => (await import('./commands/export.ts')).addExport,
  link: async () => (await import('./commands/link.ts')).addLink,
  unlink: async () => (await import('./commands/link.ts')).addLink,
  mark: async () => (await import('./commands/mark.ts')).addMark,
  rebuild: async () => (await import('./commands/rebuild.ts')).addRebuild,
  check: async () => (await import('./commands/check.ts')).addCheck,
}

/** The commands that some words may call; all of them where none does. */
async function commandsIn(words: readonly string[]): Promise<Adds[]> {
  const named = Object.entries(COMMANDS).filter(([name]) => words.includes(name))
  // Some modules hold two commands.
  return [
    ...new Set(
      await Promise.all(
        (named.length > 0 ? named : Object.entries(COMMANDS)).map(([, load]) => load()),
      ),
    ),
  ]
}

const program = new Command('patchtrail')
  .description(
    'Reads the mail of a patch-reviewing list and hangs every comment under the exact lines it quotes.',
  )
  // No -V: it would be taken out of a query such as -Volvo.
  .version(version, '--version')
  .option(
    '--db <file>',
    'the store (default: $PATCHTRAIL_DB, else patchtrail/patchtrail.db in your data folder)',
  )
  .addOption(
    new Option('--color <when>', 'colours').choices(['auto', 'always', 'never']).default('auto'),
  )
  .showHelpAfterError('(patchtrail --help tells more)')

for (const add of await commandsIn(process.argv.slice(2))) add(program)

// A reader that closes early (head, a pager) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done)
  throw error
})

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof UserError)) throw error
  process.stderr.write(
    `patchtrail: ${error.message}\n${error.more.map((line) => `  ${line}\n`).join('')}`,
  )
  process.exitCode = error.exitCode
}
