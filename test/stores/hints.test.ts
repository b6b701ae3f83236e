import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, test } from 'node:test'
import { hinted, nameStoreInHints } from '../../src/commands/run/hints.ts'
import { FILES_ONLY } from '../support/engine.ts'
import { listMbox, mailOfList } from '../support/lists.ts'
import { patchtrail } from '../support/programs.ts'
import { temporaryFolder, written } from '../support/stores.ts'

describe('a hint', () => {
  afterEach(() => nameStoreInHints(null))

  test('names the store that was named, as a shell takes it', () => {
    assert.equal(hinted('no; patchtrail list shows all'), 'no; patchtrail list shows all')
    nameStoreInHints('my lists/')
    assert.equal(
      hinted('no; patchtrail list shows all'),
      "no; patchtrail --db 'my lists/' list shows all",
    )
    nameStoreInHints("it's.db")
    assert.equal(hinted('patchtrail sync'), "patchtrail --db 'it'\\''s.db' sync")
  })

  test('is left alone where it names a store already, or asks none', () => {
    nameStoreInHints('a.db')
    for (const text of [
      'patchtrail --db b ingest <mail>',
      'patchtrail config me <address>',
      'patchtrail list --help tells more',
      'derived by an older patchtrail; see the list',
    ])
      assert.equal(hinted(text), text)
  })
})

describe('commands over a folder that is filled in steps', { skip: FILES_ONLY }, () => {
  const here = temporaryFolder()
  const source = written(
    here,
    'both.mbox',
    listMbox([...mailOfList('flow', 3), ...mailOfList('port', 3)]),
  )

  test('ingest leaves the rest to derive where it is told to, and says how to go on', async () => {
    const [steps, once] = [join(here, 'steps/'), join(here, 'once/')]
    const read = await patchtrail(steps, 'ingest', '--no-derive', source)
    assert.match(read.out, /not derived yet: patchtrail --db \S*steps\/ derive$/m)
    assert.equal((await patchtrail(steps, 'list')).code, 2)
    const derived = await patchtrail(steps, 'derive')
    assert.match(derived.out, /^flow: \d+ threads .*derived.*\nport: \d+ threads/)
    await patchtrail(once, 'ingest', source)
    const listed = async (folder: string) => (await patchtrail(folder, 'list', '--json')).out
    assert.equal(await listed(steps), await listed(once))
  })

  test('of runs that begin at once, one has made the folder', async () => {
    const folder = join(here, 'race/')
    const runs = await Promise.all([1, 2, 3].map(() => patchtrail(folder, 'ingest', source)))
    assert.deepEqual(
      runs.map(({ code }) => code),
      [0, 0, 0],
    )
    const said = runs.filter(({ err }) => err.includes('made the folder'))
    assert.equal(said.length, 1)
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.db')),
      ['flow.db', 'port.db'],
    )
  })

  test('a folder that nothing went into is not left behind', async () => {
    const folder = join(here, 'nothing/')
    await patchtrail(folder, 'ingest', written(here, 'empty.mbox', ''))
    assert.equal(existsSync(folder), false)
  })
})
