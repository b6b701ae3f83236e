import type { Amount, NumbersReport } from '../../model/report/numbers.ts'
import { SERIES_STATES, TURNS } from '../../model/review.ts'
import {
  datesOfDue,
  datesOfVersions,
  latestActivity,
  mostAsking,
  mostOwing,
  standingsCounted,
} from '../../store/numbers.ts'
import type { Database } from '../../store/store.ts'
import { STALE_DAYS } from '../list.ts'

const DAY = 86_400_000
const WEEKS = 26

/** Ages of requests, each up to so many days. */
const AGES: readonly (readonly [name: string, days: number])[] = [
  ['a week', 7],
  ['a month', 30],
  ['three months', 91],
  ['half a year', 182],
  ['a year', 365],
  ['older', Infinity],
]

/** Of a folder of stores: the day that all are counted to, and series that others tell of. */
export interface NumbersOf {
  readonly until: string | null
  readonly without: readonly string[]
}

/**
 * A store at a glance. All is counted up to its latest mail, not to today: an archive that ended
 * long ago is looked at as it was.
 */
export async function numbersReport(
  store: Database,
  counted: NumbersOf | null = null,
): Promise<NumbersReport> {
  const until = counted ? counted.until : await latestActivity(store)
  const without = counted?.without ?? []
  const end = Date.parse(until ?? '') || 0
  const since = new Date(end - STALE_DAYS * DAY).toISOString()
  const monday = mondayOf(end) - (WEEKS - 1) * 7 * DAY
  const standings = await standingsCounted(store, { since, without })
  const total = (fits: (one: (typeof standings)[number]) => boolean): number =>
    standings.filter(fits).reduce((sum, { n }) => sum + n, 0)
  return {
    schema: 'patchtrail/numbers/1',
    until,
    openByAge: byAge(await datesOfDue(store, { since, without }), end),
    versionsByWeek: byWeek(
      await datesOfVersions(store, { since: new Date(monday).toISOString(), without }),
      monday,
    ),
    turns: [...TURNS, null].map((turn) => ({ turn, n: total((one) => one.turn === turn) })),
    states: SERIES_STATES.map((state) => ({ state, n: total((one) => one.state === state) })),
    owing: await mostOwing(store, { since, without }),
    asking: await mostAsking(store, { since, without }),
  }
}

function byAge(dates: readonly string[], end: number): Amount[] {
  const ages = dates.map((date) => Math.max(0, end - Date.parse(date)) / DAY)
  return AGES.map(([name, days], i) => {
    const from = AGES[i - 1]?.[1] ?? -1
    return { name, n: ages.filter((age) => age > from && age <= days).length }
  })
}

/** Midnight, UTC, of the Monday before. */
function mondayOf(time: number): number {
  const day = Math.floor(time / DAY)
  // The first day of 1970 was a Thursday.
  return (day - ((day + 3) % 7)) * DAY
}

function byWeek(dates: readonly string[], monday: number): Amount[] {
  const weeks = dates.map((date) => Math.floor((Date.parse(date) - monday) / (7 * DAY)))
  return Array.from({ length: WEEKS }, (_, week) => ({
    name: new Date(monday + week * 7 * DAY).toISOString().slice(0, 10),
    n: weeks.filter((one) => one === week).length,
  }))
}
