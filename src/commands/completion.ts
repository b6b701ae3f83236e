import { Argument, type Command } from 'commander'
import { UserError } from '../model/user-error.ts'
import { titlesOver } from '../stores/over/titles.ts'
import { optionsOf, outlineOf } from './shell/outline.ts'
import { printText } from './run/output.ts'
import { withStores } from './run/with-store.ts'

// Loaded for a script alone: whoever presses Tab waits for what --refs prints.
const SHELLS = {
  bash: async () => (await import('./shell/completion/bash.ts')).bashCompletion,
  zsh: async () => (await import('./shell/completion/zsh.ts')).zshCompletion,
  fish: async () => (await import('./shell/completion/fish.ts')).fishCompletion,
} as const

/** How many series are offered: those with the newest mail. */
const OFFERED = 200

/** `completion <shell>`: a script, made from the table of commands. */
export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('print the completion script of a shell, made from the table of commands')
    .addArgument(new Argument('[shell]', 'which').choices(Object.keys(SHELLS)))
    .option('--refs', 'print handles and titles of series, as the scripts ask for them')
    .action((shell: keyof typeof SHELLS | undefined, { refs }: { refs?: boolean }) =>
      refs ? printRefs(program) : printScript(program, shell),
    )
}

async function printScript(
  program: Command,
  shell: keyof typeof SHELLS | undefined,
): Promise<void> {
  if (!shell)
    throw new UserError(
      'mistake',
      `name a shell: patchtrail completion ${Object.keys(SHELLS).join('|')}`,
    )
  const script = await SHELLS[shell]()
  await printText(script(outlineOf(program), optionsOf(program)))
}

/** A handle a line, a tab, and the title. */
async function printRefs(program: Command): Promise<void> {
  const series = await withStores(program, {}, (stores) => titlesOver(stores, OFFERED))
  await printText(series.map(({ handle, title }) => `${handle}\t${title}\n`).join(''))
}
