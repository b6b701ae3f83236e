import type { Command } from 'commander'
import { explainReport } from '../query/explain.ts'
import { explainText } from '../report/explain-text.ts'
import { reportOnHeld } from './given/ref.ts'
import { listOption, type OnList } from './run/on-list.ts'
import type { GlobalOptions } from './run/options.ts'
import { hinted } from './run/hints.ts'
import { paintFor, printJson, printLines } from './run/output.ts'

interface ExplainOptions extends OnList {
  full?: boolean
  json?: boolean
}

/**
 * `explain <id>`: why one comment counts as what it does, and why its request stands where it does.
 */
export function addExplain(program: Command): void {
  program
    .command('explain')
    .description(
      'tell why a comment is taken for a request or not, and why that stands where it does',
    )
    .argument(
      '<id>',
      '<message-id>#2, as printed below each issue; a Message-ID (or -, the mail on standard input) where it has one comment',
    )
    .option('--full', 'all quoted lines, all reasons, whole answers')
    .addOption(listOption())
    .option('--json', 'print the report as JSON')
    .action(async (id: string, options: ExplainOptions) => {
      const { color } = program.opts<GlobalOptions>()
      const asked = { words: [id], wants: 'message', list: options.list } as const
      const report = await reportOnHeld(program, asked, explainReport)
      if (options.json) await printJson(report)
      else
        await printLines(
          explainText(report, { paint: paintFor(color), full: options.full ?? false }).map(hinted),
        )
    })
}
