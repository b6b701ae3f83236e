import type { ExportRecord } from '../../model/report/records.ts'
import { commentRecords, issueRecords, linkRecords, seriesRecords } from '../../query/export.ts'
import type { Database } from '../../store/store.ts'
import type { Homes } from '../crossings.ts'
import type { Holder } from '../holder.ts'
import type { Stores } from '../stores.ts'
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
 * Records of one store, or of all in a folder, store by store: what several have is told by its
 * home.
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
  for (const part of held ? [held.part] : stores.parts) {
    if (!held) await leaveOutCopies(part, homes)
    const away = new Set(held ? [] : homes.series.away.get(part.name))
    for await (const record of records(part.store, held?.ref ?? null))
      if (!away.has(seriesOf(record))) yield placed(record, part.name, homes)
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
