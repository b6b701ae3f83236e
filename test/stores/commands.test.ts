import assert from 'node:assert/strict'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { FILES_ONLY } from '../support/engine.ts'
import { listId, listMbox, mailOfList } from '../support/lists.ts'
import { patchtrail, type Ran } from '../support/programs.ts'
import { requireSchema } from '../support/document.ts'
import { temporaryFolder, written } from '../support/stores.ts'

const TOPICS = 6
const here = temporaryFolder()
const folder = join(here, 'lists/')
let first: Ran

before(async () => {
  const sources = ['flow', 'port'].map((name) =>
    written(here, `${name}.mbox`, listMbox(mailOfList(name, TOPICS))),
  )
  first = await patchtrail(folder, 'ingest', ...sources)
})

/** Runs a command over the folder; it must go well. */
async function asked(...words: string[]): Promise<string> {
  const ran = await patchtrail(folder, ...words)
  assert.equal(ran.code, 0, ran.err)
  assert.equal(ran.err, '')
  return ran.out
}

interface Document {
  readonly schema: string
  readonly list?: string
  readonly alsoOn?: readonly string[]
  readonly handle: string
  readonly [name: string]: unknown
}

/** The same as JSON, which must be as its schema says. */
async function document(...words: string[]): Promise<Document> {
  const json = JSON.parse(await asked(...words, '--json')) as Document
  requireSchema(json)
  return json
}

/** A copy of the folder that a test may change. */
function ownFolder(name: string): string {
  const own = join(here, name)
  cpSync(folder, own, { recursive: true })
  return `${own}/`
}

