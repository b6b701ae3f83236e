import type { IssuesReport, IssuesOfVersion, LeftOut, ShownIssue } from '../model/report/issues.ts'
import { toldState, type Issue, type ToldState } from '../model/issue.ts'
import type { Person } from '../model/message.ts'
import { issueCounts } from '../issues/issue-counts.ts'
import type { StoredIssue } from '../store/issues.ts'
import { messageOf } from '../text/comment-id.ts'
import { withoutMarks } from '../text/quoting.ts'
import { versionName } from '../text/version-name.ts'
import { linesOfMails, type CitedMail } from '../store/lookup/cited.ts'
import type { StoredMaterial } from '../store/material.ts'
import type { StoredMail } from '../store/read-mails.ts'
import type { Database } from '../store/store.ts'
import { furtherAsked } from '../issues/summary/summary.ts'
import { issueRecord } from './issue-record.ts'
import { headOf, isDoubtful, isOwed, isPending } from './debts/issue-head.ts'
import { comparedBy, lateIssues } from './debts/late.ts'
import { clockOf, isStale } from './list.ts'
import { withKnownNames } from './named/known-names.ts'
import { newestMail } from './named/newest.ts'
import { versionNamed } from './refs.ts'
import { pendingMaterial, type ReviewedMaterial } from './status.ts'

/** What of the issues of a series is asked for. */
export interface IssueFilter {
  /** Name of a version: only what was raised on it. */
  readonly rev: string | null
  /** Also what is settled. */
  readonly all: boolean
  readonly state: ToldState | null
  /** Part of the name or address of who raised it. */
  readonly by: string | null
  /** Also what robots raised. */
  readonly bots: boolean
  /** Only what a later version left undone. */
  readonly passedOver?: boolean
}

/** Issues of every version and of everybody, settled ones too. */
export const ALL_ISSUES: IssueFilter = { rev: null, all: true, state: null, by: null, bots: true }
/** Those that are still open or promised. */
export const OPEN_ISSUES: IssueFilter = { ...ALL_ISSUES, all: false }

/** The issues of a series, those of the latest version first. Throws UserError. */
export async function issuesReport(
  store: Database,
  ref: string,
  filter: IssueFilter,
  now = Date.now(),
): Promise<IssuesReport> {
  const { all, state: wanted, passedOver } = filter
  const read = await shownMaterial(
    store,
    ref,
    (issue) => toldState(issue) === wanted || (wanted === null && (all || passedOver === true)),
  )
  const { activity, state } = read.standing
  const clock = clockOf(await newestMail(store, new Date(now).toISOString()), now)
  // Who is asked for by name may have sent mail without it.
  const issues = filter.by === null ? read.issues : await withKnownNames(store, read.issues)
  const report = issuesOf({ ...read, issues }, filter, isStale(activity, state, clock))
  return withKnownNames(store, report)
}

/**
 * A series as far as its pending issues and those that are asked for show it; of patches also the
 * lines that tell which issues are late. Throws UserError.
 */
async function shownMaterial(
  store: Database,
  ref: string,
  isShown: (issue: Pick<Issue, 'state' | 'moot'>) => boolean,
): Promise<ReviewedMaterial> {
  const read = await pendingMaterial(store, ref, isShown)
  const { mails, series } = read.material
  const bare = comparedBy(read.issues, series, read.matches).filter(
    (id) => mails.get(id)?.files.length === 0,
  )
  const lines = await linesOfMails(store, bare)
  const whole = [...mails].map(([id, mail]) => {
    const own = lines.get(id)
    return [id, own ? { ...mail, lines: own } : mail] as const
  })
  return { ...read, material: { ...read.material, mails: new Map(whole) } }
}

/**
 * The same of a series that has been read.
 * @param stale has nobody written for long?
 * Throws UserError.
 */
export function issuesOf(
  { material, matches, standing, issues: all, handle }: ReviewedMaterial,
  filter: IssueFilter,
  stale = false,
): IssuesReport {
  const { series } = material
  const chosen = filter.rev === null ? null : versionNamed(material.series.revisions, filter.rev)
  const versions = groupsOf(all, filter, material, chosen)
  const shown = new Set(versions.flatMap((v) => v.issues.map((i) => i.id)))
  const counted = all.filter((i) => isCounted(i, filter, chosen))
  return {
    schema: 'patchtrail/issues/1',
    id: series.name,
    title: series.title,
    author: series.author,
    standing,
    stale,
    handle,
    head: headOf(counted),
    lookAgain: counted.filter((i) => shown.has(i.id) && isDoubtful(i)).map(({ id }) => id),
    late: lateIssues(all, material, matches),
    versions,
    completeness: completenessOf(material),
    hidden: issueCounts(counted.filter((i) => !shown.has(i.id))),
    leftOut: leftOutOf(all, filter, chosen),
    open: versions.flatMap((v) => v.issues).filter(isOwed).length,
  }
}

