import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { ingest } from '../../src/ingest/ingest.ts'
import { seriesRecords } from '../../src/index.ts'
import type { SeriesRecord } from '../../src/model/report/records.ts'
import { joinSeries } from '../../src/ingest/join.ts'
import { areJoined, joinPlan } from '../../src/store/joining/joined.ts'
import { keysOfIds } from '../../src/store/read-derived.ts'
import type { Database } from '../../src/store/store.ts'
import { mboxText, type MailParts } from '../support/mails.ts'
import { temporaryFolder, withStore } from '../support/stores.ts'
import { workFrom, worksIn } from '../support/works.ts'

const folder = temporaryFolder()
let files = 0

/** Reads mails in a run of their own. */
async function run(store: Database, mails: readonly MailParts[]): Promise<void> {
  const path = join(folder, `${++files}.mbox`)
  writeFileSync(path, mboxText(mails))
  await ingest(store, [path])
}

async function seriesIn(store: Database): Promise<SeriesRecord[]> {
  const found: SeriesRecord[] = []
  for await (const series of seriesRecords(store, null)) found.push(series)
  return found.sort((a, b) => (a.id < b.id ? -1 : 1))
}

describe('versions are joined anew where a patch has come, and only there', () => {
  const all = worksIn().flatMap(({ works }) => works)

  test('mail by mail, in any order and in any runs, they are what they are at once', async () => {
    const work = fc.constantFrom(...all)
    const order = fc.array(fc.nat(), { minLength: 16, maxLength: 16 })
    await fc.assert(
      fc.asyncProperty(work, order, fc.integer({ min: 1, max: 4 }), async (one, keys, size) => {
        const shuffled = one.mails
          .map((mail, i) => [keys[i % keys.length] ?? 0, i, mail] as const)
          .sort(([a, i], [b, k]) => a - b || i - k)
          .map(([, , mail]) => mail)
        const at = await withStore(async (store) => (await run(store, one.mails), seriesIn(store)))
        const bit = await withStore(async (store) => {
          for (let i = 0; i < shuffled.length; i += size)
            await run(store, shuffled.slice(i, i + size))
          return seriesIn(store)
        })
        assert.deepEqual(bit, at, one.name)
      }),
      { numRuns: 20 },
    )
  })

  const { mails } = workFrom(`a patch, answers, and what it supersedes
a1 1 [PATCH] chair: glue the leg
b1 3 [PATCH] stool: a new design
  file: drivers/stool.c
q1 4 Re: [PATCH] stool: a new design
  to: b1
  says: Is it round?
r1 5 Re: [PATCH] stool: a new design
  to: b1
  says: Supersedes: <a1>`)
  const [first, second, answer, word] = mails as [MailParts, MailParts, MailParts, MailParts]

  test('an answer leaves them as they are, unless it is the word of their author', async () => {
    await withStore(async (store) => {
      await run(store, [first, second])
      assert.ok(await areJoined(store))
      await store.run("UPDATE series SET title = 'as it was'")
      await run(store, [answer])
      assert.ok(await areJoined(store))
      assert.deepEqual(
        (await seriesIn(store)).map(({ title }) => title),
        ['as it was', 'as it was'],
      )
      await run(store, [word])
      assert.equal((await seriesIn(store)).length, 1)
    })
  })

  test('series that were taken out of the store are made anew', async () => {
    await withStore(async (store) => {
      await run(store, [first, second])
      await store.run('DELETE FROM series')
      await store.run('DELETE FROM revision')
      assert.ok(!(await areJoined(store)))
      await run(store, [answer])
      assert.equal((await seriesIn(store)).length, 2)
    })
  })
})

/** The mails of all works under ids of their own, as one list has them. */
function oneList(): MailParts[] {
  return worksIn()
    .flatMap(({ works }) => works)
    .flatMap(({ mails }, work) => {
      const named = (text: string): string => text.replace(/\b([a-z]\d+)@/g, `w${work}$1@`)
      return mails.map((mail) => ({
        ...mail,
        id: `w${work}${mail.id ?? ''}`,
        ...(mail.inReplyTo ? { inReplyTo: `w${work}${mail.inReplyTo}` } : {}),
        ...(mail.references ? { references: named(mail.references) } : {}),
        body: named(mail.body ?? ''),
      }))
    })
}

/** All that joining keeps of series. */
async function joinedIn(store: Database): Promise<unknown> {
  return store.all(
    `SELECT s.name, s.kin, s.title, s.tree, r.version, r.rfc, r.score, r.runner_up, r.runner_up_score,
       (SELECT group_concat(m.message_id || x.role || x.number, ' ' ORDER BY m.message_id)
        FROM revision_message x JOIN message m ON m.id = x.message
        WHERE x.series = r.series AND x.position = r.position) AS members,
       (SELECT group_concat(e.rule || coalesce('' || e.weight, ''), ' ' ORDER BY e.rule)
        FROM revision_evidence e WHERE e.series = r.series AND e.position = r.position) AS evidence
     FROM series s JOIN revision r ON r.series = s.id ORDER BY s.name, r.position`,
  )
}

describe('new patches are joined with what they meet, and the rest stays', () => {
  const all = oneList()
  /** In another order, made from a number. */
  const shuffled = (seed: number): MailParts[] =>
    all
      .map((mail, i) => [Math.imul(i + 1, seed) >>> 0, mail] as const)
      .sort(([a], [b]) => a - b)
      .map(([, mail]) => mail)
  const link = async (store: Database): Promise<unknown> => {
    const ids = ['w0a0@example.org', 'w1a0@example.org', 'w0a1@example.org', 'w1a1@example.org']
    const keys = await keysOfIds(
      store,
      ids.map((id) => `<${id}>`),
    )
    return joinSeries(store, keys[0] ?? 0, keys[1] ?? 0, true)
  }

  test('a list in runs of any size and order is what it is at once', async () => {
    const once = await withStore(async (store) => {
      await run(store, all)
      await link(store)
      return joinedIn(store)
    })
    const seed = fc.integer({ min: 1, max: 2 ** 31 - 1 })
    await fc.assert(
      fc.asyncProperty(seed, fc.integer({ min: 6, max: 40 }), async (order, size) => {
        await withStore(async (store) => {
          const mails = shuffled(order * 2 + 1)
          const half = Math.floor(mails.length / 2)
          await run(store, mails.slice(0, half))
          for (let i = half; i < mails.length; i += size) await run(store, mails.slice(i, i + size))
          await link(store)
          assert.deepEqual(await joinedIn(store), once)
        })
      }),
      { numRuns: 2, endOnFailure: true },
    )
  })

  test('one patch among many is no reason to join all', async () => {
    await withStore(async (store) => {
      await run(store, all.slice(1))
      await store.run("UPDATE series SET digest = 'as it was'")
      const [title = ''] = [all[0]?.subject]
      await run(store, all.slice(0, 1))
      const rows = await store.all<{ n: number; kept: number }>(
        "SELECT count(*) AS n, count(*) FILTER (WHERE digest = 'as it was') AS kept FROM series",
      )
      assert.ok((rows[0]?.kept ?? 0) > 0.7 * (rows[0]?.n ?? 0), title)
    })
  })

  test('a patch that is whole now has all joined anew', async () => {
    await withStore(async (store) => {
      await run(store, all)
      const [known] = await store.all<{ message: number }>(
        'SELECT message FROM patch ORDER BY message LIMIT 1',
      )
      await store.run('INSERT INTO stale VALUES (?)', known?.message ?? 0)
      assert.equal((await joinPlan(store)).kind, 'all')
    })
  })
})
