import { z } from 'zod'
import { SEARCH_INS, SEARCH_SORTS } from '../model/query.ts'
import { UserError } from '../model/user-error.ts'
import { touchedByDiff } from '../query/feedback.ts'
import { touchedPath } from '../search/touched.ts'
import { feedbackOver } from '../stores/over/feedback.ts'
import { searchOver } from '../stores/over/search.ts'
import { todoOver } from '../stores/over/todo.ts'
import { dayBefore } from '../text/day-before.ts'
import { versionName } from '../text/version-name.ts'
import { cut, fitting } from './bounded.ts'
import { LIMIT, tool, type Tool } from './tool.ts'
import { commentView, issueView, onView, who } from './views.ts'

const SEARCH = tool({
  name: 'search',
  title: 'Find comments, patches or messages',
  about:
    'Words, "phrases", AND OR NOT ( ), and prefixes such as kind:change, state:open, by:name, file:path, fn:function, series:words, s:subject, d:2026-01-01..',
  input: {
    query: z.string().min(1).max(500),
    in: z.enum(SEARCH_INS).optional(),
    sort: z.enum(SEARCH_SORTS).default('relevance'),
    limit: LIMIT,
    offset: z.number().int().min(0).default(0),
  },
  answer: async (stores, { query, in: kind, sort, limit, offset }, { now }) => {
    const asked = { in: kind ?? null, sort, limit, offset, now }
    const report = await searchOver(stores, query, asked)
    const hits = [
      ...report.comments.map(({ comment, subject, quote, ...on }) => ({
        subject,
        quote: quote.slice(-2),
        ...commentView(comment),
        ...onView(on),
      })),
      ...report.messages.map(({ author, snippet, ...one }) => ({
        ...one,
        author: who(author),
        snippet: snippet.map(({ text }) => text),
      })),
    ]
    const { items, leftOut } = fitting(hits)
    const shown = offset + items.length
    const more = shown < report.total ? { next: `search with offset ${shown}` } : {}
    return { in: report.in, total: report.total, hits: items, leftOut, ...more }
  },
})

const FEEDBACK = tool({
  name: 'feedback',
  title: 'What reviewers said before about code that is about to change',
  about:
    'Give a diff, or a path (path, path:line, path:function): earlier review comments on the same lines, function or file, and on similar code, nearest first.',
  input: {
    diff: z.string().max(400_000).optional().describe('a diff or patch, as git diff prints it'),
    path: z.string().max(500).optional(),
    limit: LIMIT,
  },
  answer: async (stores, { diff, path, limit }) => {
    const touched = diff ? touchedByDiff(diff) : path ? [touchedPath(path)] : null
    if (!touched) throw new UserError('mistake', 'give a diff with at least one file, or a path')
    const report = await feedbackOver(stores, touched, { limit, before: null })
    const { items, leftOut } = fitting(
      report.items.map(({ nearness, comment, others }) => ({
        nearness,
        subject: comment.subject,
        quote: comment.quote.slice(-3),
        ...commentView(comment.comment),
        others: others.slice(0, 5),
        ...onView(comment),
      })),
    )
    return { files: report.files, total: report.total, found: items, leftOut }
  },
})

const TODO = tool({
  name: 'todo',
  title: 'What one person owes, promised, and should look at again',
  about: 'Across all series that are not applied; open first.',
  input: {
    me: z
      .string()
      .max(200)
      .optional()
      .describe('an address, or part of a name; the user unless given'),
    since: z.string().max(40).default('6.months.ago').describe('only series with mail since then'),
  },
  answer: async (stores, { me, since }, desk) => {
    const person = me ?? desk.me
    if (!person) throw new UserError('mistake', 'nobody has said who the user is; give me')
    const from = dayBefore(since, desk.now)
    if (from === null)
      throw new UserError('mistake', `"${since}" is no time; try 2026-01-31, 2w or 3.months.ago`)
    const report = await todoOver(stores, person, { since: from })
    const { items, leftOut } = fitting(
      report.series.map(({ issues, ...one }) => ({
        ref: one.handle,
        title: cut(one.title, 200),
        role: one.role,
        author: who(one.author),
        latest: { version: versionName(one), date: one.date, messageId: one.messageId },
        counts: one.counts,
        ...onView(one),
        issues: fitting(
          issues.map((issue) => issueView(issue, false)),
          5000,
        ),
      })),
    )
    return { me: person, since: from, older: report.older, series: items, leftOut }
  },
})

/** Questions about what was said before, and what is to be done. */
export const PAST_TOOLS: readonly Tool[] = [SEARCH, FEEDBACK, TODO]
