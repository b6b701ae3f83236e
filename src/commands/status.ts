import type { Command } from 'commander'
import { statusReport } from '../query/status.ts'
import { statusText } from '../report/status-text.ts'
import { readKept } from '../config/kept.ts'
import { timeOf } from './run/clock.ts'
import { REF, refOf } from './given/ref.ts'
import { storePath, type GlobalOptions } from './run/options.ts'
import { columns, paintFor, printJson, printLines } from './run/output.ts'
import { withStore } from './run/with-store.ts'

/** `status <ref>`: a series through all its versions. */
export function addStatus(program: Command): void {
  program
    .command('status')
    .description(
      'show a series through all its versions: what became of each patch, tags, whose turn it is',
    )
    .argument('<ref...>', REF)
    .option('--why', 'also what joins the versions and the patches')
    .option('--json', 'print the report as JSON')
    .action(async (ref: string[], options: { why?: boolean; json?: boolean }) => {
      const { color, db } = program.opts<GlobalOptions>()
      const report = await withStore(program, async (store) =>
        statusReport(store, await refOf(store, ref), await timeOf(store)),
      )
      const note = readKept(storePath(db))[report.id]?.note ?? null
      if (options.json) await printJson(report)
      else
        await printLines(
          statusText(report, {
            paint: paintFor(color),
            width: columns(),
            why: options.why ?? false,
            note,
          }),
        )
    })
}
