import type { ExportRecord } from '../../model/report/records.ts'
import { commentRecords, issueRecords, linkRecords, seriesRecords } from '../../query/export.ts'
import { datesOfMessages, startsOfSeries } from '../../store/lookup/as-one.ts'
import type { Database } from '../../store/store.ts'
import type { Homes } from '../crossings.ts'
import type { Holder } from '../holder.ts'
import { merged, type Placed } from '../in-order.ts'
import type { Part, Stores } from '../stores.ts'
import { named } from './merge.ts'
import { leaveOutCopies } from './search.ts'

/** What can be exported. */
export const RECORDS = ['links', 'comments', 'series', 'issues'] as const
export type RecordsOf = (typeof RECORDS)[number]

/** Records of a store, or of a series alone. */
type Export = (store: Database, ref: string | null) => AsyncIterable<ExportRecord>

const EXPORTS: Readonly<Record<RecordsOf, Export>> = {
  links: linkRecords,
  comments: commentRecords,
  series: seriesRecords,
  issues: issueRecords,
}

/**
 * Records of one store, or of all in a folder in the order of one: what several have is told by
 * its home.
 * @param held of one series alone
 */
export async function* exportOver(
  stores: Stores,
  what: RecordsOf,
  held: Holder | null,
): AsyncGenerator<ExportRecord> {
  const records = EXPORTS[what]
  if (stores.only) {
    yield* records(stores.only, held?.ref ?? null)
    return
  }
  const homes = await stores.common()
  if (held) {
    for await (const record of records(held.part.store, held.ref))
      yield placed(record, held.part.name, homes)
    return
  }
  yield* merged(stores.parts.map((part) => recordsOf(part, what, homes)))
}

/** Records of one store, with the place of each among those of all. */
async function* recordsOf(
  part: Part,
  what: RecordsOf,
  homes: Homes,
): AsyncGenerator<Placed<ExportRecord>> {
  await leaveOutCopies(part, homes)
  const { store, name } = part
  const isOfSeries = what === 'series' || what === 'issues'
  const dates = await (isOfSeries ? startsOfSeries(store) : datesOfMessages(store))
  const away = new Set(homes.series.away.get(name))
  for await (const record of EXPORTS[what](store, null)) {
    const series = seriesOf(record)
    if (away.has(series)) continue
    const id = 'messageId' in record && !isOfSeries ? record.messageId : series
    yield { place: { date: dates.get(id) ?? null, id }, what: placed(record, name, homes) }
  }
}

/** The series that is told with a record; empty for what stands with a message. */
function seriesOf(record: ExportRecord): string {
  if (record.schema === 'patchtrail/series/1') return record.id
  return record.schema === 'patchtrail/issue/1' ? record.series : ''
}

function placed(record: ExportRecord, list: string, homes: Homes): ExportRecord {
  if (record.schema !== 'patchtrail/series/1') return { ...record, list }
  return { ...record, list, alsoOn: named(record.id, list, homes).alsoOn }
}
