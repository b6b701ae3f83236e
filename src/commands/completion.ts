import { Argument, type Command } from 'commander'
import { UserError } from '../model/user-error.ts'
import { listOver } from '../stores/over/list.ts'
import { bashCompletion } from './shell/completion/bash.ts'
import { fishCompletion } from './shell/completion/fish.ts'
import { zshCompletion } from './shell/completion/zsh.ts'
import { optionsOf, outlineOf } from './shell/outline.ts'
import { printText } from './run/output.ts'
import { withStores } from './run/with-store.ts'

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const

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
  await printText(SHELLS[shell](outlineOf(program), optionsOf(program)))
}

/** A handle a line, a tab, and the title. */
async function printRefs(program: Command): Promise<void> {
  const { series } = await withStores(program, {}, (stores) =>
    listOver(stores, { limit: OFFERED }, Date.now()),
  )
  await printText(series.map(({ handle, title }) => `${handle}\t${title}\n`).join(''))
}
