import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import { ingestFolder } from '../../src/ingest/folder/folder.ts'
import { searchOver } from '../../src/stores/over/search.ts'
import { inOneOrder, shareOf, type Ranked } from '../../src/stores/ranking.ts'
import { Stores } from '../../src/stores/stores.ts'
import { listId, listMbox, type ListMail } from '../support/lists.ts'
import { temporaryFolder, withStore, written } from '../support/stores.ts'

const here = temporaryFolder()

function counts(texts: number, n: number) {
  return { texts, holding: new Map([['word', n]]) }
}

describe('ranks of several stores', () => {
  test('are those of one store: a word that is rare in all weighs as much wherever it is found', () => {
    const [common = 0, rare = 0] = shareOf([counts(100, 90), counts(900, 9)])
    const weight = (texts: number, n: number): number =>
      Math.max(1e-6, Math.log((texts - n + 0.5) / (n + 0.5)))
    assert.ok(Math.abs(common * weight(100, 90) - weight(1000, 99)) < 1e-9)
    assert.ok(Math.abs(rare * weight(900, 9) - weight(1000, 99)) < 1e-9)
  })

  test('stay as they are where there is one store, or nothing to count', () => {
    assert.deepEqual(shareOf([counts(50, 7)]), [1])
    assert.deepEqual(shareOf([null, null]), [1, 1])
    assert.equal(shareOf([counts(50, 0), counts(50, 5)])[0], 1)
  })

  test('fade with age, counted to the newest of all', () => {
    const row = (id: string, rank: number | null, date: string | null): Ranked<string> => ({
      row: { message: 1, number: 1, id, rank, date },
      part: 'a',
      share: 1,
    })
    const ids = (rows: readonly Ranked<string>[]) => rows.map(({ row: one }) => one.id)
    const rows = [
      row('old', -2, '2000-01-01'),
      row('new', -1.9, '2020-01-01'),
      row('worse', -1, '2020-01-01'),
    ]
    assert.deepEqual(ids(inOneOrder(rows, 'relevance')), ['new', 'old', 'worse'])
    assert.deepEqual(ids(inOneOrder(rows, 'date')), ['new', 'worse', 'old'])
  })

  test('put a folder in the order of one store, though a word is everywhere in one list and rare in the other', async () => {
    const filler = (n: number): string =>
      Array.from({ length: n }, (_, i) => `filler${i}`).join(' ')
    // All texts are of 24 words; the more of them are the word, the better.
    const mail = (list: string, i: number, times: number): ListMail => ({
      id: `${list}-${i}`,
      subject: 'a subject',
      date: 'Mon, 3 Aug 2020 07:03:00 +0000',
      body: `${'sprocket '.repeat(times)}${filler(24 - times)}\n`,
      headers: [listId(list)],
    })
    const flow = [1, 3, 5, 7, 9, 11].map((times, i) => mail('flow', i, times))
    const port = [0, 0, 0, 0, 0, 0, 0, 0, 2, 4].map((times, i) => mail('port', i, times))
    const sources = [flow, port].map((mails, i) => written(here, `${i}.mbox`, listMbox(mails)))
    const [folder, single] = [join(here, 'lists/'), join(here, 'single.db')]
    await ingestFolder(folder, sources)
    await withStore((store) => ingest(store, sources), single)
    const found = async (path: string): Promise<string[]> => {
      const stores = await Stores.open(path)
      const asked = { in: 'messages', sort: 'relevance', now: 0, limit: 50, offset: 0 } as const
      const { messages } = await searchOver(stores, 'sprocket', asked)
      await stores.close()
      return messages.map(({ messageId }) => messageId)
    }
    const expected = await found(single)
    assert.equal(expected.length, 8)
    assert.deepEqual(await found(folder), expected)
  })
})
