import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import { misfitsIn } from '../../src/store/check.ts'
import { deflated, inflated, LONG } from '../../src/store/driver/deflated.ts'
import { bodiesOf } from '../../src/store/mail/lists.ts'
import { openForIngest, openForQuery } from '../../src/store/store.ts'
import { FILES_ONLY } from '../support/engine.ts'
import { temporaryFolder, withStore, written } from '../support/stores.ts'

/** Long, in letters of several lengths, with a NUL. */
const TEXT = Array.from({ length: 400 }, (_, i) => `+	ring[${i}] = "Grüße, 日本 🙂\u0000";`).join(
  '\n',
)

function mail(id: string, body: string): string {
  return `From MAILER Mon Sep 17 00:00:00 2001
Message-ID: <${id}@pond.example>
From: Tova Lindqvist <tova@pond.example>
Date: Tue, 3 Mar 2026 10:00:00 +0000
Subject: ${id}
Content-Type: text/plain; charset=utf-8

${body}

`
}

describe('long texts of a file are deflated', { skip: FILES_ONLY }, () => {
  const folder = temporaryFolder()

  test('they come back as they were, letter by letter', () => {
    for (const text of [TEXT, TEXT.slice(0, LONG), 'x'.repeat(LONG)]) {
      const kept = deflated(text)
      assert.ok(typeof kept === 'object')
      const rows: unknown[] = inflated([{ body: Buffer.from(kept.z, 'hex'), id: 1 }])
      assert.deepEqual(rows, [{ body: text, id: 1 }])
    }
  })

  test('what is shorter stays readable', () => {
    const short = 'x'.repeat(LONG - 1)
    assert.equal(deflated(short), short)
    assert.deepEqual(inflated([{ body: short }, { body: short }]), [
      { body: short },
      { body: short },
    ])
    assert.deepEqual(inflated([{ n: 1 }]), [{ n: 1 }])
  })

  test('in a store: less room, the same text, and a sound store', async () => {
    const long = TEXT.replaceAll('\u0000', '')
    const path = written(folder, 'two.mbox', mail('long', long) + mail('short', 'Fine.'))
    await withStore(async (store) => {
      await ingest(store, [path])
      const kept = await store.all<{ id: number; type: string; size: number }>(
        'SELECT id, typeof(body) AS type, length(body) AS size FROM message ORDER BY id',
      )
      assert.deepEqual(
        kept.map(({ type }) => type),
        ['blob', 'text'],
      )
      assert.ok((kept[0]?.size ?? 0) < long.length / 5, String(kept[0]?.size))
      const bodies = [...(await bodiesOf(store, [1, 2])).values()].map((body) => body.trimEnd())
      assert.deepEqual(bodies, [long, 'Fine.'])
      assert.deepEqual(await misfitsIn(store), [])
    })
  })

  test('a mail that was cut short is found to be the long one that comes whole', async () => {
    const whole = mail('cut', TEXT.replaceAll('\u0000', ''))
    const paths = [
      written(folder, 'part.mbox', whole.slice(0, whole.length - 900)),
      written(folder, 'whole.mbox', whole),
    ]
    await withStore(async (store) => {
      await ingest(store, paths)
      const [only, another] = await store.all<{ body: string }>('SELECT body FROM message')
      assert.equal(another, undefined)
      assert.equal(only?.body.trimEnd(), TEXT.replaceAll('\u0000', ''))
    })
  })

  test('one that is damaged is told in one line', async () => {
    const path = written(folder, 'one.mbox', mail('long', TEXT))
    const db = `${folder}/damaged.db`
    const made = await openForIngest(db)
    await ingest(made, [path])
    await made.close()
    const store = await openForQuery(db)
    try {
      await assert.rejects(
        store.all(`SELECT id, x'789c0102' AS body FROM message`),
        /^Error: the store .*damaged\.db is damaged; restore it or ingest into a new one$/,
      )
    } finally {
      await store.close()
    }
  })
})
