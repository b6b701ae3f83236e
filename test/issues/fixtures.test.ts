import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import type { CommentRecord, IssueRecord } from '../../src/model/report/records.ts'
import { casesOf, optionsOf } from '../support/cases.ts'
import { reviewedIn } from '../support/reviewed.ts'
import { assertSays, linesText, shortId } from '../support/same.ts'
import { withStore } from '../support/stores.ts'

/** `review#2` for `<review@example.org>#2`. */
function shortRef(id: string): string {
  return `${shortId(id)}${id.replace(/^.*#/, '#')}`
}

function issueOf(issue: IssueRecord): object {
  const { state, addressedIn, confidence, states, evidence, now, answers } = issue
  const { moot, passedOver, askedOf, sender, severity, strength, summary } = issue
  return {
    state,
    moot,
    passedOver,
    askedOf,
    sender,
    severity,
    strength,
    summary,
    version: addressedIn,
    confidence,
    /** How it stood as each version stood. */
    history: states.map((s) => `v${s.revision} ${s.state}`).join(', '),
    rules: evidence.map(({ rule }) => rule),
    /** Where its lines are in the latest version. */
    now: now && `${shortId(now.messageId)} ${linesText(now)}`,
    answers: answers.map(shortRef),
  }
}

/** What a comment came to: its issue, the issue that it raises again, or its kind where it asks for nothing. */
function cameOf(comment: CommentRecord, issues: ReadonlyMap<string, IssueRecord>): unknown {
  const issue = issues.get(comment.id)
  if (issue) return issueOf(issue)
  return comment.issue === null ? comment.kind : `again ${shortRef(comment.issue)}`
}

/**
 * Series as one mbox each, and beside it what its comments come to: `"review#1": {"state": "open",
 * "confidence": "low"}` (with `version`, `history`, `rules`, `now`, `answers` where they matter),
 * `"approval"` for one that asks for nothing, `"again review#1"`. Comments that are not named may
 * come to anything.
 */
describe('what comments come to', () => {
  for (const one of casesOf('issues')) {
    test(one.name, optionsOf(one), async () => {
      const { comments, issues } = await withStore(async (store) => {
        await ingest(store, [one.path])
        return reviewedIn(store)
      })
      const byId = new Map(issues.map((issue) => [issue.id, issue]))
      const came = Object.fromEntries(comments.map((c) => [shortRef(c.id), cameOf(c, byId)]))
      assert.ok(Object.keys(came).length > 0, 'there are comments')
      assertSays(came, one.expected)
    })
  }
})
