import { z } from 'zod'
import { ISSUE_STATES } from '../model/issue.ts'
import { SERIES_SORTS } from '../model/query.ts'
import { SERIES_STATES, TURNS } from '../model/review.ts'
import { UserError } from '../model/user-error.ts'
import { diffReport } from '../query/diff.ts'
import { explainReport } from '../query/explain.ts'
import { issuesReport } from '../query/issues.ts'
import { showMessage } from '../query/show.ts'
import { statusReport } from '../query/status.ts'
import { reportOn } from '../stores/holder.ts'
import { listOver } from '../stores/over/list.ts'
import { dayBefore } from '../text/day-before.ts'
import { versionName } from '../text/version-name.ts'
import { cut, fitting } from './bounded.ts'
import { LIMIT, REF, tool, type Tool } from './tool.ts'
import { discussionViews, issueView, onView, seriesView, who } from './views.ts'

const LIST = tool({
  name: 'list_series',
  title: 'Where series stand',
  about:
    'Patch series with their state, whose turn it is and since when, newest mail first. Give words of the title, or narrow by author, file, state, turn.',
  input: {
    title: z.string().max(300).optional().describe('words of the title'),
    author: z.string().max(200).optional().describe('part of a name or address'),
    reviewer: z.string().max(200).optional().describe('part of a name or address'),
    file: z.string().max(300).optional().describe('part of the path of a changed file'),
    state: z.enum(SERIES_STATES).optional(),
    turn: z.enum(TURNS).optional(),
    since: z.string().max(40).optional().describe('with mail since 2026-01-31, 2w, 3.months.ago'),
    sort: z.enum(SERIES_SORTS).default('activity'),
    limit: LIMIT,
  },
  answer: async (stores, { since, ...given }, { now }) => {
    const from = since === undefined ? {} : { since: sinceOf(since, now) }
    const wanted = Object.fromEntries(Object.entries(given).filter(([, v]) => v !== undefined))
    const report = await listOver(stores, { limit: given.limit, ...wanted, ...from }, now)
    const { items, leftOut } = fitting(report.series.map(seriesView))
    return {
      total: report.total,
      leftOut: report.total - report.series.length + leftOut,
      series: items,
    }
  },
})

function sinceOf(text: string, now: number): string {
  const since = dayBefore(text, now)
  if (since !== null) return since
  throw new UserError('mistake', `"${text}" is no time; try 2026-01-31, 2w or 3.months.ago`)
}

const STATUS = tool({
  name: 'series_status',
  title: 'One series through its versions',
  about:
    'All versions of a series, what became of each patch, tags, what was applied. Message-IDs of patches can be given to comments_on.',
  input: { ref: REF },
  answer: async (stores, { ref }, { now }) => {
    const report = await reportOn(stores, 'series', ref, (store, named) =>
      statusReport(store, named, now),
    )
    const rows = fitting(
      report.rows.map(({ title, cells, fate }) => ({
        title,
        fate,
        patches: cells.flatMap((cell, i) =>
          cell === null
            ? []
            : [
                {
                  version: versionName(report.versions[i]),
                  number: cell.number,
                  messageId: cell.messageId,
                  change: cell.change,
                  comments: cell.comments,
                  open: cell.open,
                },
              ],
        ),
      })),
    )
    return {
      id: report.id,
      title: report.title,
      author: who(report.author),
      state: report.standing.state,
      turn: report.standing.turn,
      reason: report.standing.reason,
      versions: report.versions.map((v) => ({
        version: versionName(v),
        date: v.date,
        messageId: v.messageId,
        patches: v.patches,
        replies: v.replies,
        issues: v.issues,
        missing: v.missing,
      })),
      patches: rows.items,
      leftOut: rows.leftOut,
      tags: report.tags.map((t) => ({ ...t, person: who(t.person) })),
      applied: report.applied.map(({ by, text, messageId }) => ({ by: who(by), text, messageId })),
      announced: report.announced,
      ...onView(report),
    }
  },
})

