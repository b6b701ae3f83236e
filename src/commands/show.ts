import { Option, type Command } from 'commander'
import { showMessage } from '../query/show.ts'
import { showText } from '../report/show-text.ts'
import { REF, reportOnHeld } from './given/ref.ts'
import { listOption, type OnList } from './run/on-list.ts'
import { wholeNumber, type GlobalOptions } from './run/options.ts'
import { paintFor, printJson, printLines } from './run/output.ts'

interface ShowOptions extends OnList {
  context?: number
  json?: boolean
}

/** `show <ref>`: one patch with its comments, or one reply with what it says. */
export function addShow(program: Command): void {
  program
    .command('show')
    .description(
      'print a patch with the comments under their lines, or a reply with the lines it is about',
    )
    .argument('<ref...>', REF)
    .addOption(
      new Option('-C, --context <lines>', 'only so many lines above each comment').argParser(
        wholeNumber,
      ),
    )
    .addOption(listOption())
    .option('--json', 'print the report as JSON')
    .action(async (words: string[], options: ShowOptions) => {
      const { color } = program.opts<GlobalOptions>()
      const { list, context } = options
      const asked = { words, wants: 'message', list } as const
      const report = await reportOnHeld(program, asked, showMessage)
      // Only JSON carries the prose trees: loading their parser would slow down every other call.
      if (options.json) await printJson((await import('../query/prose.ts')).withProse(report))
      else await printLines(showText(report, { paint: paintFor(color), context: context ?? null }))
    })
}
