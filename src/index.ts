/**
 * The library: the same reports that the commands print, as plain values. See `docs/library.md`.
 *
 * ```ts
 * const store = await openStore('reviews.db')
 * const { versions } = await issuesReport(store, 'KT4320', OPEN_ISSUES)
 * await store.close()
 * ```
 */

export { ingest } from './ingest/ingest.ts'
export type { IngestListener, Progress } from './ingest/ingest.ts'
export {
  openForQuery as openStore,
  openForIngest as openStoreToWrite,
  StoreError,
} from './store/store.ts'
export type { Database as Store } from './store/store.ts'

// What a user names, as the key of a message or series.
export { resolveRef, resolveSeries } from './query/refs.ts'

// The reports.
export { diffReport } from './query/diff.ts'
export { feedbackReport, touchedByDiff } from './query/feedback.ts'
export type { FeedbackOptions } from './query/feedback.ts'
export { ALL_ISSUES, issuesReport, OPEN_ISSUES } from './query/issues.ts'
export type { IssueFilter } from './query/issues.ts'
export { listReport } from './query/list.ts'
export type { ListFilter } from './query/list.ts'
export { searchReport } from './query/search.ts'
export type { SearchOptions } from './query/search.ts'
export { showMessage } from './query/show.ts'
export { statusReport } from './query/status.ts'
export { todoReport } from './query/todo.ts'
export { whoReport } from './query/who.ts'
export { touchedPath } from './search/touched.ts'

// Everything, record by record.
export { commentRecords, issueRecords, linkRecords, seriesRecords } from './query/export.ts'

// What is thrown where the user can mend it.
export { UserError } from './model/user-error.ts'
export type { UserErrorCode } from './model/user-error.ts'

// The documents.
export type { DiffReport } from './model/report/diff.ts'
export type { FeedbackReport, Touched } from './model/report/feedback.ts'
export type { IngestSummary, SourceSummary } from './model/report/ingest.ts'
export type { IssuesOfVersion, IssuesReport, ShownIssue } from './model/report/issues.ts'
export type { ListedRecord, ListReport } from './model/report/list.ts'
export type {
  CommentRecord,
  IssueRecord,
  LinkRecord,
  LocationFields,
  SeriesRecord,
} from './model/report/records.ts'
export type { CommentHit, MessageHit, SearchReport } from './model/report/search.ts'
export type { Discussion, ShownLine, ShowReport } from './model/report/show.ts'
export type { StatusReport, StatusVersion } from './model/report/status.ts'
export type { TodoReport, TodoSeries } from './model/report/todo.ts'
export type { Reviewer, WhoReport } from './model/report/who.ts'

// The closed sets that they speak of.
export {
  COMMENT_KINDS,
  CONFIDENCES,
  ISSUE_STATES,
  isDue,
  isWaiting,
  SEVERITIES,
} from './model/issue.ts'
export { SEARCH_INS, SEARCH_SORTS } from './model/query.ts'
export { SERIES_STATES, TURNS } from './model/review.ts'
export type { CommentKind, Confidence, IssueEvidence, IssueState, Severity } from './model/issue.ts'
export type { Rung } from './model/link.ts'
export type { Part } from './model/content.ts'
export type { Person } from './model/message.ts'
export type { Sender } from './model/reply.ts'
export type { SeriesState, Standing, Turn } from './model/review.ts'
