import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { CommentRecord, LinkRecord } from '../../src/model/report/records.ts'
import { casesOf, optionsOf } from '../support/cases.ts'
import { assertSays, linesText, shortId } from '../support/same.ts'
import { ingested } from '../support/stores.ts'

type Range = { readonly messageId: string; readonly line: number; readonly endLine: number }

/** `patch 18-21`. */
function rangeText(range: Range): string {
  return `${shortId(range.messageId)} ${linesText(range)}`
}

/** `2-5 -> patch 18-21 exact`, `7 >> none` for a line quoted twice that was not found. */
function linkText(link: LinkRecord): string {
  const origin = link.origin ? `${rangeText(link.origin)} ` : ''
  const doubt = link.ambiguous ? `, or ${link.candidates.map(({ line }) => line).join(', ')}` : ''
  return `${linesText(link)} ${link.depth > 1 ? '>'.repeat(link.depth) : '->'} ${origin}${link.match}${doubt}`
}

function commentOf(comment: CommentRecord): object {
  const { anchor, focus, about, answers, revision, patch } = comment
  return {
    lines: linesText(comment),
    anchor: anchor && `${rangeText(anchor)} ${anchor.match}${anchor.ambiguous ? ' ambiguous' : ''}`,
    part: anchor?.part ?? null,
    path: anchor?.path ?? null,
    old: anchor?.oldLine == null ? null : [anchor.oldLine, anchor.oldEndLine],
    new: anchor?.newLine == null ? null : [anchor.newLine, anchor.newEndLine],
    function: anchor?.function ?? null,
    focus: focus && `${linesText(focus.quote)} -> ${rangeText(focus)}`,
    about: about && rangeText(about),
    aboutPath: about?.path ?? null,
    answers: answers && `${shortId(answers)}#${answers.replace(/^.*#/, '')}`,
    revision,
    patch,
  }
}

function grouped<T extends { messageId: string }>(
  records: readonly T[],
  show: (record: T) => unknown,
): Record<string, unknown[]> {
  const groups: Record<string, unknown[]> = {}
  for (const record of records) (groups[shortId(record.messageId)] ??= []).push(show(record))
  return groups
}

/** Threads of one mbox each; `<case>.page.txt`, if there, is an archive page read after it. */
describe('links and comments of a thread', () => {
  for (const one of casesOf('thread')) {
    test(one.name, optionsOf(one), async () => {
      const page = one.path.replace(/\.mbox$/, '.page.txt')
      const { links, comments } = await ingested(one.path, ...(existsSync(page) ? [page] : []))
      const ids = new Set([...links, ...comments].map(({ messageId }) => shortId(messageId)))
      const linksBy = grouped(links, linkText)
      const commentsBy = grouped(comments, commentOf)
      const actual = [...ids].map((id) => [
        id,
        { links: linksBy[id] ?? [], comments: commentsBy[id] ?? [] },
      ])
      assertSays(Object.fromEntries(actual), one.expected)
      const named = Object.keys(one.expected).filter((key) => key !== 'note' && key !== 'todo')
      assert.deepEqual(
        [...ids].filter((id) => !named.includes(id)),
        [],
        'no message has links or comments that are not expected',
      )
    })
  }
})
