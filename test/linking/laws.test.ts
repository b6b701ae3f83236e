import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { ingest } from '../../src/ingest/ingest.ts'
import type { Database } from '../../src/store/store.ts'
import { squash } from '../../src/text/lines.ts'
import { stripQuotes } from '../../src/text/quoting.ts'
import { casesOf } from '../support/cases.ts'
import { judgedRows } from '../support/judged.ts'
import { mailsIn } from '../support/mails.ts'
import { SAMPLE_MBOX, SAMPLE_PAGE } from '../support/samples.ts'
import { exportsOf, rowCounts, temporaryFolder, withStore, written } from '../support/stores.ts'

/** Derived rows with Message-IDs for keys: what may not depend on the order of arrival. */
async function derivedRows(store: Database): Promise<object> {
  const id = (column: string): string => `(SELECT message_id FROM message WHERE id = ${column})`
  return {
    ...(await exportsOf(store)),
    threads: await store.all(
      `SELECT ${id('message')} AS m, root, ${id('parent')} AS parent FROM thread ORDER BY m`,
    ),
    copies: await store.all(
      `SELECT ${id('message')} AS m, ${id('original')} AS original FROM copy ORDER BY m`,
    ),
    stale: await store.all('SELECT * FROM stale'),
    ...(await judgedRows(store)),
  }
}

async function bodiesOf(store: Database): Promise<Map<string, string[]>> {
  const rows = await store.all<{ message_id: string; body: string }>(
    'SELECT message_id, body FROM message',
  )
  return new Map(rows.map(({ message_id, body }) => [message_id, body.split('\n')]))
}

/** An exact or whitespace link corresponds line by line: the text is the same but for white space and quote marks. */
async function assertLinksHold(store: Database): Promise<number> {
  const bodies = await bodiesOf(store)
  const { links } = await exportsOf(store)
  const key = (id: string, line: number): string =>
    squash(stripQuotes(bodies.get(id)?.[line - 1] ?? '\0'))
  let compared = 0
  for (const { messageId, line, endLine, origin, match } of links) {
    assert.equal(origin === null, match === 'none')
    if (!origin || (match !== 'exact' && match !== 'whitespace')) continue
    assert.equal(
      origin.endLine - origin.line,
      endLine - line,
      `${messageId} ${line}: as many lines as its origin`,
    )
    for (let i = 0; line + i <= endLine; i++) {
      assert.equal(
        key(messageId, line + i),
        key(origin.messageId, origin.line + i),
        `${messageId} line ${line + i}`,
      )
      compared++
    }
  }
  return compared
}

describe('laws of links', () => {
  test('an exact or whitespace link has the text of its origin, in every thread we have', async () => {
    for (const sources of [
      [SAMPLE_MBOX, SAMPLE_PAGE],
      ...casesOf('thread').map(({ path }) => [path]),
    ]) {
      await withStore(async (store) => {
        await ingest(store, sources)
        const compared = await assertLinksHold(store)
        if (sources[0] === SAMPLE_MBOX) assert.ok(compared > 100, `only ${compared} lines compared`)
      })
    }
  })

  test('what is derived does not depend on the order or the number of runs in which mail arrives', async () => {
    const folder = temporaryFolder()
    const mails = [
      ...(await mailsIn(SAMPLE_MBOX)).map((bytes, i) => written(folder, `${i}.eml`, bytes)),
      SAMPLE_PAGE,
    ]
    const expected = await withStore(async (store) => {
      await ingest(store, [SAMPLE_MBOX, SAMPLE_PAGE])
      return derivedRows(store)
    })
    const order = fc.shuffledSubarray(mails, { minLength: mails.length })
    const cut = fc
      .array(fc.nat({ max: mails.length }), { maxLength: 3 })
      .map((cuts) => [0, ...cuts.sort((a, b) => a - b), mails.length])
    await fc.assert(
      fc.asyncProperty(order, cut, async (shuffled, cuts) => {
        await withStore(async (store) => {
          for (const [i, end] of cuts.slice(1).entries())
            await ingest(store, shuffled.slice(cuts[i], end))
          assert.deepEqual(await derivedRows(store), expected)
        })
      }),
      { numRuns: 6 },
    )
  })

  test('reading everything twice changes nothing', async () => {
    await withStore(async (store) => {
      const first = await ingest(store, [SAMPLE_MBOX, SAMPLE_PAGE])
      const [rows, derived] = [await rowCounts(store), await derivedRows(store)]
      const second = await ingest(store, [SAMPLE_MBOX, SAMPLE_PAGE])
      assert.equal(first.added, 31)
      assert.deepEqual([second.read, second.added, second.known, second.threads], [0, 0, 0, 0])
      assert.deepEqual(await rowCounts(store), rows)
      assert.deepEqual(await derivedRows(store), derived)
    })
  })

  test('each thread of fixtures is the same read backwards', async () => {
    const folder = temporaryFolder()
    for (const { name, path } of casesOf('thread')) {
      const mails = (await mailsIn(path)).map((bytes, i) =>
        written(folder, `${name}-${i}.eml`, bytes),
      )
      const forward = await withStore(
        async (store) => (await ingest(store, mails), derivedRows(store)),
      )
      const backward = await withStore(async (store) => {
        for (const mail of mails.reverse()) await ingest(store, [mail])
        return derivedRows(store)
      })
      assert.deepEqual(backward, forward, name)
    }
  })
})
