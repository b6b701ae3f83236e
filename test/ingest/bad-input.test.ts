import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { ingest } from '../../src/ingest/ingest.ts'
import type { ListedProblem } from '../../src/model/problem.ts'
import { mailText, mboxText } from '../support/mails.ts'
import { SAMPLE_MBOX } from '../support/samples.ts'
import { ingested, rowCounts, temporaryFolder, withStore, written } from '../support/stores.ts'

const ONE = mailText({ id: 'one', body: 'One.\n' })

function placed({ source, at, kind, fatal }: ListedProblem): object {
  return { source, at, kind, fatal }
}

describe('what cannot be read is listed with its place, and the rest is kept', () => {
  const folder = temporaryFolder()
  const good = written(folder, 'good.eml', ONE)

  const sources: readonly (readonly [string, () => string])[] = [
    ['a missing file', () => join(folder, 'absent')],
    [
      'a file that is no mail',
      () => written(folder, 'notes.txt', 'Dear diary,\n\nno mail today.\n'),
    ],
    [
      'bytes',
      () =>
        written(
          folder,
          'bytes',
          Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 37) % 256)),
        ),
    ],
    ['a folder', () => (mkdirSync(join(folder, 'folder')), join(folder, 'folder'))],
    [
      'damaged gzip',
      () =>
        written(folder, 'bad.gz', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 4])),
    ],
  ]
  for (const [name, make] of sources) {
    test(name, async () => {
      const bad = make()
      const { summary } = await ingested(bad, good)
      assert.deepEqual(summary.problems.map(placed), [
        { source: bad, at: null, kind: 'unreadable', fatal: true },
      ])
      assert.equal(summary.added, 1)
    })
  }

  test('an empty file is no mail, and no problem', async () => {
    const { summary } = await ingested(written(folder, 'empty', ''), good)
    assert.deepEqual([summary.problems, summary.added], [[], 1])
  })

  test('gzip cut short: where it ended, and all mails before that', async () => {
    const whole = gzipSync(readFileSync(SAMPLE_MBOX))
    const cut = written(folder, 'cut.gz', whole.subarray(0, Math.floor(whole.length * 0.6)))
    const { summary } = await ingested(cut, good)
    const [problem] = summary.problems.filter(({ fatal }) => fatal)
    assert.equal(problem?.kind, 'unreadable')
    assert.match(problem.at ?? '', /^after byte \d+$/)
    assert.ok(summary.added > 10, `${summary.added} mails`)
  })

  test('an mbox cut in the middle of a patch: where, and that its last hunk is short; the patch is kept', async () => {
    const sample = readFileSync(SAMPLE_MBOX)
    const bytes = sample.subarray(0, sample.indexOf('KT4320_CONFIG_MODE'))
    const { summary } = await ingested(written(folder, 'cut.mbox', bytes))
    const last = `byte ${bytes.lastIndexOf('\nFrom mboxrd@z') + 1}`
    assert.deepEqual(
      summary.problems
        .map(({ kind, at, fatal }) => ({ kind, at, fatal }))
        .sort((a, b) => (a.kind < b.kind ? -1 : 1)),
      [
        { kind: 'short-hunk', at: last, fatal: false },
        { kind: 'unreadable', at: last, fatal: true },
      ],
    )
    assert.equal(
      summary.problems.find(({ kind }) => kind === 'short-hunk')?.messageId,
      '<20251014-kt4320-v1-3-3f9c1a7d52e8@example.com>',
    )
    assert.equal(summary.added, 4)
  })

  test('problems are told as they are met, and stored once however often they are met', async () => {
    const odd = written(folder, 'odd.eml', ONE.replace(/^Date: .*$/m, 'Date: some day'))
    await withStore(async (store) => {
      const told: ListedProblem[] = []
      await ingest(store, [odd], { problem: (problem) => told.push(problem) })
      assert.deepEqual(
        told.map(({ kind, messageId }) => [kind, messageId]),
        [['bad-date', '<one@example.org>']],
      )
      const { problem } = await rowCounts(store)
      await ingest(store, [odd])
      assert.equal((await rowCounts(store))['problem'], problem)
    })
  })

  test('what no source could read is in the store too', async () => {
    await withStore(async (store) => {
      const absent = join(folder, 'absent')
      await ingest(store, [absent])
      assert.deepEqual(await store.all('SELECT source, kind, text FROM problem'), [
        { source: absent, kind: 'unreadable', text: 'no such file' },
      ])
    })
  })
})

describe('the same mail from two sources', () => {
  test('is one message with two sources', async () => {
    const folder = temporaryFolder()
    const paths = [
      written(folder, 'a.eml', ONE),
      written(folder, 'b.mbox', mboxText([{ id: 'one', body: 'One.\n' }])),
    ]
    await withStore(async (store) => {
      const { added, known } = await ingest(store, paths)
      assert.deepEqual([added, known], [1, 1])
      const counts = await rowCounts(store)
      assert.deepEqual([counts['message'], counts['message_source']], [1, 2])
    })
  })
})
