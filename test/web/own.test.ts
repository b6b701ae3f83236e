import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { request, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { keeperFor } from '../../src/commands/run/keeper.ts'
import { readKept, readSearches } from '../../src/config/kept.ts'
import { ingest } from '../../src/ingest/ingest.ts'
import { newSince, seenAfter } from '../../src/model/seen.ts'
import { openForIngest } from '../../src/store/store.ts'
import { serveStore, type Running } from '../../src/web/server.ts'
import { SAMPLE_MBOX } from '../support/samples.ts'
import { temporaryFolder } from '../support/stores.ts'
import { elementsIn, got, htmlOf, textOf } from '../support/web.ts'

const SERIES = '20251002-kt4320-6d2b8e41c70f'
const COVER = '20251027-kt4320-v2-4-b05e7c93d4a6%40example.com'
let server: Running
// Before the folder goes: what was seen is written when the server ends.
after(() => server.close())
const db = join(temporaryFolder(), 'own.db')

before(async () => {
  const store = await openForIngest(db)
  await ingest(store, [SAMPLE_MBOX]).finally(() => store.close())
  const keeper = keeperFor(db, '127.0.0.1')
  assert.ok(keeper)
  server = await serveStore(db, { host: '127.0.0.1', port: 0, names: [], me: 'maren', keeper })
})

interface Posted {
  readonly status: number
  readonly location: string
}

async function post(
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = { origin: server.address },
): Promise<Posted> {
  const { hostname, port } = new URL(server.address)
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  const asked = request({ hostname, port, path, method: 'POST', headers: { ...type, ...headers } })
  asked.end(new URLSearchParams(fields).toString())
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  answer.resume()
  return { status: answer.statusCode ?? 0, location: answer.headers.location ?? '' }
}

async function page(path: string): Promise<string> {
  const { status, text } = await got(server.address, path)
  assert.equal(status, 200, path)
  return text
}

describe('what a reader keeps', () => {
  test('a star, a note and what is ignored are rows of the commands', async () => {
    const back = `/s/${SERIES}/`
    assert.deepEqual(
      await post('/keep', { series: SERIES, star: '1', note: ' wait  for v3 ', back }),
      {
        status: 303,
        location: back,
      },
    )
    assert.deepEqual(readKept(db)[SERIES], { star: true, ignore: false, note: 'wait for v3' })
    assert.match(await page(back), /aria-pressed="true"[^>]*>\u2605 Starred/)
    assert.match(textOf(htmlOf(await page('/'))), /\u2605 .*wait for v3/)
    assert.match(textOf(htmlOf(await page('/my/'))), /Starred \(1\)/)
    await post('/keep', { series: SERIES, ignore: '1' })
    const list = textOf(htmlOf(await page('/')))
    assert.match(list, /1 more are ignored/)
    assert.match(await page('/?kept=ignored'), new RegExp(SERIES))
    await post('/keep', { series: SERIES, ignore: '0', star: '0', note: '' })
    assert.deepEqual(readKept(db), {})
  })

  test('the list as data is that of the command, with what is kept', async () => {
    await post('/keep', { series: SERIES, star: '1' })
    const { text } = await got(server.address, '/list.json?kept=starred')
    const { series } = JSON.parse(text) as { series: { id: string; kept: { star: boolean } }[] }
    assert.deepEqual(
      series.map(({ id, kept }) => [id, kept.star]),
      [[SERIES, true]],
    )
    await post('/keep', { series: SERIES, star: '0' })
  })

  test('a search is saved under a name, and forgotten', async () => {
    await post('/searches', { query: 'overflow OR clamp', name: 'limits', back: '/my/' })
    assert.deepEqual(readSearches(db), { limits: 'overflow OR clamp' })
    const links = elementsIn(htmlOf(await page('/my/')), 'a').filter((a) => textOf(a) === 'limits')
    assert.equal(links[0]?.attributes.get('href'), '/search?q=overflow%20OR%20clamp')
    assert.match(await page('/search?q=overflow%20OR%20clamp'), /Forget \u201climits\u201d/)
    await post('/searches', { query: 'overflow OR clamp', name: 'limits', off: '1' })
    assert.deepEqual(readSearches(db), {})
  })

  test('nothing is kept for a page of another site, nor of a series that is not there', async () => {
    const star = { series: SERIES, star: '1' }
    for (const headers of [
      {},
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { origin: `${server.address}.evil.example` },
    ])
      assert.equal((await post('/keep', star, headers)).status, 403, JSON.stringify(headers))
    assert.equal((await post('/searches', { query: 'x' }, {})).status, 403)
    assert.equal((await post('/keep', { series: 'no-such-series', star: '1' })).status, 404)
    assert.deepEqual([readKept(db), readSearches(db)], [{}, {}])
    const { location } = await post('/keep', { ...star, back: '//evil.example/' })
    assert.equal(location, '/')
    await post('/keep', { series: SERIES, star: '0' })
  })

  test('where others reach the pages they keep nothing', () => {
    for (const host of ['0.0.0.0', '192.168.1.7', '::', 'review.example'])
      assert.equal(keeperFor(db, host), undefined, host)
  })
})

describe('what a reader has seen', () => {
  test('is remembered by visits, and told on the page of a series', async () => {
    await page(`/s/${SERIES}/`)
    assert.doesNotMatch(await page(`/s/${SERIES}/`), /New since I looked last/)
    const keeper = keeperFor(db, '127.0.0.1')
    keeper?.visit('tova', SERIES, '2025-10-20T00:00:00Z')
    keeper?.close()
    const file = JSON.parse(readFileSync(`${db}.seen.json`, 'utf8')) as Record<
      string,
      Record<string, { at: number }>
    >
    const row = file['tova']?.[SERIES]
    assert.ok(row)
    assert.equal(
      newSince({ ...row, before: null, now: '2025-10-20' }, row.at + 3_600_000),
      '2025-10-20',
    )
  })

  test('a visit lasts half an hour', () => {
    const first = seenAfter(null, '2025-10-01', 0)
    assert.equal(newSince(first, 60_000), null, 'nothing was seen before')
    const again = seenAfter(first, '2025-10-02', 60_000)
    assert.deepEqual(again, { before: null, now: '2025-10-02', at: 60_000 })
    const later = seenAfter(again, '2025-10-09', 60_000 + 30 * 60_000)
    assert.equal(later.before, '2025-10-02')
    assert.equal(newSince(later, later.at + 60_000), '2025-10-02', 'what was new stays so')
    assert.equal(newSince(later, later.at + 31 * 60_000), '2025-10-09')
  })

  test('other names of a series lead to its own', async () => {
    const { status, headers } = await got(server.address, `/s/${COVER}/`)
    assert.deepEqual([status, headers.location], [302, `/s/${SERIES}/`])
    assert.equal((await got(server.address, `/s/${COVER}.json`)).status, 200)
  })
})
