import type { Command } from 'commander'
import { manPage } from './shell/man-page.ts'
import { optionsOf, outlineOf } from './shell/outline.ts'
import { ABOUT, ownVersion } from './shell/about.ts'
import { printText } from './run/output.ts'

/** `man`: the manual page, made from the table of commands. */
export function addMan(program: Command): void {
  program
    .command('man')
    .description(
      'print the manual page, made from the table of commands (an installed one: man patchtrail)',
    )
    .action(async () => {
      const commands = outlineOf(program)
      const page = { about: ABOUT, version: ownVersion(), commands, globals: optionsOf(program) }
      await printText(manPage(page))
    })
}
