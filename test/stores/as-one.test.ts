import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import { ingestFolder, type FolderIngest } from '../../src/ingest/folder/folder.ts'
import { SERIES_SORTS } from '../../src/model/query.ts'
import { listReport } from '../../src/query/list.ts'
import { feedbackReport } from '../../src/query/feedback.ts'
import { searchReport } from '../../src/query/search.ts'
import { todoReport } from '../../src/query/todo.ts'
import { whoReport } from '../../src/query/who.ts'
import { touchedPath } from '../../src/search/touched.ts'
import { openForQuery } from '../../src/store/store.ts'
import { digestOver } from '../../src/stores/over/digest.ts'
import { digestReport } from '../../src/query/debts/digest.ts'
import { exportOver, RECORDS } from '../../src/stores/over/export.ts'
import { feedbackOver, whoOver } from '../../src/stores/over/feedback.ts'
import { listOver } from '../../src/stores/over/list.ts'
import { searchOver } from '../../src/stores/over/search.ts'
import { todoOver } from '../../src/stores/over/todo.ts'
import { Stores } from '../../src/stores/stores.ts'
import { FILES_ONLY } from '../support/engine.ts'
import { listMbox, mailOfList } from '../support/lists.ts'
import { allExportsOf, temporaryFolder, withStore, written } from '../support/stores.ts'

/** Topics in all: a third of them on each list, a third on both. */
const TOPICS = 9
const SHARED = 3
const NOW = Date.UTC(2020, 5, 1)
const LISTS = ['flow', 'port']

const here = temporaryFolder()
const folder = join(here, 'lists/')
const single = join(here, 'single.db')
let run: FolderIngest

before(async () => {
  const sources = LISTS.map((name) =>
    written(here, `${name}.mbox`, listMbox(mailOfList(name, TOPICS))),
  )
  run = await ingestFolder(folder, sources)
  await withStore((store) => ingest(store, sources), single)
})

/** Asks the folder and the one store with the same mail. */
async function both<T>(
  over: (stores: Stores) => Promise<T>,
  alone: (stores: Stores) => Promise<T>,
): Promise<{ folder: T; single: T }> {
  const ask = async (path: string, work: (stores: Stores) => Promise<T>): Promise<T> => {
    const stores = await Stores.open(path)
    return work(stores).finally(() => stores.close())
  }
  return { folder: await ask(folder, over), single: await ask(single, alone) }
}

/** What it was not joined to is of all postings of a store, be they of other lists or not. */
function joined(record: object): string {
  return JSON.stringify(record, (key, one: unknown) => (key === 'runnerUp' ? null : one))
}

/** What a folder says more: of which list it is. */
function unplaced<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (key, one: unknown) => (/^(?:list|alsoOn)$/.test(key) ? undefined : one)),
  ) as T
}

const only = ({ only: store }: Stores) => {
  assert.ok(store)
  return store
}

