import assert from 'node:assert/strict'
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { before, describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import { completeOver } from '../../src/stores/over/complete.ts'
import { Stores } from '../../src/stores/stores.ts'
import { handleOf } from '../../src/text/handle.ts'
import { FILES_ONLY } from '../support/engine.ts'
import { listId, listMbox, mailOfList, type ListMail } from '../support/lists.ts'
import { patchtrail } from '../support/programs.ts'
import { temporaryFolder, withStore, written } from '../support/stores.ts'

const TOPICS = 6
const here = temporaryFolder()
const folder = join(here, 'lists/')
const single = join(here, 'single.db')

/** What somebody asks of the list, and a reply that only one list has. */
function talk(list: string): ListMail[] {
  return [
    { id: `${list}-talk`, subject: 'a question', body: 'Why?\n', headers: [listId(list)] },
    {
      id: `${list}-alone`,
      subject: 'Re: [PATCH v2] flow 2: open it',
      inReplyTo: 't2-v2-1',
      body: 'Fine.\n',
      headers: [listId(list)],
    },
  ]
}

before(async () => {
  if (FILES_ONLY) return
  const sources = ['flow', 'port'].map((name) =>
    written(here, `${name}.mbox`, listMbox([...mailOfList(name, TOPICS), ...talk(name)])),
  )
  assert.equal((await patchtrail(folder, 'ingest', ...sources)).code, 0)
  await withStore((store) => ingest(store, sources), single)
})

/** A copy of the folder that a test may change. */
function ownFolder(name: string): string {
  cpSync(folder, join(here, name), { recursive: true })
  return join(here, `${name}/`)
}

describe('a folder says of a ref what one store says', { skip: FILES_ONLY }, () => {
  test('of mail in no series, in whichever store it is', async () => {
    for (const list of ['flow', 'port']) {
      const { code, err } = await patchtrail(folder, 'status', `${list}-talk@example.org`)
      assert.equal(code, 2)
      assert.match(err, /-talk@example\.org belongs to no series: no patch is above it/)
    }
  })

  test('of what is ambiguous: each once, in the same order', async () => {
    const names = async (path: string): Promise<readonly (string | undefined)[]> => {
      const { err } = await patchtrail(path, 'status', 'open it')
      return [...err.matchAll(/(\S+)(?: {2}\(\w+\))?$/gm)].map((m) => m[1]).slice(1)
    }
    const expected = await names(single)
    assert.equal(expected.length, TOPICS)
    assert.deepEqual(await names(folder), expected)
  })

  test('of a list that no store is of', async () => {
    for (const command of ['list', 'digest']) {
      const { code, err } = await patchtrail(folder, command, '--list', 'nosuch')
      assert.equal(code, 2)
      assert.match(err, /no store of the folder has "nosuch" in its name; there are flow, port/)
      assert.equal((await patchtrail(folder, command, '--list', 'lists.example')).code, 0)
    }
  })
})

describe('a folder counts once what several stores have', { skip: FILES_ONLY }, () => {
  test('check', async () => {
    const counts = async (path: string): Promise<unknown> => {
      const { out } = await patchtrail(path, 'check', '--json')
      return (JSON.parse(out) as { counts: object }).counts
    }
    assert.deepEqual(await counts(folder), await counts(single))
  })

  test('completions', async () => {
    const told = async (path: string, query: string): Promise<unknown> => {
      const stores = await Stores.open(path)
      return completeOver(stores, query, {}).finally(() => stores.close())
    }
    for (const query of ['f:ines', 'by:br', 'file:core', 'dfn:drivers'])
      assert.deepEqual(await told(folder, query), await told(single, query))
  })
})

describe('link and unlink over a folder', { skip: FILES_ONLY }, () => {
  test('leave a store alone that has the series, and not the mail that is named', async () => {
    const own = ownFolder('apart')
    const sent = listMbox([
      ...mailOfList('port', TOPICS).filter(({ id }) => id.startsWith('t2-v1-')),
      ...talk('port'),
    ])
    for (const file of readdirSync(own)) if (file.startsWith('port')) rmSync(join(own, file))
    await patchtrail(own, 'ingest', written(here, 'half.mbox', sent))
    const ran = await patchtrail(own, 'unlink', 't2-v1-1@example.org', 't2-v2-1@example.org')
    assert.deepEqual([ran.code, ran.err], [0, ''])
    assert.match(
      ran.out,
      /^flow: .*\nflow: .*\nto undo: patchtrail --db \S+ link t2-v1-1@\S+ t2-v2-1@\S+\n$/,
    )
  })

  for (const [name, path] of [
    ['a folder', 'linked/'],
    ['one store', 'linked.db'],
  ] as const)
    test(`unlink takes the handles that link took, in ${name}`, async () => {
      const own = join(here, path)
      const mails = mailOfList('flow', TOPICS).filter(({ id }) => /^(?:t0-v1|t3-v2)-/.test(id))
      const box = written(here, `${path.replace('/', '')}.mbox`, listMbox(mails))
      await patchtrail(own, 'ingest', box)
      const ids = ['t0-v1-1@example.org', 't3-v2-1@example.org'] as const
      const handles = ids.map((id) => handleOf(`<${id}>`).slice(0, 6))
      const seriesOf = async (id: string): Promise<string> =>
        (JSON.parse((await patchtrail(own, 'status', id, '--json')).out) as { id: string }).id
      const linked = await patchtrail(own, 'link', ...handles)
      assert.equal(linked.code, 0, linked.err)
      assert.equal(await seriesOf(ids[0]), await seriesOf(ids[1]))
      const apart = await patchtrail(own, 'unlink', ...handles)
      assert.equal(apart.code, 0, apart.err)
      assert.notEqual(await seriesOf(ids[0]), await seriesOf(ids[1]))
    })
})

describe('what is mistaken is said in one line', { skip: FILES_ONLY }, () => {
  const one = (text: string, pattern: RegExp): void => {
    assert.equal(text.trimEnd().split('\n').length, 1, text)
    assert.match(text, pattern)
  }

  test('a file that is named as a folder', async () => {
    const file = written(here, 'plain', 'text')
    for (const words of [['serve', '--port', '0'], ['list'], ['sync'], ['ingest', file]]) {
      const { code, err } = await patchtrail(`${file}/`, ...words)
      assert.equal(code, 1)
      one(err, /plain is a file and no folder of stores; leave the \/ at its end away/)
    }
  })

  test('rebuild makes no store', async () => {
    const none = join(here, 'none.db')
    const { code, err } = await patchtrail(none, 'rebuild')
    assert.equal(code, 1)
    one(err, /there is no store at .*none\.db/)
    assert.ok(!readdirSync(here).includes('none.db'))
  })

  test('--into names a store', async () => {
    for (const name of ['', '../evil', 'a/b'])
      assert.match(
        (await patchtrail(folder, 'ingest', '--into', name, join(here, 'flow.mbox'))).err,
        /It is the name of a store/,
      )
  })

  test('what is no store is to be moved out of a folder', async () => {
    const own = ownFolder('strange')
    writeFileSync(join(own, 'gone.db'), 'this is no store, though it is named as one is')
    one((await patchtrail(own, 'list')).err, /gone\.db is no .* store; move it out of the folder;/)
    for (const asked of [['derive'], ['rebuild'], ['ingest', join(here, 'flow.mbox')]]) {
      const { err } = await patchtrail(own, ...asked)
      assert.match(err, /gone\.db is no patchtrail store; move it out of the folder/)
      assert.doesNotMatch(err, /--db/)
    }
  })

  test('sync says what is wrong where no store can be opened', async () => {
    const own = join(here, 'all-strange/')
    mkdirSync(own)
    writeFileSync(join(own, 'gone.db'), 'this is no store, though it is named as one is')
    const { code, err } = await patchtrail(own, 'sync')
    assert.equal(code, 1)
    assert.doesNotMatch(err, /knows a source/)
    assert.match(err, /gone\.db is no patchtrail store/)
  })

  test('mail without a list is told of with its source, and not again by sync', async () => {
    const own = join(here, 'unlisted/')
    const box = written(here, 'unlisted.mbox', listMbox([{ id: 'u1', body: 'A.\n' }]))
    assert.match((await patchtrail(own, 'ingest', box)).err, /names no list/)
    writeFileSync(box, listMbox(['u1', 'u2'].map((id) => ({ id, body: 'A.\n' }))))
    const ran = await patchtrail(own, 'sync')
    assert.match(ran.out, /1 new/)
    assert.equal(ran.err, '')
  })

  test('config store keeps where the folder is', async () => {
    process.env.PATCHTRAIL_CONFIG = join(here, 'config')
    try {
      for (const [given, kept] of [
        ['some/lists/', `${resolve('some/lists')}/`],
        ['one.db', resolve('one.db')],
        ['~/lists/', '~/lists/'],
      ] as const) {
        const ran = await patchtrail(folder, 'config', 'store', given)
        assert.equal(ran.code, 0, ran.err)
        assert.match(readFileSync(join(here, 'config'), 'utf8'), new RegExp(`= ${kept}$`, 'm'))
      }
    } finally {
      delete process.env.PATCHTRAIL_CONFIG
    }
  })
})
