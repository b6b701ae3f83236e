import { UserError } from '../model/user-error.ts'
import type { ShownIssue } from '../model/report/issues.ts'
import type { IssueRecord } from '../model/report/records.ts'
import { readIssues } from '../store/issues.ts'
import { seriesOfComment } from '../store/judgements.ts'
import { readCited } from '../store/lookup/cited.ts'
import { readSeries } from '../store/series.ts'
import type { Database } from '../store/store.ts'
import { messageOf, numberOf } from '../text/comment-id.ts'
import { shownIssue } from './issues.ts'
import { citedBy } from './reviewed.ts'
import { resolveRef } from './refs.ts'

/** One issue, and the series it belongs to. */
export interface IssueInSeries {
  readonly issue: ShownIssue
  readonly series: { readonly id: string; readonly title: string }
}

/** The same as `export issues` prints it: without what only a page shows. */
export function recordOf({
  quote: _q,
  text: _t,
  alsoAsks: _a,
  replies: _r,
  carried: _c,
  ...record
}: ShownIssue): IssueRecord {
  return record
}

/** One issue by its id. Throws UserError where no comment with this id asks for something. */
export async function issueReport(store: Database, id: string): Promise<IssueInSeries> {
  const key = await resolveRef(store, messageOf(id))
  const at = await seriesOfComment(store, key, numberOf(id) || 0)
  const found = at === null ? [] : await readIssues(store, [at])
  const [series] = at === null ? [] : await readSeries(store, [at])
  const issue = found.find((one) => one.id === id)
  if (!series || !issue) throw new UserError('not-found', `${id} asks for nothing`)
  const cited = { series, ...(await readCited(store, citedBy(issue))) }
  return {
    issue: shownIssue(issue, cited, issue.revisionIndex < series.revisions.length - 1),
    series: { id: series.name, title: series.title },
  }
}
