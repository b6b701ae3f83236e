import type { Command } from 'commander'
import { statusReport } from '../query/status.ts'
import { statusText } from '../report/status-text.ts'
import { keptIn } from '../stores/own.ts'
import { placedIn } from '../stores/holder.ts'
import { timeOf } from './run/clock.ts'
import { heldAs, REF } from './given/ref.ts'
import { hinted } from './run/hints.ts'
import { listOption, type OnList } from './run/on-list.ts'
import type { GlobalOptions } from './run/options.ts'
import { columns, paintFor, printJson, printLines } from './run/output.ts'
import { withStores } from './run/with-store.ts'

interface StatusOptions extends OnList {
  why?: boolean
  json?: boolean
}

/** `status <ref>`: a series through all its versions. */
export function addStatus(program: Command): void {
  program
    .command('status')
    .description(
      'show a series through all its versions: what became of each patch, tags, whose turn it is',
    )
    .argument('<ref...>', REF)
    .option('--why', 'also what joins the versions and the patches')
    .addOption(listOption())
    .option('--json', 'print the report as JSON')
    .action(async (words: string[], options: StatusOptions) => {
      const { color } = program.opts<GlobalOptions>()
      const { report, note } = await withStores(program, options, async (stores) => {
        const held = await heldAs(stores, words)
        const { store } = held.part
        const report = placedIn(await statusReport(store, held.ref, await timeOf(store)), held)
        return { report, note: keptIn(stores)[report.id]?.note ?? null }
      })
      if (options.json) await printJson(report)
      else
        await printLines(
          statusText(report, {
            paint: paintFor(color),
            width: columns(),
            why: options.why ?? false,
            note,
          }).map(hinted),
        )
    })
}
