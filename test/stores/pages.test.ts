import assert from 'node:assert/strict'
import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { keeperFor } from '../../src/commands/run/keeper.ts'
import { ingest } from '../../src/ingest/ingest.ts'
import { ingestFolder } from '../../src/ingest/folder/folder.ts'
import { serveStore, type Running } from '../../src/web/server.ts'
import { FILES_ONLY } from '../support/engine.ts'
import { requireSchema } from '../support/document.ts'
import { listMbox, mailOfList } from '../support/lists.ts'
import { temporaryFolder, withStore, written } from '../support/stores.ts'
import { got } from '../support/web.ts'

const TOPICS = 6
let [lists, one]: Running[] = []
// Before the folder goes: what was seen is written when the server ends.
after(async () => {
  await lists?.close()
  await one?.close()
})
const here = temporaryFolder()
const folder = join(here, 'lists/')
const single = join(here, 'single.db')
const [OF_PORT, OF_BOTH] = ['t1-v1-1@example.org', 't2-v1-1@example.org'].map(encodeURIComponent)

async function served(path: string): Promise<Running> {
  const keeper = keeperFor(path, '127.0.0.1')
  assert.ok(keeper)
  return serveStore(path, { host: '127.0.0.1', port: 0, names: [], me: 'ines', keeper })
}

before(async () => {
  const sources = ['flow', 'port'].map((name) =>
    written(here, `${name}.mbox`, listMbox(mailOfList(name, TOPICS))),
  )
  await ingestFolder(folder, sources)
  await withStore((store) => ingest(store, sources), single)
  lists = await served(folder)
  one = await served(single)
})

async function page(path: string): Promise<string> {
  const { status, text } = await got(lists?.address ?? '', path)
  assert.equal(status, 200, `${path}\n${text}`)
  return text
}

type Document = Record<string, unknown> & { readonly schema: string }

async function data(path: string, from = lists): Promise<Document> {
  const { status, text } = await got(from?.address ?? '', path)
  assert.equal(status, 200, `${path}\n${text}`)
  const document = JSON.parse(text) as Document
  requireSchema(document)
  return document
}

describe('pages over a folder of stores', { skip: FILES_ONLY }, () => {
  for (const path of [
    '/',
    '/?list=port',
    '/search?q=constant',
    '/search?q=s:flow',
    '/recent/',
    '/my/',
    '/numbers/',
    '/feedback/?path=drivers/flow1/core1.c',
    '/who/?path=drivers',
    `/m/${OF_PORT}/`,
    `/m/${OF_PORT}/raw`,
    `/m/${OF_PORT}/mbox`,
    `/t/${OF_PORT}/`,
    `/t/${OF_PORT}/mbox`,
    `/s/${OF_PORT}/`,
    `/s/${OF_PORT}/issues/`,
    `/s/${OF_PORT}/issues.md`,
    `/s/${OF_PORT}/v1..v2/`,
    `/s/${OF_PORT}/feed.atom`,
    '/i/t1-asked@example.org/1/',
    '/i/t1-asked@example.org/1/why/',
    '/p/ines@example.net/',
    '/p/ines@example.net/feed.atom',
    '/feed.atom',
    '/complete.json?q=f:br',
  ])
    test(`${path} is there`, () => page(path).then((text) => assert.ok(text.length > 50)))

  test('counts, the latest mail and completions are those of one store with all mail', async () => {
    for (const path of ['/numbers.json', '/recent.json'])
      assert.deepEqual(await data(path), await data(path, one))
    const values = async (from: Running | undefined) => {
      const { completions } = await data('/complete.json?q=flow', from)
      return (completions as { readonly value: string }[]).map(({ value }) => value).sort()
    }
    assert.deepEqual(await values(lists), await values(one))
    const { total } = await data('/list.json')
    assert.equal(total, TOPICS)
    assert.equal(
      (await data('/search.json?q=constant'))['total'],
      (await data('/search.json?q=constant', one))['total'],
    )
  })

  test('the list of a series stands with it', async () => {
    assert.match(await page('/'), /title="on flow, also on: port">flow \+1</)
    assert.match(await page(`/s/${OF_BOTH}/`), /on flow, also on: port/)
    const { list, alsoOn } = await data(`/s/${OF_BOTH}.json`)
    assert.deepEqual([list, alsoOn], ['flow', ['port']])
    assert.equal((await data('/list.json?list=port'))['total'], 4)
  })

  test('what no store has is not here', async () => {
    const { status, text } = await got(lists?.address ?? '', '/s/nobody@example.org/')
    assert.equal(status, 404)
    assert.match(text, /in any of 2 stores/)
  })

  test('a star is kept beside the store that has the series', async () => {
    const { total } = await data('/list.json?kept=starred')
    assert.equal(total, 0)
    const sent = await fetch(`${lists?.address ?? ''}/keep`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: lists?.address ?? '' },
      body: new URLSearchParams({ series: '<t1-v1-1@example.org>', star: '1', back: '/' }),
    })
    assert.equal(sent.status, 303)
    assert.match(readFileSync(join(folder, 'port.db.kept.json'), 'utf8'), /t1-v1-1/)
    assert.ok(!existsSync(join(folder, 'flow.db.kept.json')))
    assert.equal((await data('/list.json?kept=starred'))['total'], 1)
  })

  test('a store that comes while pages are served is among them', async () => {
    copyFileSync(join(folder, 'flow.db'), join(folder, 'third.db'))
    assert.match(await page('/?limit=50'), /flow \+2/)
  })
})
