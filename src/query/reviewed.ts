import { isDue, type Issue } from '../model/issue.ts'
import type { Standing } from '../model/review.ts'
import { readIssueHeads, readIssues, withParts, type StoredIssue } from '../store/issues.ts'
import type { StoredSeries } from '../store/series.ts'
import { readStandings } from '../store/standings.ts'
import type { Database } from '../store/store.ts'
import { messageOf } from '../text/comment-id.ts'
import { Handles } from './named/handles.ts'
import { beingDerived } from './refs.ts'

/** What several reports on one series begin with. */
export interface Reviewed {
  readonly standing: Standing
  readonly issues: readonly StoredIssue[]
  readonly handle: string
}

/** Where a series stands, its issues and its handle. Throws UserError while it is being derived. */
export async function reviewOf(store: Database, series: StoredSeries): Promise<Reviewed> {
  const standing = await standingOf(store, series)
  const issues = await readIssues(store, [series.key])
  return { standing, issues, handle: (await Handles.naming(store))(series.name) }
}

/** What hangs on an issue that nobody shows. */
const NO_PARTS = {
  evidence: [],
  fates: [],
  states: [],
  answers: [],
  passedOver: [],
  again: [],
} as const

/**
 * The same without what hangs on settled issues, and those that may be pending. Throws UserError.
 * @param also settled issues that are looked at as well
 */
export async function pendingOf(
  store: Database,
  series: StoredSeries,
  also: (issue: Pick<Issue, 'state' | 'moot'>) => boolean = () => false,
): Promise<Reviewed & { readonly pending: readonly StoredIssue[] }> {
  const standing = await standingOf(store, series)
  const heads = await readIssueHeads(store, [series.key])
  const shown = heads.filter((one) => isDue(one) || one.confidence === 'low' || also(one))
  const pending = await withParts(store, shown)
  const parts = new Map(pending.map((one) => [one.id, one]))
  const issues = heads.map((one) => parts.get(one.id) ?? { ...one, ...NO_PARTS })
  return { standing, issues, pending, handle: (await Handles.naming(store))(series.name) }
}

async function standingOf(store: Database, series: StoredSeries): Promise<Standing> {
  const standing = (await readStandings(store, [series.key])).get(series.key)
  if (!standing) throw beingDerived(series)
  return standing
}

/** The mails that are needed to show an issue. */
export function citedBy({ messageId, about, answers, fates }: Issue): string[] {
  const places = fates.flatMap(({ place }) => place?.messageId ?? [])
  return [messageId, ...(about ? [about.messageId] : []), ...answers.map(messageOf), ...places]
}
