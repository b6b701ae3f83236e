import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { ingestFolder, type FolderListener } from '../../src/ingest/folder/folder.ts'
import { headingOf } from '../../src/ingest/folder/heading.ts'
import { Lists } from '../../src/ingest/folder/lists.ts'
import { placesOf, routeOf } from '../../src/ingest/folder/route.ts'
import { safeName, storesIn } from '../../src/store/lookup/folder.ts'
import { openForQuery } from '../../src/store/store.ts'
import { FILES_ONLY } from '../support/engine.ts'
import { listId, listMbox, mailOfList, type ListMail } from '../support/lists.ts'
import {
  allExportsIn,
  assertSameExports,
  freshExports,
  rowCounts,
  temporaryFolder,
  written,
} from '../support/stores.ts'

const here = temporaryFolder()
let made = 0

/** A folder of stores that is not there yet. */
function fresh(): string {
  return join(here, `stores${++made}/`)
}

function mail(id: string, ...headers: string[]): ListMail {
  return { id, subject: `about ${id}`, body: 'Words.\n', headers }
}

function mbox(...mails: ListMail[]): string {
  return written(here, `box${++made}.mbox`, listMbox(mails))
}

async function namesIn(folder: string): Promise<string[]> {
  return (await storesIn(folder)).map(({ name }) => name)
}

/** Message-IDs of a store, without brackets and host. */
async function idsIn(folder: string, name: string): Promise<string[]> {
  const store = await openForQuery(join(folder, `${name}.db`))
  const rows = await store.all<{ message_id: string }>('SELECT message_id FROM message ORDER BY 1')
  await store.close()
  return rows.map(({ message_id }) => message_id.replace(/^<|@.*$/g, ''))
}

describe('what headers say of where a mail was sent', { skip: FILES_ONLY }, () => {
  const said = (text: string) => headingOf(Buffer.from(`${text}\nSubject: x\n\nTo: not@this.one\n`))

  test('the List-Id, with or without a phrase, in lines or not', () => {
    assert.deepEqual(said('List-Id: Flow <Flow.Lists.Example.ORG>').lists, [
      'flow.lists.example.org',
    ])
    assert.deepEqual(said('list-id: flow.example.org').lists, ['flow.example.org'])
    assert.deepEqual(said('List-Id: The list\n of flow\n\t<flow.example.org>').lists, [
      'flow.example.org',
    ])
    assert.deepEqual(said('List-Id: two words').lists, [])
  })

  test('several lists, and List-Post where there is no List-Id', () => {
    assert.deepEqual(said('List-Id: <a.b>\nList-Id: <c.d>\nList-Post: <mailto:e@f>').lists, [
      'a.b',
      'c.d',
    ])
    assert.deepEqual(said('List-Post: <mailto:flow@lists.example.org>').lists, [
      'flow.lists.example.org',
    ])
    assert.deepEqual(said('X-Mailing-List: flow@lists.example.org').lists, [
      'flow.lists.example.org',
    ])
  })

  test('recipients, and nothing of the body', () => {
    assert.deepEqual(
      said('To: Flow <flow@example.org>,\n bram@example.net\nCc: "x, y" <z@example.com>').sentTo,
      ['flow.example.org', 'bram.example.net', 'z.example.com'],
    )
  })
})

describe('names of stores', { skip: FILES_ONLY }, () => {
  test('are safe as those of files', () => {
    assert.equal(safeName('../../etc/Pass wd'), 'etc-pass-wd')
    assert.equal(safeName('.hidden'), 'hidden')
    assert.equal(safeName('übung'), 'bung')
    assert.equal(safeName('///'), 'mail')
    assert.equal(safeName('a'.repeat(300)).length, 100)
  })

  test('are the first word of the List-Id, all of it where another list has that', () => {
    const lists = new Lists([])
    assert.equal(lists.nameFor('announce.a.example'), 'announce')
    assert.equal(lists.nameFor('announce.b.example'), 'announce.b.example')
    assert.equal(lists.nameFor('announce.a.example'), 'announce')
  })

  test('stay where a store was named by its archive and most of its mail is of the list', () => {
    const lists = new Lists([
      {
        name: 'all-of-flow',
        lists: [
          { list: 'flow.example.org', messages: 9 },
          { list: 'port.example.org', messages: 2 },
        ],
      },
    ])
    assert.equal(lists.find('flow.example.org'), 'all-of-flow')
    assert.equal(lists.find('port.example.org'), null)
  })

  test('of a source are its own, whatever folders an archive has inside', async () => {
    const named = async (path: string) => (await routeOf(path, undefined, null)).otherwise
    assert.equal(await named('/mirror/flow/git/0.git'), 'flow')
    assert.equal(await named('/mail/Flow.mbox.gz'), 'flow')
    assert.equal(await named('-'), 'mail')
    const inbox = await routeOf(
      'https://lore.example.org/flow/20200101-x@example.org/',
      undefined,
      null,
    )
    assert.equal(inbox.archive, 'flow')
    const every = await routeOf(
      'https://lore.example.org/all/20200101-x@example.org/',
      undefined,
      null,
    )
    assert.equal(every.archive, null)
  })

  test('of one archive among many in a folder are that of its own folder', () => {
    const raw = {
      foundAt: { source: '/mirror', at: 'port/0.git 12ab' },
      form: 'mail' as const,
      bytes: Buffer.from('Subject: x\n\n'),
    }
    const route = { into: null, archive: null, otherwise: 'mirror' }
    assert.deepEqual(placesOf(raw, headingOf(raw.bytes), route, new Lists([])).names, ['port'])
  })
})

