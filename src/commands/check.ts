import type { Command } from 'commander'
import type { Derives } from '../ingest/check.ts'
import type { CheckDocument, CheckSummary } from '../model/report/check.ts'
import { checkText } from '../report/check-text.ts'
import { countsAmong, type CountsAway } from '../store/lookup/as-one.ts'
import type { Stores } from '../stores/stores.ts'
import { EXIT } from './run/options.ts'
import { printJson, printText } from './run/output.ts'
import { hinted } from './run/hints.ts'
import { endAsStopped, stoppedByUser } from './run/interrupted.ts'
import { ProgressLine } from './run/progress.ts'
import { withStores } from './run/with-store.ts'

interface CheckOptions {
  derive?: boolean
  json?: boolean
}

/** `check`: verifies the store; exit 1 where something is amiss. */
export function addCheck(program: Command): void {
  program
    .command('check')
    .description('verify the store: the file, and how what is in it fits together')
    .option('--derive', 'derive everything anew from the mail, in a copy, and compare')
    .option('--json', 'print what was found as JSON')
    .action(async (options: CheckOptions) => {
      const line = new ProgressLine()
      const report = await checked(program, options.derive ? derivesBy(line) : null)
      line.clear()
      const document: CheckDocument = { schema: 'patchtrail/check/1', ...report }
      if (options.json) await printJson(document)
      else await printText(`${checkText(report).map(hinted).join('\n')}\n`)
      if (report.problems.length > 0) process.exitCode = EXIT.mistake
    })
}

function derivesBy(line: ProgressLine): Derives & { readonly line: ProgressLine } {
  const listener: Derives['listener'] = (done, of, stage) =>
    line.show(stage, done, of === 0 ? null : done / of)
  return { listener, stopped: stoppedByUser(), line }
}

/** Where Ctrl-C comes the program ends when the copy is gone. */
async function checked(
  program: Command,
  derives: ReturnType<typeof derivesBy> | null,
): Promise<Omit<CheckDocument, 'schema'>> {
  const { checkStore } = await import('../ingest/check.ts')
  try {
    return await withStores(program, { isOfStores: true }, async (stores) => {
      if (stores.only) return checkStore(stores.only, derives)
      const found: Checked[] = []
      for (const { name, store } of stores.parts)
        found.push({ list: name, ...(await checkStore(store, derives)) })
      return checkedTogether(found, stores.broken, await commonIn(stores))
    })
  } catch (error) {
    if (derives?.stopped.aborted)
      endAsStopped(derives.line, 'the copy is gone, and the store is as it was')
    throw error
  }
}

type Checked = CheckSummary & { readonly list: string }

/** What each store has that another one tells of: it counts once. */
async function commonIn(stores: Stores): Promise<readonly CountsAway[]> {
  const { series, messages } = await stores.common()
  const { away } = await messages()
  const counts = await stores.each(({ name, store }) =>
    countsAmong(store, away.get(name) ?? [], series.away.get(name) ?? []),
  )
  return counts.map(({ answer }) => answer)
}

/** All stores of a folder as one; what is amiss says where. */
function checkedTogether(
  stores: readonly Checked[],
  broken: readonly string[],
  common: readonly CountsAway[],
): Omit<CheckDocument, 'schema'> {
  const sum = (pick: keyof CheckSummary['counts']): number =>
    stores.reduce((all, { counts }) => all + counts[pick], 0)
  const once = (pick: keyof CountsAway): number =>
    common.reduce((all, away) => all - away[pick], sum(pick))
  const problems = stores.flatMap((one) => one.problems.map((line) => `${one.list}: ${line}`))
  return {
    counts: {
      messages: once('messages'),
      removed: sum('removed'),
      series: once('series'),
      comments: once('comments'),
      issues: once('issues'),
      problems: sum('problems'),
      waiting: sum('waiting'),
    },
    problems: [...broken, ...problems],
    stores,
  }
}
