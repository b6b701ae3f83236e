import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import { ingestFolder } from '../../src/ingest/folder/folder.ts'
import { listReport } from '../../src/query/list.ts'
import { searchReport, type SearchOptions } from '../../src/query/search.ts'
import { statusReport } from '../../src/query/status.ts'
import { openForQuery, type Database } from '../../src/store/store.ts'
import { exportOver, RECORDS } from '../../src/stores/over/export.ts'
import { listOver } from '../../src/stores/over/list.ts'
import { searchOver } from '../../src/stores/over/search.ts'
import { Stores } from '../../src/stores/stores.ts'
import { FILES_ONLY } from '../support/engine.ts'
import { listId, listMbox, mailOfList, type ListMail } from '../support/lists.ts'
import { allExportsOf, temporaryFolder, withStore, written } from '../support/stores.ts'

/** Texts of lists that are told apart: of many lengths and years, with rare words and frequent ones. */
function talk(list: string, n: number, words: readonly string[], year: number): ListMail[] {
  return Array.from({ length: n }, (_, i) => ({
    id: `${list}-talk-${i}`,
    subject: i % 5 === 0 ? `about the ${words[i % words.length] ?? ''}` : 'something else',
    date: `Mon, 3 Aug ${year + (i % 7)} 07:${String(i % 60).padStart(2, '0')}:00 +0000`,
    body: `${Array.from(
      { length: 5 + ((i * 7) % 40) },
      (_, at) => words[(i * at + (at % 3)) % words.length] ?? '',
    ).join(' ')}\n`,
    headers: [listId(list)],
  }))
}

const NOW = Date.UTC(2030, 0, 1)
const here = temporaryFolder()
const folder = join(here, 'lists/')
const single = join(here, 'single.db')

before(async () => {
  if (FILES_ONLY) return
  const words = ['sprocket', 'the', 'gear', 'the', 'chain', 'the', 'pedal_arm']
  const mails = {
    flow: [...mailOfList('flow', 9), ...talk('flow', 70, words, 2009)],
    port: [...mailOfList('port', 9), ...talk('port', 40, ['the', 'gear', 'rope', 'a'], 2019)],
  }
  // What went to both is told once, and counts once.
  const both = talk('both', 9, ['gear', 'chain', 'the'], 2012)
  const sources = Object.entries(mails).map(([name, own]) =>
    written(
      here,
      `${name}.mbox`,
      listMbox([...own, ...both.map((mail) => ({ ...mail, headers: [listId(name)] }))]),
    ),
  )
  await ingestFolder(folder, sources)
  await withStore((store) => ingest(store, sources), single)
})

/** Asks the folder and the one store with the same mail. */
async function both<T>(ask: (stores: Stores, only: Database) => Promise<T>): Promise<T> {
  const stores = await Stores.open(folder)
  const store = await openForQuery(single)
  try {
    return await ask(stores, store)
  } finally {
    await stores.close()
    await store.close()
  }
}

const asked = { in: 'messages', sort: 'relevance', now: NOW } as const

function found(
  stores: Stores | Database,
  text: string,
  options: Pick<SearchOptions, 'limit' | 'offset' | 'in'>,
): Promise<string[]> {
  const wanted = { ...asked, ...options }
  const report =
    stores instanceof Stores ? searchOver(stores, text, wanted) : searchReport(stores, text, wanted)
  return report.then(({ messages, comments }) => [
    ...messages.map(({ messageId }) => messageId),
    ...comments.map(({ comment }) => comment.id),
  ])
}

describe('a folder is in the order of one store', { skip: FILES_ONLY }, () => {
  for (const query of [
    'b:sprocket',
    's:gear',
    'b:the b:rope',
    's:chain OR b:rope OR b:gear',
    'b:"the gear"',
    'b:gear f:example',
    'b:pedal_arm b:the',
    's:flow',
  ])
    test(`search ${query}, by relevance`, () =>
      both(async (stores, store) => {
        const expected = await found(store, query, { in: 'messages', limit: 1000, offset: 0 })
        const all = await found(stores, query, { in: 'messages', limit: 1000, offset: 0 })
        assert.ok(expected.length > 0)
        assert.deepEqual(all, expected)
        const pages: string[] = []
        for (let offset = 0; offset < expected.length; offset += 4)
          pages.push(...(await found(stores, query, { in: 'messages', limit: 4, offset })))
        assert.deepEqual(pages, expected)
      }))

  for (const query of ['constant', 'magic OR again', 'opened'])
    test(`search ${query} in comments`, () =>
      both(async (stores, store) => {
        const page = { in: 'comments', limit: 1000, offset: 0 } as const
        const expected = await found(store, query, page)
        assert.ok(expected.length > 0)
        assert.deepEqual(await found(stores, query, page), expected)
      }))

  for (const what of RECORDS)
    test(`export ${what}`, () =>
      both(async (stores, store) => {
        const bare = (record: object): string =>
          JSON.stringify(record, (key, one: unknown) =>
            key === 'runnerUp' ? null : /^(?:list|alsoOn)$/.test(key) ? undefined : one,
          )
        const told: string[] = []
        for await (const record of exportOver(stores, what, null)) told.push(bare(record))
        assert.deepEqual(told, (await allExportsOf(store))[what].map(bare))
      }))
})

describe('what is left lying', { skip: FILES_ONLY }, () => {
  test('is so by the newest mail of the folder, not by that of each list', () =>
    both(async (stores, store) => {
      const expected = await listReport(store, { stale: true, limit: 100 }, NOW)
      const told = await listOver(stores, { stale: true, limit: 100 }, NOW)
      assert.ok(expected.total > 0)
      assert.equal(told.newest, expected.newest)
      assert.deepEqual(
        told.series.map(({ id, stale }) => [id, stale]),
        expected.series.map(({ id }) => [id, true]),
      )
    }))

  test('is so in the status of each series, and where one list alone is asked', () =>
    both(async (stores) => {
      const { series } = await listOver(stores, { limit: 100 }, NOW)
      for (const { id, list, stale } of series) {
        const part = stores.parts.find(({ name }) => name === list)
        assert.ok(part)
        assert.equal((await statusReport(part.store, id, NOW)).stale, stale)
      }
      for (const part of stores.parts) {
        const alone = await listOver(stores.narrowed([part]), { limit: 100, stale: true }, NOW)
        const own = series.filter(
          ({ list, alsoOn, stale }) => stale && (list === part.name || alsoOn?.includes(part.name)),
        )
        assert.deepEqual(
          alone.series.map(({ title }) => title).sort(),
          own.map(({ title }) => title).sort(),
        )
      }
    }))
})