/** Whom and which version a filter asks for; which states is another matter. */
function isCounted(issue: Issue, { by, bots }: IssueFilter, chosen: number | null): boolean {
  if (issue.sender !== 'human' && !bots) return false
  if (by !== null && !isPerson(issue.by, by)) return false
  return chosen === null || issue.revisionIndex === chosen
}

function leftOutOf(all: readonly Issue[], filter: IssueFilter, chosen: number | null): LeftOut {
  const humans = all.filter((i) => filter.bots || i.sender === 'human')
  const asked = humans.filter((i) => filter.by === null || isPerson(i.by, filter.by))
  const here = asked.filter((i) => chosen === null || i.revisionIndex === chosen)
  return {
    robots: all.length - humans.length,
    others: humans.length - asked.length,
    versions: asked.length - here.length,
    owed: all.filter(isOwed).length - here.filter(isOwed).length,
  }
}

function fits(issue: Issue, { all, state, by, bots, passedOver }: IssueFilter): boolean {
  if (passedOver && issue.passedOver.length === 0) return false
  if (state !== null ? toldState(issue) !== state : !all && !isPending(issue)) return false
  if (issue.sender !== 'human' && !bots) return false
  return by === null || isPerson(issue.by, by)
}

/** Part of a name or address, whatever the case. */
export function isPerson({ name, address }: Person, words: string): boolean {
  const wanted = words.toLowerCase()
  return (name ?? '').toLowerCase().includes(wanted) || (address ?? '').includes(wanted)
}

/** By the version they were raised on, latest first. */
function groupsOf(
  all: readonly StoredIssue[],
  filter: IssueFilter,
  material: StoredMaterial,
  chosen: number | null,
): IssuesOfVersion[] {
  const { revisions } = material.series
  return revisions
    .flatMap(({ version, rfc, date }, position) => {
      const raised = all.filter((i) => i.revisionIndex === position)
      const own = raised.filter((i) => fits(i, filter))
      if (
        (chosen !== null && chosen !== position) ||
        (own.length === 0 && position < revisions.length - 1)
      )
        return []
      return [
        {
          version,
          rfc,
          date,
          counts: issueCounts(raised),
          issues: own.map((i) => shownIssue(i, material, position < revisions.length - 1)),
        },
      ]
    })
    .reverse()
}

/** What an issue is shown from: its series, and the mails that it cites. */
export type Cited = CitedMail & Pick<StoredMaterial, 'series'>

/** An issue with its quote, its words and the beginnings of its answers. */
export function shownIssue(issue: Issue, material: Cited, carried: boolean): ShownIssue {
  const mail = material.mails.get(issue.messageId)
  const comment = commentOf(material, issue.id)
  const quote =
    comment?.focus && mail
      ? mail.lines
          .slice(comment.focus.quote.line - 1, comment.focus.quote.endLine)
          .map(withoutMarks)
      : []
  const record = issueRecord(issue, material.series, (id) => material.mails.get(id) ?? null)
  const replies = issue.answers.flatMap((id) => {
    const there = material.mails.get(messageOf(id))
    const text = there ? textOf(there, commentOf(material, id)) : null
    return there && text !== null ? [{ id, by: there.from, text }] : []
  })
  const text = (mail && textOf(mail, comment)) ?? issue.summary
  return {
    ...record,
    quote,
    text,
    alsoAsks: furtherAsked(text.split('\n'), issue.role).filter(
      (one) => !issue.summary.includes(one),
    ),
    replies,
    carried,
  }
}

function commentOf({ comments }: Cited, id: string) {
  return comments.get(messageOf(id))?.find((c) => id.endsWith(`#${c.number}`))
}

function textOf(
  mail: StoredMail,
  comment: { readonly line: number; readonly endLine: number } | undefined,
): string | null {
  return comment ? mail.lines.slice(comment.line - 1, comment.endLine).join('\n') : null
}

function completenessOf({ series, mails, comments }: StoredMaterial): IssuesReport['completeness'] {
  const members = new Set(series.revisions.flatMap((r) => r.members.map((m) => m.messageId)))
  const replies = [...mails.values()].filter(({ id }) => !members.has(id))
  const all = replies.flatMap((mail) =>
    (comments.get(mail.id) ?? []).map((comment) => ({ mail, comment })),
  )
  const missing = series.revisions.flatMap((r) => r.missing.map((n) => `${versionName(r)} ${n}`))
  const unanchored = all.filter(
    ({ mail, comment }) =>
      comment.anchor === null && mail.quotes.some((q) => q.endLine < comment.line),
  ).length
  return { replies: replies.length, comments: all.length, unanchored, missing }
}
