import type { Command } from 'commander'
import { explainReport } from '../query/explain.ts'
import { explainText } from '../report/explain-text.ts'
import { refOf } from './given/ref.ts'
import type { GlobalOptions } from './run/options.ts'
import { paintFor, printJson, printLines } from './run/output.ts'
import { withStore } from './run/with-store.ts'

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
    .option('--json', 'print the report as JSON')
    .action(async (id: string, options: { full?: boolean; json?: boolean }) => {
      const { color } = program.opts<GlobalOptions>()
      const report = await withStore(program, async (store) =>
        explainReport(store, await refOf(store, [id], 'message')),
      )
      if (options.json) await printJson(report)
      else
        await printLines(
          explainText(report, { paint: paintFor(color), full: options.full ?? false }),
        )
    })
}
