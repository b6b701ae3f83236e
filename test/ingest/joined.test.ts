import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { ingest } from '../../src/ingest/ingest.ts'
import { seriesRecords } from '../../src/index.ts'
import type { SeriesRecord } from '../../src/model/report/records.ts'
import { areJoined } from '../../src/store/patch-facts.ts'
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