const ISSUES = tool({
  name: 'issues',
  title: 'What was asked for on a series',
  about:
    'Requests and questions of reviewers with their state and the evidence for it; by default what is open, promised, or doubtful. Verdicts are judged: check the evidence. explain tells all of one of them.',
  input: {
    ref: REF,
    all: z.boolean().default(false).describe('also what is settled'),
    state: z.enum(ISSUE_STATES).optional(),
    passed_over: z.boolean().default(false).describe('only what a later version left undone'),
    by: z.string().max(200).optional().describe('part of the name or address of who asked'),
    full: z.boolean().default(false).describe('whole comments and all evidence'),
    skip: z.number().int().min(0).default(0).describe('leave out so many: the next page'),
  },
  answer: async (stores, { ref, all, state, passed_over: passedOver, by, full, skip }) => {
    const filter = {
      rev: null,
      all: all || passedOver,
      state: state ?? null,
      by: by ?? null,
      bots: true,
      passedOver,
    }
    const report = await reportOn(stores, 'series', ref, (store, named) =>
      issuesReport(store, named, filter),
    )
    const found = report.versions.flatMap((v) => v.issues)
    const { items, leftOut } = fitting(found.slice(skip).map((one) => issueView(one, full)))
    return {
      ref: report.handle,
      title: report.title,
      standing: report.standing.reason,
      head: { ...report.head, by: report.head.by.map((b) => ({ ...b, person: who(b.person) })) },
      issues: items,
      leftOut,
      ...(leftOut > 0 ? { next: `issues with skip ${skip + items.length}` } : {}),
      notAskedFor: report.hidden,
      ...onView(report),
    }
  },
})

const EXPLAIN = tool({
  name: 'explain',
  title: 'Why a verdict is what it is',
  about:
    'One comment end to end: the lines it is about, who answered, what became of them, what each rule found.',
  input: { id: z.string().max(500).describe('the id of an issue or comment: <message-id>#2') },
  answer: async (stores, { id }) => {
    const {
      schema: _,
      exchange,
      quote,
      runs: _runs,
      request,
      text,
      ...rest
    } = await reportOn(stores, 'message', id, explainReport)
    return {
      ...rest,
      text: cut(text),
      quote: quote.filter(({ inFocus }) => inFocus).map((line) => line.text),
      exchange: fitting(
        exchange.map((one) => ({
          id: one.id,
          by: who(one.by),
          date: one.date,
          text: cut(one.text, 600),
        })),
        6000,
      ).items,
      request: request && {
        verdict: request.verdict,
        states: request.states.filter(({ probability }) => probability >= 0.05),
        rules: request.rules
          .filter(({ found }) => found.length > 0)
          .map(({ name, about, found }) => ({ name, about, found: fitting(found, 1500).items })),
      },
    }
  },
})

const COMMENTS = tool({
  name: 'comments_on',
  title: 'Comments on the lines of a patch',
  about:
    'What reviewers wrote on a patch, cover or reply, each comment with the line it stands under, its place in the file, its state, and the answers to it.',
  input: {
    message: z
      .string()
      .max(500)
      .describe('a Message-ID of series_status or an issue, or an archive address'),
    skip: z.number().int().min(0).default(0),
  },
  answer: async (stores, { message, skip }) => {
    const report = await reportOn(stores, 'message', message, showMessage)
    const all = discussionViews(report)
    const { items, leftOut } = fitting(all.slice(skip))
    const { messageId, subject, kind } = report
    const next = leftOut > 0 ? { next: `comments_on with skip ${skip + items.length}` } : {}
    return {
      messageId,
      subject,
      kind,
      author: who(report.author),
      comments: items,
      leftOut,
      ...next,
      ...onView(report),
    }
  },
})

const DIFF = tool({
  name: 'diff_versions',
  title: 'What changed between two versions',
  about: 'Patch by patch, as git range-diff prints it; the last two versions unless named.',
  input: {
    ref: REF,
    from: z.string().max(20).optional().describe('such as v2'),
    to: z.string().max(20).optional().describe('such as v3'),
  },
  answer: async (stores, { ref, from, to }) => {
    const {
      patches,
      schema: _,
      ...head
    } = await reportOn(stores, 'series', ref, (store, named) =>
      diffReport(store, named, from ?? null, to ?? null),
    )
    const { items, leftOut } = fitting(
      patches.map(({ diff, ...one }) => ({ ...one, diff: cut(diff.join('\n'), 6000) })),
    )
    return { ...head, patches: items, leftOut }
  },
})

/** Questions about series. */
export const SERIES_TOOLS: readonly Tool[] = [LIST, STATUS, ISSUES, EXPLAIN, COMMENTS, DIFF]