describe(
  'a folder of the mail of two lists answers as one store with all of it',
  { skip: FILES_ONLY },
  () => {
    test('each list has a store of its own, and what went to both is in both', () => {
      assert.deepEqual(
        run.stores.map(({ list, added, made }) => [list, added, made]),
        [
          ['flow', 6 * 9, true],
          ['port', 6 * 9, true],
        ],
      )
      assert.equal(run.summary.read, 12 * 9)
      assert.equal(run.summary.problems.length, 0)
    })

    for (const sort of SERIES_SORTS)
      test(`list --sort ${sort}, page by page`, async () => {
        for (const [limit, offset] of [
          [100, 0],
          [3, 0],
          [3, 4],
          [5, 8],
        ] as const) {
          const filter = { sort, limit, offset }
          const told = await both(
            (stores) => listOver(stores, filter, NOW),
            (stores) => listReport(only(stores), filter, NOW),
          )
          assert.deepEqual(unplaced(told.folder), told.single)
          assert.equal(told.folder.total, TOPICS)
        }
      })

    test('list narrowed by author, title, state and what is kept', async () => {
      const all = await both(
        (stores) => listOver(stores, { limit: 100 }, NOW),
        (stores) => listReport(only(stores), { limit: 100 }, NOW),
      )
      const [first, second] = all.single.series
      const kept = {
        [first?.id ?? '']: { star: false, ignore: true, note: null },
        [second?.id ?? '']: { star: true, ignore: false, note: 'mine' },
      }
      for (const filter of [
        { title: 'flow 5', limit: 9 },
        { author: 'tova', limit: 2 },
        { state: 'applied', limit: 9 } as const,
        { kept, limit: 4 },
        { kept, starred: true, limit: 4 },
        { kept, ignored: true, limit: 4 },
        { robots: false, limit: 4 },
        { since: '2020-01-06', limit: 2 },
      ]) {
        const told = await both(
          (stores) => listOver(stores, filter, NOW),
          (stores) => listReport(only(stores), filter, NOW),
        )
        assert.deepEqual(unplaced(told.folder), told.single)
      }
    })

    test('a series of both lists is listed once, and says so', async () => {
      const { folder: told } = await both(
        (stores) => listOver(stores, { limit: 100 }, NOW),
        (stores) => listReport(only(stores), { limit: 100 }, NOW),
      )
      const crossed = told.series.filter(({ alsoOn }) => alsoOn?.length)
      assert.equal(crossed.length, SHARED)
      assert.ok(crossed.every(({ list, alsoOn }) => list === 'flow' && alsoOn?.join() === 'port'))
    })

    for (const me of ['tova', 'bram', 'ines@example.net'])
      test(`todo of ${me}`, async () => {
        for (const since of [null, '2020-01-08']) {
          const told = await both(
            (stores) => todoOver(stores, me, { since }),
            (stores) => todoReport(only(stores), me, since),
          )
          assert.deepEqual(unplaced(told.folder), told.single)
          if (me.startsWith('ines')) assert.ok(told.single.series.length > 2)
        }
      })

    test('digest', async () => {
      const told = await both(
        (stores) => digestOver(stores, {}, '2020-01-05', NOW),
        (stores) => digestReport(only(stores), {}, '2020-01-05', NOW),
      )
      assert.deepEqual(unplaced(told.folder), told.single)
    })

    for (const query of [
      'constant',
      'opened',
      'kind:change',
      's:flow',
      'f:bram',
      'dfn:core1',
      'magic OR again',
    ])
      for (const sort of ['relevance', 'date'] as const)
        test(`search ${query}, by ${sort}: the same are found, in the same order by date`, async () => {
          const asked = { in: null, sort, now: NOW }
          const told = await both(
            (stores) => searchOver(stores, query, { ...asked, limit: 1000, offset: 0 }),
            (stores) => searchReport(only(stores), query, { ...asked, limit: 1000, offset: 0 }),
          )
          const { comments, messages, ...head } = unplaced(told.folder)
          const { comments: c, messages: m, ...single } = told.single
          assert.deepEqual(head, single)
          assert.ok(head.total > 0)
          const byId = <T>(all: readonly T[]): T[] =>
            sort === 'date'
              ? [...all]
              : [...all].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
          assert.deepEqual(byId(comments), byId(c))
          assert.deepEqual(byId(messages), byId(m))
        })

    test('search goes on where a page ends', async () => {
      const page = (limit: number, offset: number) =>
        both(
          (stores) =>
            searchOver(stores, 'constant', {
              in: null,
              sort: 'relevance',
              now: NOW,
              limit,
              offset,
            }),
          (stores) =>
            searchReport(only(stores), 'constant', {
              in: null,
              sort: 'date',
              now: NOW,
              limit,
              offset,
            }),
        )
      const all = (await page(100, 0)).folder.comments.map(({ comment }) => comment.id)
      const first = (await page(4, 0)).folder.comments.map(({ comment }) => comment.id)
      const second = (await page(4, 4)).folder.comments.map(({ comment }) => comment.id)
      assert.deepEqual([...first, ...second], all.slice(0, 8))
    })

    test('feedback on a file, and who reviews it', async () => {
      for (const path of ['drivers/flow2/core1.c', 'drivers/flow1/core2.c', 'drivers']) {
        const told = await both(
          (stores) => feedbackOver(stores, [touchedPath(path)], { limit: 50, before: null }),
          (stores) =>
            feedbackReport(only(stores), [touchedPath(path)], { limit: 50, before: null }),
        )
        assert.deepEqual(unplaced(told.folder), told.single)
        const who = await both(
          (stores) => whoOver(stores, path, 10),
          (stores) => whoReport(only(stores), path, 10),
        )
        assert.deepEqual(
          who.folder.reviewers.map(({ requests: _, ...one }) => one),
          who.single.reviewers.map(({ requests: _, ...one }) => one),
        )
      }
    })

    test('exports hold the same records, each once', async () => {
      const stores = await Stores.open(folder)
      const store = await openForQuery(single)
      try {
        const all = await allExportsOf(store)
        for (const what of RECORDS) {
          const told: string[] = []
          for await (const record of exportOver(stores, what, null))
            told.push(joined(unplaced(record)))
          assert.deepEqual(told.sort(), all[what].map(joined).sort())
        }
      } finally {
        await stores.close()
        await store.close()
      }
    })

    test('one of the lists alone is as its store', async () => {
      const stores = await Stores.open(folder, { list: 'port' })
      const store = await openForQuery(join(folder, 'port.db'))
      try {
        const told = await listOver(stores, { limit: 100 }, NOW)
        assert.deepEqual(unplaced(told), await listReport(store, { limit: 100 }, NOW))
        assert.equal(told.series.filter(({ alsoOn }) => alsoOn?.join() === 'flow').length, SHARED)
      } finally {
        await stores.close()
        await store.close()
      }
    })
  },
)