describe('commands over a folder of stores', { skip: FILES_ONLY }, () => {
  test('ingest makes the folder, a store for each list, and says so', () => {
    assert.equal(first.code, 0, first.err)
    assert.match(first.err, /^patchtrail: made the folder .*lists\/\n$/)
    assert.match(first.out, /^ {2}flow: 36 new; a new store$/m)
    assert.match(first.out, /^ {2}port: 36 new; a new store$/m)
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.db')),
      ['flow.db', 'port.db'],
    )
  })

  test('a second ingest, and sync, read nothing again', async () => {
    assert.match(await asked('sync'), /^nothing new/)
    assert.match(await asked('ingest', join(here, 'flow.mbox')), /^nothing new/)
  })

  test('list names the list of each series, and narrows to one', async () => {
    const all = await document('list')
    assert.equal(all['total'], TOPICS)
    const text = await asked('list')
    assert.match(text, /flow \+1 /)
    assert.match(text, new RegExp(`^${TOPICS} series;`, 'm'))
    assert.equal((await document('list', '--list', 'port'))['total'], 4)
    assert.equal((await document('list', '--list', 'port.lists.example.org'))['total'], 4)
  })

  test('a series is found in whichever store it is, by handle, Message-ID and title', async () => {
    const port = await document('status', 't1-v1-1@example.org')
    assert.deepEqual([port.list, port.alsoOn], ['port', []])
    const both = await document('status', 'flow 2: open it')
    assert.deepEqual([both.list, both.alsoOn], ['flow', ['port']])
    assert.deepEqual(await document('status', both.handle), both)
    assert.match(await asked('status', both.handle), /^on flow, also on: port$/m)
    const beside = await document('status', both.handle, '--list', 'port')
    assert.deepEqual([beside.list, beside.alsoOn], ['port', ['flow']])
  })

  for (const command of ['issues', 'diff', 'show'])
    test(`${command} tells of which list it is`, async () => {
      const told = await document(command, 't1-v1-1@example.org')
      assert.equal(told.list, 'port')
    })

  test('explain, and issues as text', async () => {
    const { list } = await document('explain', 't1-asked@example.org#1')
    assert.equal(list, 'port')
    assert.match(await asked('issues', 't1-v1-1@example.org', '--all'), /^on port$/m)
  })

  test('what fits series of several stores is ambiguous, and all are named with their lists', async () => {
    const { code, err } = await patchtrail(folder, 'status', 'open it')
    assert.equal(code, 1)
    assert.match(err, /^patchtrail: "open it" fits \d+ in the folder; name one:\n/)
    assert.match(err, /\(flow\)\n/)
    assert.match(err, /\(port\)\n/)
  })

  test('what no store has is not found', async () => {
    const ran = await patchtrail(folder, 'status', 'nobody@example.org')
    assert.equal(ran.code, 2)
    assert.equal(ran.err, 'patchtrail: no message <nobody@example.org> in any of 2 stores\n')
  })

  test('todo, digest, search, feedback and who ask all stores', async () => {
    assert.match(await asked('todo', '--me', 'ines', '--since', 'all'), /flow \+1 .*open it/)
    assert.match(await asked('digest', '--since', 'all'), /flow 1: open it/)
    const found = await asked('search', 'constant')
    assert.match(found, /on flow, also on: port/)
    assert.match(found, /on port$/m)
    assert.match(await asked('feedback', 'drivers/flow1/core1.c'), /on port/)
    assert.match(await asked('who', 'drivers'), /Bram Okonkwo <bram@example.org> {2}\d+ comments/)
    for (const words of [
      ['todo', '--me', 'ines', '--since', 'all'],
      ['digest', '--since', 'all'],
      ['search', 'constant'],
      ['search', 's:flow'],
      ['feedback', 'drivers/flow1/core1.c'],
      ['who', 'drivers'],
      ['check'],
      ['sync'],
    ])
      await document(...words)
  })

  test('export prints each record once, with its list', async () => {
    for (const what of ['links', 'comments', 'series', 'issues']) {
      const lines = (await asked('export', what)).trimEnd().split('\n')
      const records = lines.map((line) => JSON.parse(line) as Document)
      for (const record of records) requireSchema(record)
      assert.deepEqual(new Set(records.map(({ list }) => list)), new Set(['flow', 'port']))
      if (what === 'series') assert.equal(records.length, TOPICS)
    }
    const one = await asked('export', 'series', '--ref', 't1-v1-1@example.org')
    assert.equal((JSON.parse(one) as Document).list, 'port')
  })

  test('check goes over all of them, and so does rebuild', async () => {
    assert.match(await asked('check'), /^54 messages;.*\nthe store is sound\n$/)
    const own = ownFolder('rebuilt')
    const { out } = await patchtrail(own, 'rebuild')
    assert.match(out, /^flow: \d+ threads derived anew\nport: \d+ threads derived anew\n$/)
    assert.equal((await patchtrail(own, 'list')).out, await asked('list'))
  })

  test('report and completion', async () => {
    await asked('report', 't1-v1-1@example.org', '--out', join(here, 'pages'))
    assert.ok(existsSync(join(here, 'pages', 'index.html')))
    assert.equal((await asked('completion', '--refs')).trimEnd().split('\n').length, TOPICS)
  })

  test('presend finds the series that patches are a version of', async () => {
    const patch = written(
      here,
      '0001.patch',
      readFileSync(join(here, 'port.mbox'), 'utf8')
        .split(/^From mboxrd.*\n/m)
        .find((text) => text.includes('<t1-v2-1@'))
        ?.replace('t1-v2-1@', 't1-v3-1@')
        .replace('[PATCH v2 1/2]', '[PATCH v3 1/2]') ?? '',
    )
    const ran = await patchtrail(folder, 'presend', patch, '--json')
    const told = JSON.parse(ran.out) as Document
    requireSchema(told)
    assert.deepEqual([told.list, told['version'], told['before']], ['port', 3, 2])
  })
})

