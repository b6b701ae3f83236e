import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import { ingestFolder } from '../../src/ingest/folder/folder.ts'
import { searchOver } from '../../src/stores/over/search.ts'
import type { TextStatistics } from '../../src/store/search/rank-parts.ts'
import { mostAmong, rankAmong, together } from '../../src/stores/bm25.ts'
import { inOneOrder, type Ranked } from '../../src/stores/ranking.ts'
import { Stores } from '../../src/stores/stores.ts'
import { FILES_ONLY } from '../support/engine.ts'
import { listId, listMbox, type ListMail } from '../support/lists.ts'
import { temporaryFolder, withStore, written } from '../support/stores.ts'

const here = temporaryFolder()

/** Texts of ten words each, of which some hold the word. */
function statistics(texts: number, n: number) {
  return { texts, words: texts * 10, holding: new Map([['word', n]]) }
}

/** What SQLite gives a text of so many words that holds the word so often. */
function bm25({ texts, words }: TextStatistics, n: number, times: number, length: number): number {
  const damping = 1.2 * (0.25 + (0.75 * length) / (words / texts))
  const weight = Math.max(1e-6, Math.log((texts - n + 0.5) / (n + 0.5)))
  return (-weight * times * 2.2) / (times + damping)
}

describe('ranks of several stores', { skip: FILES_ONLY }, () => {
  test('are those of one store, whatever they are in the store that has the text', () => {
    const [here, there] = [statistics(100, 90), { ...statistics(900, 9), words: 90_000 }]
    const all = together([here, there])
    assert.deepEqual([all.texts, all.words, all.holding.get('word')], [1000, 91_000, 99])
    for (const [one, n] of [
      [here, 90],
      [there, 9],
    ] as const)
      for (const times of [0.3, 1, 3.3, 40]) {
        const rank = bm25(one, n, times, 25)
        const parts = {
          here: one,
          own: one,
          lengths: new Map([[7, 25]]),
          ranks: new Map([['word', new Map([[7, rank]])]]),
        }
        const made = rankAmong(all, parts, ['word'], { row: 7, rank })
        assert.ok(Math.abs(made - bm25(all, 99, times, 25)) < 1e-12, `${times}: ${made}`)
      }
  })

  test('are never better than what is left out is held to be', () => {
    const stores = [statistics(100, 30), { ...statistics(900, 9), words: 90_000 }]
    const all = together(stores)
    for (const one of stores)
      for (const length of [1, 10, 400])
        for (const times of [0.3, 1, 40]) {
          const n = one.holding.get('word') ?? 0
          const bound = bm25(one, n, times, length) * mostAmong(all, one, ['word'])
          const rank = bm25(all, all.holding.get('word') ?? 0, times, length)
          assert.ok(rank >= bound - 1e-12, `${rank} ${bound}`)
        }
  })

  test('fade with age, counted to the newest mail of all, found or not', () => {
    const row = (id: string, rank: number, date: string | null): Ranked<string> => ({
      row: { message: 1, number: 1, id, rank, date },
      part: 'a',
      rank,
    })
    const ids = (rows: readonly Ranked<string>[]) => rows.map(({ row: one }) => one.id)
    const rows = [
      row('old', -2, '2000-01-01'),
      row('new', -1.6, '2010-01-01'),
      row('worse', -1, '2010-01-01'),
    ]
    assert.deepEqual(ids(inOneOrder(rows, 'relevance', 2010)), ['new', 'old', 'worse'])
    // Far from both, ten years are little.
    assert.deepEqual(ids(inOneOrder(rows, 'relevance', 2070)), ['old', 'new', 'worse'])
    assert.deepEqual(ids(inOneOrder(rows, 'date', 2010)), ['new', 'worse', 'old'])
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
