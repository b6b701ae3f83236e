import type { PatchNeighbours } from '../model/report/neighbours.ts'
import type { Matches } from '../model/review.ts'
import type { Revision, Series } from '../model/series.ts'
import { idsOfKeys } from '../store/read-derived.ts'
import { readMatches } from '../store/matches.ts'
import { readSeries, seriesOfMessages } from '../store/series.ts'
import type { Database } from '../store/store.ts'
import { versionName } from '../text/version-name.ts'
import { lineagesOf } from '../versions/lineage.ts'
import { resolveRef } from './refs.ts'

const NOWHERE: PatchNeighbours = {
  series: null,
  versions: [],
  number: null,
  total: 0,
  before: null,
  after: null,
}

/** The versions of a patch or cover, and what is before and after it. Throws UserError. */
export async function neighboursOf(store: Database, ref: string): Promise<PatchNeighbours> {
  const key = await resolveRef(store, ref)
  const [member] = await seriesOfMessages(store, [key])
  const [id] = await idsOfKeys(store, [key])
  const [series] = member ? await readSeries(store, [member.series]) : []
  if (!series || id === undefined) return NOWHERE
  const stored = (await readMatches(store, [series.key])).get(series.key)
  return neighboursIn(
    series,
    series.revisions.map((_, position) => stored?.get(position) ?? []),
    id,
  )
}

/** The same in a series that has been read, by the Message-ID of the patch or cover. */
export function neighboursIn(series: Series, matches: Matches, id: string): PatchNeighbours {
  const named = { id: series.name, title: series.title }
  const position = series.revisions.findIndex((r) => r.members.some((m) => m.messageId === id))
  const revision = series.revisions[position]
  if (!revision) return { ...NOWHERE, series: named }
  const order = [...new Set([revision.messageId, ...revision.patches.map((p) => p.messageId)])]
  const at = order.indexOf(id)
  return {
    series: named,
    versions: versionsOf(series, matches, position, numberOf(revision, id)),
    number: numberOf(revision, id),
    total: revision.patches.length,
    before: order[at - 1] ?? null,
    after: at === -1 ? null : (order[at + 1] ?? null),
  }
}

/** Of a patch; `null` for a cover. */
function numberOf(revision: Revision, id: string): number | null {
  return revision.patches.find((p) => p.messageId === id)?.number ?? null
}

/** The same patch, or the cover, in each version that has it. */
function versionsOf(
  series: Series,
  matches: Matches,
  position: number,
  number: number | null,
): PatchNeighbours['versions'] {
  const line = lineagesOf({ series }, matches).find(
    ({ cells }) => number !== null && cells[position]?.number === number,
  )
  return series.revisions.flatMap((r, i) => {
    const cell = line?.cells[i]
    const same = r.patches.find((p) => p.number === cell?.number)
    const messageId = number === null ? r.messageId : same?.messageId
    if (messageId === undefined) return []
    const change = number === null ? null : (cell?.match?.change ?? null)
    const here = number === null ? null : (same?.number ?? null)
    return [{ name: versionName(r), messageId, isThis: i === position, number: here, change }]
  })
}
