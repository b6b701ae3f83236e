import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { mboxText, mailText } from '../support/mails.ts'
import { ingested, temporaryFolder, written } from '../support/stores.ts'

const LIMIT = { timeout: 20_000 }
const REVIEW = {
  from: 'Bram Okonkwo <bram@example.org>',
  subject: 'Re: [PATCH] flow: lock the status',
  inReplyTo: 'patch',
  date: 'Mon, 3 Aug 2020 08:03:00 +0000',
}

/** A patch that adds these lines to one file. */
function patchOf(added: readonly string[]): string {
  const message = ['Words.', '', 'Signed-off-by: Tova Lindqvist <tova@example.org>', '---']
  const head = [...message, 'diff --git a/flow.c b/flow.c', '--- a/flow.c', '+++ b/flow.c']
  return [...head, `@@ -0,0 +1,${added.length} @@`, ...added.map((line) => `+${line}`), ''].join(
    '\n',
  )
}

function quoted(text: string): string {
  return text.replace(/\n$/, '').replace(/^/gm, '> ')
}

describe('input far larger than mail should be is read in seconds', () => {
  const folder = temporaryFolder()

  test('quotes 5,000 levels deep', LIMIT, async () => {
    const levels = Array.from({ length: 5000 }, (_, i) => `${'>'.repeat(i + 1)} level ${i + 1}`)
    const mail = mailText({
      id: 'deep',
      subject: 'Re: flow',
      body: `${levels.join('\n')}\nI see.\n`,
    })
    const { summary, comments } = await ingested(written(folder, 'deep.eml', mail))
    assert.equal(summary.added, 1)
    assert.deepEqual(
      comments.map(({ text }) => text),
      ['I see.'],
    )
  })

  test('one line of 20 MB', LIMIT, async () => {
    const mail = mailText({ id: 'line', subject: 'flow', body: `${'x'.repeat(20 << 20)}\n` })
    const { summary } = await ingested(written(folder, 'line.eml', mail))
    assert.equal(summary.added, 1)
  })

  test('one quoted line of 5 MB of words', LIMIT, async () => {
    const mail = mailText({
      id: 'words',
      subject: 'Re: flow',
      body: `> ${'> said: '.repeat(600_000)}\nWhat?\n`,
    })
    const { comments } = await ingested(written(folder, 'words.eml', mail))
    assert.equal(comments.length, 1)
  })

  test('a diff of 100,000 lines, quoted whole', LIMIT, async () => {
    const body = patchOf(Array.from({ length: 100_000 }, (_, i) => `\tflow_write(f, ${i});`))
    const mbox = mboxText([
      { id: 'patch', body },
      { ...REVIEW, id: 'review', body: `${quoted(body)}\nToo long.\n` },
    ])
    const { summary, comments } = await ingested(written(folder, 'diff.mbox', mbox))
    assert.equal(summary.quotedLines.exact, 100_008)
    assert.equal(comments[0]?.anchor?.endLine, 100_008)
  })

  test('a diff of 20,000 lines that are all alike, quoted whole', LIMIT, async () => {
    const body = patchOf(
      Array.from({ length: 20_000 }, (_, i) => (i % 2 === 0 ? '}' : '\treturn 0;')),
    )
    const mbox = mboxText([
      { id: 'patch', body },
      { ...REVIEW, id: 'review', body: `${quoted(body)}\nWhy?\n` },
    ])
    const { summary, comments } = await ingested(written(folder, 'alike.mbox', mbox))
    assert.equal(summary.quotedLines.none, 0)
    assert.equal(comments[0]?.anchor?.endLine, 20_008)
  })

  test('20,000 quoted lines that stand nowhere', LIMIT, async () => {
    const body = patchOf(Array.from({ length: 5000 }, (_, i) => `\tflow_write(f, ${i});`))
    const strange = Array.from(
      { length: 20_000 },
      (_, i) => `> this was said ${i} times by ${i * 7} people`,
    ).join('\n')
    const mbox = mboxText([
      { id: 'patch', body },
      { ...REVIEW, id: 'review', body: `${strange}\nWho?\n` },
    ])
    const { summary } = await ingested(written(folder, 'strange.mbox', mbox))
    assert.equal(summary.quotedLines.exact, 0)
  })

  test('a thread of 2,000 answers, each to the one before', LIMIT, async () => {
    const mails = Array.from({ length: 2000 }, (_, i) => ({
      id: `m${i}`,
      subject: 'Re: flow',
      body: i === 0 ? 'Words 0.\n' : `> Words ${i - 1}.\nWords ${i}.\n`,
      ...(i > 0 ? { inReplyTo: `m${i - 1}` } : {}),
    }))
    const { summary, comments } = await ingested(written(folder, 'long.mbox', mboxText(mails)))
    assert.deepEqual([summary.threads, summary.quotedLines.exact, comments.length], [1, 1999, 2000])
  })
})
