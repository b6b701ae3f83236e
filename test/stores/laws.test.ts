import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { ingest } from '../../src/ingest/ingest.ts'
import { ingestFolder } from '../../src/ingest/folder/folder.ts'
import { storesIn } from '../../src/store/lookup/folder.ts'
import { exportOver } from '../../src/stores/over/export.ts'
import { listOver } from '../../src/stores/over/list.ts'
import { searchOver } from '../../src/stores/over/search.ts'
import { todoOver } from '../../src/stores/over/todo.ts'
import { Stores } from '../../src/stores/stores.ts'
import { FILES_ONLY } from '../support/engine.ts'
import { listId, listMbox, type ListMail } from '../support/lists.ts'
import { mailing } from '../support/mailing.ts'
import { patchtrail, started } from '../support/programs.ts'
import {
  allExportsIn,
  assertSameExports,
  temporaryFolder,
  withStore,
  written,
} from '../support/stores.ts'

const NOW = Date.UTC(2020, 5, 1)
const NAMES = ['flow', 'port', 'rest', 'misc']
const here = temporaryFolder()
let made = 0

/** The mail of topics, each sent to some lists: one mbox a list. */
function boxes(listsOf: readonly (readonly string[])[]): string[] {
  const mails = mailing(listsOf.length)
  const topicOf = ({ id }: ListMail): number => Number(/^t(\d+)-/.exec(id)?.[1])
  return NAMES.flatMap((name) => {
    const own = mails
      .filter((mail) => listsOf[topicOf(mail)]?.includes(name))
      .map((mail) => ({ ...mail, headers: [listId(name)] }))
    return own.length === 0 ? [] : [written(here, `${++made}.mbox`, listMbox(own))]
  })
}

/** What is told of all mail, whichever store tells it. */
async function told(path: string): Promise<string[]> {
  const stores = await Stores.open(path)
  try {
    const asked = { in: null, sort: 'date', now: NOW, limit: 1000, offset: 0 } as const
    const records: string[] = []
    for await (const record of exportOver(stores, 'issues', null)) records.push(bare(record))
    return [
      bare(await listOver(stores, { limit: 1000 }, NOW)),
      bare(await listOver(stores, { limit: 3, offset: 2, sort: 'title' }, NOW)),
      bare(await todoOver(stores, 'ines', { since: null })),
      bare(await searchOver(stores, 'constant OR opened', asked)),
      ...records.sort(),
    ]
  } finally {
    await stores.close()
  }
}

function bare(value: unknown): string {
  return JSON.stringify(value, (key, one: unknown) =>
    key === 'list' || key === 'alsoOn' ? undefined : one,
  )
}

const someLists = fc.subarray(NAMES, { minLength: 1 })
const topics = fc.array(someLists, { minLength: 2, maxLength: 7 })

describe('whichever lists mail goes to, and however it comes in', { skip: FILES_ONLY }, () => {
  test('a folder tells what one store with all of it tells', async () => {
    await fc.assert(
      fc.asyncProperty(topics, fc.boolean(), async (listsOf, isByAndBy) => {
        const sources = boxes(listsOf)
        const [folder, single] = [join(here, `${++made}/`), join(here, `${made}.db`)]
        if (isByAndBy)
          for (const source of sources.toReversed()) {
            await ingestFolder(folder, [source])
            // What is common is found in between, and then with what is new.
            await told(folder)
          }
        else await ingestFolder(folder, sources)
        await withStore((store) => ingest(store, sources), single)
        assert.deepEqual(await told(folder), await told(single))
      }),
      { numRuns: 12 },
    )
  })
})

describe('an ingest into a folder that is killed', { skip: FILES_ONLY }, () => {
  const sources = boxes(
    Array.from({ length: 60 }, (_, topic) => NAMES.slice(topic % 3, 1 + (topic % 3) + (topic % 2))),
  )
  const calm = join(here, 'calm/')
  let milliseconds = 0

  before(async () => {
    const began = performance.now()
    assert.equal((await patchtrail(calm, 'ingest', ...sources)).code, 0)
    milliseconds = performance.now() - began
  })

  test('at any moment is gone on with by the same command, and nothing is lost or doubled', async (t) => {
    const folder = join(here, 'killed/')
    for (const part of [0.1, 0.2, 0.4, 0.6]) {
      const after = Math.round(milliseconds * part * (0.8 + 0.4 * Math.random()))
      t.diagnostic(`killed after ${after} ms`)
      const { child, ended } = started(folder, 'ingest', ...sources)
      await pause(after)
      child.kill('SIGKILL')
      await ended
    }
    assert.equal((await patchtrail(folder, 'ingest', ...sources)).code, 0)
    const names = (await storesIn(calm)).map(({ name }) => name)
    assert.deepEqual(
      (await storesIn(folder)).map(({ name }) => name),
      names,
    )
    for (const name of names)
      assertSameExports(
        await allExportsIn(join(folder, `${name}.db`)),
        await allExportsIn(join(calm, `${name}.db`)),
      )
    assert.match((await patchtrail(folder, 'check')).out, /the store is sound/)
    assert.deepEqual(await told(folder), await told(calm))
  })
})
