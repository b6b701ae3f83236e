import type { DigestReport, DigestSeries } from '../../model/report/digest.ts'
import type { ListedRecord } from '../../model/report/list.ts'
import { readIssues } from '../../store/issues.ts'
import { readMaterial } from '../../store/material.ts'
import type { Database } from '../../store/store.ts'
import { isOwed } from './issue-head.ts'
import { shownIssue } from '../issues.ts'
import { listReport, type ListFilter } from '../list.ts'
import { resolveSeries } from '../refs.ts'

/** More series than a store has. */
const MOST = 1_000_000

/**
 * What is new: series and versions sent since a day, with what the new versions left undone; what
 * was applied since, and what waits for a maintainer.
 * @param since ISO 8601 UTC; `null`: ever
 * @param now milliseconds since 1970
 */
export async function digestReport(
  store: Database,
  filter: Omit<ListFilter, 'since' | 'limit'>,
  since: string | null,
  now: number,
): Promise<DigestReport> {
  const from = since ?? ''
  const wanted = { ...filter, ...(since === null ? {} : { since }), limit: MOST }
  const { series, newest } = await listReport(store, wanted, now)
  const sent: DigestSeries[] = []
  for (const listed of series) {
    const one = await newIn(store, listed, from, filter.robots ?? true)
    if (one.versions.length > 0) sent.push(one)
  }
  const isFresh = ({ listed }: DigestSeries): boolean => (listed.standing.started ?? '') >= from
  return {
    schema: 'patchtrail/digest/1',
    since,
    newest,
    fresh: sent.filter(isFresh),
    again: sent.filter((one) => !isFresh(one)),
    applied: series.filter(({ standing }) => standing.state === 'applied'),
    ready: series.filter(({ standing }) => standing.state === 'ready'),
  }
}

async function newIn(
  store: Database,
  listed: ListedRecord,
  since: string,
  robots: boolean,
): Promise<DigestSeries> {
  const key = await resolveSeries(store, listed.id)
  const [material] = await readMaterial(store, [key])
  if (!material) return { listed, versions: [], left: [] }
  const { revisions } = material.series
  const versions = revisions.filter(({ date }) => (date ?? '') >= since)
  const last = revisions.length - 1
  const owed = (await readIssues(store, [key])).filter(
    (issue) => isOwed(issue) && issue.revisionIndex < last && (robots || issue.sender === 'human'),
  )
  return {
    listed,
    versions: versions.map(({ version, rfc, messageId, date, patches }) => ({
      version,
      rfc,
      messageId,
      date,
      patches: patches.length,
    })),
    left: versions.length === 0 ? [] : owed.map((issue) => shownIssue(issue, material, true)),
  }
}
