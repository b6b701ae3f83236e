import type { Amount, NumbersReport } from '../../model/report/numbers.ts'
import type { Person } from '../../model/message.ts'
import { latestActivity } from '../../store/numbers.ts'
import { numbersReport } from '../../query/pages/numbers.ts'
import type { Stores } from '../stores.ts'

/** People that are named at most. */
const MOST = 8

/** One store at a glance, or all of a folder: a series of several is counted once. */
export async function numbersOver(stores: Stores): Promise<NumbersReport> {
  if (stores.only) return numbersReport(stores.only)
  const homes = await stores.common()
  const latest = await stores.each(({ store }) => latestActivity(store))
  const until =
    latest
      .flatMap(({ answer }) => answer ?? [])
      .sort()
      .at(-1) ?? null
  const answers = await stores.each(({ name, store }) =>
    numbersReport(store, { until, without: homes.series.away.get(name) ?? [] }),
  )
  const reports = answers.map(({ answer }) => answer)
  const [first] = reports
  if (!first) throw new Error('no store has answered')
  return {
    schema: 'patchtrail/numbers/1',
    until,
    openByAge: amounts(reports.map((one) => one.openByAge)),
    versionsByWeek: amounts(reports.map((one) => one.versionsByWeek)),
    turns: first.turns.map(({ turn }, i) => ({ turn, n: sumOf(reports, (one) => one.turns[i]) })),
    states: first.states.map(({ state }, i) => ({
      state,
      n: sumOf(reports, (one) => one.states[i]),
    })),
    owing: people(reports.flatMap((one) => one.owing)),
    asking: people(reports.flatMap((one) => one.asking)),
  }
}

type Count = { readonly n: number } | undefined

function sumOf(reports: readonly NumbersReport[], pick: (report: NumbersReport) => Count): number {
  return reports.reduce((sum, report) => sum + (pick(report)?.n ?? 0), 0)
}

/** Ages and weeks are the same in all: they are counted up to one day. */
function amounts(all: readonly (readonly Amount[])[]): Amount[] {
  return (all[0] ?? []).map(({ name }, i) => ({
    name,
    n: all.reduce((sum, one) => sum + (one[i]?.n ?? 0), 0),
  }))
}

interface Counted {
  readonly person: Person
  readonly n: number
}

function people(all: readonly Counted[]): Counted[] {
  const found = new Map<string, Counted>()
  for (const { person, n } of all) {
    const address = person.address ?? ''
    found.set(address, { person, n: n + (found.get(address)?.n ?? 0) })
  }
  return [...found]
    .sort(([one, a], [other, b]) => b.n - a.n || (one < other ? -1 : 1))
    .map(([, counted]) => counted)
    .slice(0, MOST)
}