describe('mail goes into the store of its list', { skip: FILES_ONLY }, () => {
  test('by List-Id, and into several where it came over several', async () => {
    const folder = fresh()
    await ingestFolder(folder, [
      mbox(
        mail('one', listId('flow')),
        mail('two', listId('port')),
        mail('both', listId('flow'), listId('port')),
      ),
    ])
    assert.deepEqual(await namesIn(folder), ['flow', 'port'])
    assert.deepEqual(await idsIn(folder, 'flow'), ['both', 'one'])
    assert.deepEqual(await idsIn(folder, 'port'), ['both', 'two'])
  })

  test('also into that of a list it is addressed to, where there is one', async () => {
    const folder = fresh()
    await ingestFolder(folder, [mbox(mail('a', listId('port')))])
    await ingestFolder(folder, [
      mbox(
        mail('b', listId('flow'), 'Cc: port@lists.example.org, else@lists.example.org'),
        mail('own', 'To: flow@lists.example.org'),
      ),
    ])
    assert.deepEqual(await namesIn(folder), ['flow', 'port'])
    assert.deepEqual(await idsIn(folder, 'port'), ['a', 'b'])
    assert.deepEqual(await idsIn(folder, 'flow'), ['b', 'own'])
  })

  test('what names no list goes into one named by its source, and that is told once', async () => {
    const folder = fresh()
    const told: Parameters<NonNullable<FolderListener['unlisted']>>[0][] = []
    const source = written(
      here,
      'Old Flow.mbox',
      listMbox([mail('a'), mail('b'), mail('c', listId('port'))]),
    )
    await ingestFolder(folder, [source], { unlisted: (one) => void told.push(one) })
    assert.deepEqual(told, [{ source, mails: 2, name: 'old-flow' }])
    assert.deepEqual(await namesIn(folder), ['old-flow', 'port'])
  })

  test('and what is odd in mail of several lists is told once', async () => {
    const folder = fresh()
    const told: string[] = []
    const odd = { ...mail('odd', listId('flow'), listId('port')), date: 'no day at all' }
    const { summary } = await ingestFolder(folder, [mbox(odd)], {
      problem: ({ text }) => void told.push(text),
    })
    assert.equal(summary.problems.length, 1)
    assert.deepEqual(
      summary.problems.map(({ text }) => text),
      told,
    )
    assert.equal(summary.added, 1)
  })

  test('what cannot be read is told, whether any mail came before it or not', async () => {
    const folder = fresh()
    const { summary } = await ingestFolder(folder, [join(here, 'nowhere.mbox')])
    assert.deepEqual(
      summary.problems.map(({ fatal }) => fatal),
      [true],
    )
    assert.deepEqual(await namesIn(folder), [])
  })

  test('all of it where the user says so', async () => {
    const folder = fresh()
    await ingestFolder(
      folder,
      [mbox(mail('a', listId('flow')), mail('b'))],
      {},
      { into: () => 'Mine' },
    )
    assert.deepEqual(await namesIn(folder), ['mine'])
    assert.deepEqual(await idsIn(folder, 'mine'), ['a', 'b'])
  })
})

describe(
  'a source of many lists is read on where the last run stopped',
  { skip: FILES_ONLY },
  () => {
    const grown = (mails: readonly ListMail[], path: string): void =>
      writeFileSync(path, listMbox(mails))

    test('only what is new is read, and what is derived is as in a fresh folder', async () => {
      const all = [...mailOfList('flow', 3), ...mailOfList('port', 3)]
      const path = join(here, 'growing.mbox')
      const folder = fresh()
      grown(all.slice(0, 20), path)
      await ingestFolder(folder, [path])
      const again = await ingestFolder(folder, [path])
      assert.equal(again.summary.read, 0)
      grown(all, path)
      const more = await ingestFolder(folder, null)
      assert.equal(more.summary.read, all.length - 20)
      for (const name of ['flow', 'port'])
        assertSameExports(
          await allExportsIn(join(folder, `${name}.db`)),
          await freshExports(written(here, `only-${name}.mbox`, listMbox(mailOfList(name, 3)))),
        )
    })

    test('two runs at once into one folder lose and double nothing', async () => {
      const folder = fresh()
      const sources = ['flow', 'port'].map((name) =>
        written(here, `race-${name}.mbox`, listMbox(mailOfList(name, 6))),
      )
      const apart = fresh()
      await ingestFolder(apart, sources)
      await Promise.all([
        ingestFolder(folder, sources),
        ingestFolder(folder, [...sources].reverse()),
      ])
      for (const name of ['flow', 'port']) {
        const [raced, calm] = [join(folder, `${name}.db`), join(apart, `${name}.db`)]
        assertSameExports(await allExportsIn(raced), await allExportsIn(calm))
        const store = await openForQuery(raced)
        const { stale, stale_series: series } = await rowCounts(store)
        await store.close()
        assert.deepEqual([stale, series], [0, 0])
      }
    })

    test('mail for a store that is broken ends the run, and is read by the next one', async () => {
      const folder = fresh()
      mkdirSync(folder, { recursive: true })
      writeFileSync(
        join(folder, 'port.db'),
        'no store at all, but long enough to look like some file',
      )
      const source = mbox(mail('a', listId('flow')), mail('b', listId('port')))
      const told: string[] = []
      await assert.rejects(
        ingestFolder(folder, [source], { broken: (text) => void told.push(text) }),
        /no patchtrail store/,
      )
      assert.match(told.join(), /port\.db is no patchtrail store/)
      writeFileSync(join(folder, 'port.db'), '')
      const next = await ingestFolder(folder, [source])
      assert.equal(next.summary.read, 2)
      assert.deepEqual(await idsIn(folder, 'port'), ['b'])
      assert.deepEqual(
        readdirSync(folder).filter((name) => name.endsWith('.db')),
        ['flow.db', 'port.db'],
      )
    })
  },
)
