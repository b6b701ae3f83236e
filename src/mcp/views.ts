import { ruleWords } from '../model/evidence.ts'
import { askerOf } from '../model/issue.ts'
import type { Person } from '../model/message.ts'
import type { CommentRecord, IssueRecord } from '../model/report/records.ts'
import type { OnLists } from '../model/report/on-lists.ts'
import type { ListedRecord } from '../model/report/list.ts'
import type { ShownIssue } from '../model/report/issues.ts'
import type { Discussion, ShowReport } from '../model/report/show.ts'
import { versionName } from '../text/version-name.ts'
import { cut } from './bounded.ts'

/** What an agent is told of the reports: enough to act on, with ids that the next call takes. */

/** `Jane Doe <jane@example.org>` as far as known. */
export function who({ name, address }: Person): string {
  return name && address ? `${name} <${address}>` : (name ?? address ?? 'unknown')
}

/** Of a folder of stores, where something stands. */
export function onView({ list, alsoOn = [] }: OnLists): object {
  if (list === undefined) return {}
  return { list, ...(alsoOn.length > 0 ? { alsoOn } : {}) }
}

/** A series in a list. */
export function seriesView({ standing: s, ...one }: ListedRecord): object {
  return {
    ref: one.handle,
    title: one.title,
    author: who(one.author),
    version: versionName(s),
    patches: s.patches,
    state: s.state,
    turn: s.turn,
    waitingSince: one.waitingSince,
    reason: s.reason,
    open: s.open,
    promised: s.agreed,
    tags: s.tags,
    lastMail: s.activity,
    latest: one.messageId,
    ...onView(one),
  }
}

/** An issue with what its verdict rests on. */
export function issueView(issue: ShownIssue, full: boolean): object {
  const { id, state, confidence, addressedInName, passedOverNames, moot, askedOf, strength } = issue
  return {
    id,
    state,
    confidence,
    ...(addressedInName === null ? {} : { addressedIn: addressedInName }),
    ...(passedOverNames.length > 0 ? { passedOver: passedOverNames } : {}),
    ...(moot ? { moot } : {}),
    askedOf,
    strength,
    kind: issue.kind,
    raisedOn: issue.revisionName,
    patch: issue.patch,
    ...placeView(issue),
    by: who(issue.by),
    date: issue.date,
    asks: full ? cut(issue.text) : issue.summary,
    quote: issue.quote.slice(full ? -8 : -2),
    answers: issue.replies.map((r) => ({ id: r.id, by: who(r.by), text: cut(r.text, 300) })),
    evidence: issue.evidence.slice(0, full ? 9 : 3).map((e) => ({
      says: ruleWords(e.rule, askerOf(issue)),
      ...(e.text.trim() === '' ? {} : { text: cut(e.text.trim(), 200) }),
      ...(e.messageId === null ? {} : { messageId: e.messageId, line: e.line }),
    })),
  }
}

function placeView({ path, line, function: name, now }: IssueRecord): object {
  const there = now?.path ? `${now.path}:${now.newEndLine ?? now.oldEndLine ?? '?'}` : null
  return {
    ...(path === null ? {} : { path, line }),
    ...(name === null ? {} : { function: name }),
    ...(there === null ? {} : { now: there }),
  }
}

/** One comment, as a search finds it. */
export function commentView(comment: CommentRecord): object {
  const { id, kind, state, severity, about, series } = comment
  return {
    id,
    by: who(comment.author),
    date: comment.date,
    kind,
    ...(state === null ? {} : { state }),
    ...(severity === null ? {} : { severity }),
    ...(about?.path ? { path: about.path, line: about.newEndLine ?? about.oldEndLine } : {}),
    text: cut(comment.text),
    series,
  }
}

/** The comments on a message, each with the line that it stands under, and the answers to it. */
export function discussionViews(report: ShowReport): object[] {
  const onLines = report.lines.flatMap(({ line, text, newLine, oldLine, discussions }) =>
    discussions.map((d) => ({
      under: { bodyLine: line, text, newLine, oldLine },
      ...discussionView(d),
    })),
  )
  const said = report.said.map(({ quote, discussion }) => ({
    under: { text: quote.slice(-3).join('\n') },
    ...discussionView(discussion),
  }))
  return [...onLines, ...said, ...report.general.map(discussionView)]
}

function discussionView({ comment, answers }: Discussion): object {
  return { ...commentView(comment), answers: answers.map(discussionView) }
}