describe('what the user says goes to the store that holds it', { skip: FILES_ONLY }, () => {
  test('star, ignore and note', async () => {
    const own = ownFolder('kept')
    await patchtrail(own, 'star', 't1-v1-1@example.org')
    await patchtrail(own, 'note', 't0-v1-1@example.org', 'mine')
    assert.match(readFileSync(join(own, 'port.db.kept.json'), 'utf8'), /t1-v1-1/)
    assert.match(readFileSync(join(own, 'flow.db.kept.json'), 'utf8'), /t0-v1-1/)
    const { out } = await patchtrail(own, 'list', '--starred')
    assert.match(out, /\* flow 1: open it/)
    assert.match((await patchtrail(own, 'list')).out, /note: mine/)
    await patchtrail(own, 'ignore', 't2-v1-1@example.org')
    assert.match((await patchtrail(own, 'list')).out, /^5 series, 1 ignored;/m)
  })

  test('a search is saved in the folder', async () => {
    const own = ownFolder('saved')
    await patchtrail(own, 'search', 'constant', '--save', 'mine')
    assert.ok(existsSync(join(own, 'all.searches.json')))
    assert.equal((await patchtrail(own, 'search', '@mine')).out, await asked('search', 'constant'))
  })

  test('mark and unlink hold in every store that has the mail', async () => {
    const own = ownFolder('marked')
    const told = await patchtrail(own, 'mark', 't2-asked@example.org#1', 'rejected')
    assert.equal(told.out, '<t2-asked@example.org>#1: rejected\n')
    const apart = await patchtrail(own, 'unlink', 't2-v1-1@example.org', 't2-v2-1@example.org')
    assert.match(apart.out, /^flow: .*\nflow: .*\nport: .*\nport: .*\nto undo: .*\n$/)
    for (const name of ['flow', 'port']) {
      const store = join(own, `${name}.db`)
      const { out } = await patchtrail(store, 'issues', 't2-v1-1@example.org', '--all', '--json')
      assert.match(out, /"state":"rejected"/)
    }
    const far = await patchtrail(own, 'link', 't0-v1-1@example.org', 't1-v1-1@example.org')
    assert.match(far.err, /is in the store flow and .* in port; only what one store holds/)
  })

  test('ingest --into is gone by later, too', async () => {
    const own = join(here, 'into/')
    const box = written(
      here,
      'into.mbox',
      listMbox([{ id: 'a', body: 'A.\n', headers: [listId('flow')] }]),
    )
    await patchtrail(own, 'ingest', '--into', 'Mine', box)
    writeFileSync(
      box,
      listMbox(['a', 'b'].map((id) => ({ id, body: 'A.\n', headers: [listId('flow')] }))),
    )
    assert.match((await patchtrail(own, 'sync')).out, /^ {2}mine: 1 new/m)
    assert.deepEqual(
      readdirSync(own).filter((name) => name.endsWith('.db')),
      ['mine.db'],
    )
  })
})

describe('a folder that is not as it should be', { skip: FILES_ONLY }, () => {
  test('without a store says how to make one', async () => {
    const empty = join(here, 'empty')
    mkdirSync(empty)
    const { code, err } = await patchtrail(empty, 'list')
    assert.equal(code, 1)
    assert.match(
      err,
      /^patchtrail: there is no store in the folder .*; make some with: patchtrail --db .* ingest <mail>\n$/,
    )
  })

  test('with a broken store beside good ones: these answer, and one line tells', async () => {
    const own = ownFolder('broken')
    writeFileSync(join(own, 'gone.db'), 'this is no store, though it is named as one is')
    const { code, out, err } = await patchtrail(own, 'list')
    assert.equal(code, 0)
    assert.equal(out, await asked('list'))
    assert.match(err, /^patchtrail: .*gone\.db is no patchtrail store;.*; it is left out\n$/)
    const checked = await patchtrail(own, 'check')
    assert.equal(checked.code, 1)
    assert.match(checked.out, /gone\.db is no patchtrail store/)
  })

  test('with broken stores alone says what is wrong with one', async () => {
    const own = join(here, 'all-broken')
    mkdirSync(own)
    writeFileSync(join(own, 'gone.db'), 'this is no store, though it is named as one is')
    const { code, err } = await patchtrail(own, 'list')
    assert.equal(code, 1)
    assert.match(err, /gone\.db is no patchtrail store/)
  })

  test('that cannot be written to is read all the same', async () => {
    const own = ownFolder('frozen')
    writeFileSync(join(own, 'crossings.json'), '{')
    for (const name of readdirSync(own)) chmodSync(join(own, name), 0o444)
    chmodSync(own, 0o555)
    const { out, err } = await patchtrail(own, 'list')
    chmodSync(own, 0o755)
    assert.equal(err, '')
    assert.equal(out, await asked('list'))
  })

  test('with a store that has come since: what is common is found anew', async () => {
    const own = ownFolder('more')
    copyFileSync(join(own, 'flow.db'), join(own, 'again.db'))
    const { out } = await patchtrail(own, 'list')
    assert.match(out, new RegExp(`^${TOPICS} series;`, 'm'))
    assert.match(out, /again \+2/)
  })

  test('--list and --into want a folder', async () => {
    const one = join(folder, 'flow.db')
    assert.match((await patchtrail(one, 'search', 'x', '--list', 'flow')).err, /is one store/)
    assert.match((await patchtrail(one, 'ingest', '--into', 'x', one)).err, /is one store/)
    const { code, err } = await patchtrail(folder, 'search', 'x', '--list', 'nothing')
    assert.equal(code, 2)
    assert.match(err, /no store of the folder has "nothing" in its name; there are flow, port/)
  })
})
