import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get as request, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { ingest } from '../../src/ingest/ingest.ts'
import { openForIngest } from '../../src/store/store.ts'
import { serveStore, type Running } from '../../src/web/server.ts'
import { mboxText } from '../support/mails.ts'
import { LINES, reply, version } from '../support/reviewed.ts'
import { SAMPLE_MBOX, SAMPLE_PAGE } from '../support/samples.ts'
import { temporaryFolder, written } from '../support/stores.ts'
import { elementsIn, got, htmlOf, served, textOf, type Got, type Node } from '../support/web.ts'

const folder = temporaryFolder()
const SERIES = '/s/20251002-kt4320-6d2b8e41c70f'
const PATCH = '20251027-kt4320-v2-4-b05e7c93d4a6%40example.com'
const REPLY = '7c1d9b52-4e0f-4b6a-9f37-2d8a61c0e5f4%40example.org'

let server: Running
before(async () => {
  server = await served(join(folder, 'sample.db'), [SAMPLE_MBOX, SAMPLE_PAGE])
})
after(() => server.close())
const get = (path: string, headers?: Record<string, string>): Promise<Got> =>
  got(server.address, path, headers)
const main = (page: Got): Node => {
  const [found] = elementsIn(htmlOf(page.text), 'main')
  assert.ok(found)
  return found
}
const hrefs = (node: Node): string[] =>
  elementsIn(node, 'a').flatMap(({ attributes }) => attributes.get('href') ?? [])

describe('what a browser has already', () => {
  for (const path of ['/', `${SERIES}/`, `/m/${PATCH}.json`, '/style.css', '/page.js', '/icon.svg'])
    test(`${path} is not sent again`, async () => {
      const first = await get(path)
      const tag = first.headers.etag ?? ''
      assert.match(tag, /^"[\w-]{20}"$/)
      const again = await get(path, { 'If-None-Match': `"other", ${tag}` })
      assert.deepEqual([again.status, again.bytes.length, again.headers.etag], [304, 0, tag])
      assert.equal((await get(path, { 'If-None-Match': '"other"' })).status, 200)
    })
  test('styles and script come zipped', async () => {
    for (const path of ['/style.css', '/page.js']) {
      const { headers, bytes } = await get(path, { 'Accept-Encoding': 'gzip' })
      assert.equal(headers['content-encoding'], 'gzip')
      assert.equal(gunzipSync(bytes).toString(), (await get(path)).text)
      assert.ok(bytes.length < 6000, `${path}: ${bytes.length} bytes`)
    }
  })
  test('errors have no tag', async () =>
    assert.equal((await get('/m/nobody%40example.org/')).headers.etag, undefined))
})

describe('addresses lead on', () => {
  const rows: readonly (readonly [from: string, to: string])[] = [
    [`${SERIES}/issues`, `${SERIES}/issues/`],
    [`${SERIES}/v1..v2`, `${SERIES}/v1..v2/`],
    [`/i/${REPLY}/4`, `/i/${REPLY}/4/`],
    [`/i/${REPLY}/4/why`, `/i/${REPLY}/4/why/`],
    [`/m/${REPLY}/raw/`, `/m/${REPLY}/raw`],
    [`/t/${REPLY}`, `/t/${REPLY}/`],
    ['/recent?before=2026', '/recent/?before=2026'],
    [`/r/${PATCH}`, `/m/${PATCH}/`],
    [`/all/${PATCH.replace('%40', '@')}/`, `/m/${PATCH}/`],
    [`/linux-hwmon/${PATCH}/T/`, `/t/${PATCH}/`],
    [`/linux-hwmon/${PATCH}/raw`, `/m/${PATCH}/mbox`],
  ]
  for (const [from, to] of rows)
    test(from, async () => {
      const { status, headers } = await get(from)
      assert.deepEqual([status, headers.location], [301, to])
      assert.equal((await get(to)).status, 200)
    })

  test('a Message-ID, an address of an archive, a line of a file in the search field', async () => {
    const id = decodeURIComponent(PATCH)
    for (const [query, to] of [
      [id, `/m/${PATCH}/`],
      [`<${id}>`, `/m/${PATCH}/`],
      [`https://lore.kernel.org/all/${id}/`, `/m/${PATCH}/`],
      ['drivers/hwmon/kt4320.c:71', '/feedback/?path=drivers%2Fhwmon%2Fkt4320.c%3A71'],
    ] as const) {
      const { status, headers } = await get(`/search?q=${encodeURIComponent(query)}`)
      assert.deepEqual([status, headers.location], [302, to], query)
    }
    assert.equal((await get('/search?q=nobody%40example.org')).status, 200, 'words like any other')
  })
})

describe('a page of a series', () => {
  test('counts what it shows', async () => {
    const page = main(await get(`${SERIES}/`))
    const headings = elementsIn(page, 'h2').map(textOf)
    const counted = ['Open first', 'Look again'].map((words) =>
      Number(/\((\d+)\)/.exec(headings.find((one) => one.startsWith(words)) ?? '')?.[1] ?? 0),
    )
    const others = Number(/author \((\d+)\)/.exec(textOf(page))?.[1] ?? 0)
    const cards = elementsIn(page, 'article').length
    assert.ok(cards > 0)
    assert.equal((counted[0] ?? 0) + (counted[1] ?? 0) + others, cards)
  })

  test('each card leads to its line, and its state to what makes it so', async () => {
    for (const card of elementsIn(main(await get(`${SERIES}/`)), 'article')) {
      const links = hrefs(card)
      assert.ok(
        links.some((href) => /^\/m\/[^/]+\/#L\d+$/.test(href)),
        links.join(' '),
      )
      const badge = elementsIn(card, 'a').find((a) => elementsIn(a, 'span').length > 0)
      assert.match(badge?.attributes.get('href') ?? '', /^\/i\/.*\/why\/$/)
    }
  })

  test('every version is there with what was asked on it, in words too', async () => {
    const page = main(await get(`${SERIES}/`))
    const pictures = elementsIn(page, 'svg').map(({ attributes }) => attributes.get('aria-label'))
    assert.equal(pictures.length, 3)
    for (const words of pictures) assert.match(words ?? '', /^asked: \d|^nothing asked$/)
  })
})

describe('two versions', () => {
  test('any two can be chosen', async () => {
    const page = main(await get(`${SERIES}/`))
    const form = elementsIn(page, 'form').find(
      ({ attributes }) => attributes.get('action') === `${SERIES}/compare`,
    )
    assert.ok(form)
    assert.deepEqual(
      elementsIn(form, 'select').map((one) => elementsIn(one, 'option').map(textOf).join(' ')),
      ['v1 v2 v3', 'v1 v2 v3'],
    )
    const { status, headers } = await get(`${SERIES}/compare?from=v1&to=v3`)
    assert.deepEqual([status, headers.location], [302, `${SERIES}/v1..v3/`])
    assert.equal((await get(`${SERIES}/v1..v3/`)).status, 200)
    assert.equal((await get(`${SERIES}/v3..v1/`)).status, 200)
  })
})

describe('mail', () => {
  test('a thread has each mail once, and leads to the mail', async () => {
    const page = main(await get(`/t/${REPLY}/`))
    const data = JSON.parse((await get(`/t/${REPLY}.json`)).text) as {
      total: number
      mails: { messageId: string }[]
    }
    assert.equal(elementsIn(page, 'article').length, Math.min(50, data.total))
    assert.ok(data.mails.some(({ messageId }) => messageId === `<${decodeURIComponent(REPLY)}>`))
  })

  test('as mbox, one and all of a thread', async () => {
    const one = await get(`/m/${PATCH}/mbox`)
    assert.equal(one.headers['content-type'], 'application/mbox')
    assert.match(one.text, /^From mboxrd@z /)
    assert.match(one.text, new RegExp(`^Message-ID: <${decodeURIComponent(PATCH)}>$`, 'm'))
    const all = await get(`/t/${PATCH}/mbox`)
    assert.ok((all.text.match(/^From mboxrd@z /gm) ?? []).length > 4)
  })

  test('an answer can be begun', async () => {
    const link = hrefs(main(await get(`/m/${PATCH}/raw`))).find((href) =>
      href.startsWith('mailto:'),
    )
    const fields = new URL(link ?? '').searchParams
    assert.match(fields.get('subject') ?? '', /^Re: \[PATCH v2 4\/4\]/)
    assert.equal(fields.get('In-Reply-To'), `<${decodeURIComponent(PATCH)}>`)
    assert.match(fields.get('cc') ?? '', /@/)
  })

  test('recent mail goes back page by page', async () => {
    const { mails } = JSON.parse((await get('/recent.json')).text) as { mails: { date: string }[] }
    const dates = mails.map(({ date }) => date)
    assert.deepEqual(dates, [...dates].sort().reverse())
    const middle = dates[3] ?? ''
    const older = JSON.parse((await get(`/recent.json?before=${middle}`)).text) as {
      mails: { date: string }[]
    }
    assert.ok(older.mails.length > 0 && older.mails.every(({ date }) => date < middle))
  })

  test('issues as Markdown', async () => {
    const { text, headers } = await get(`${SERIES}/issues.md`)
    assert.equal(headers['content-type'], 'text/plain; charset=utf-8')
    assert.match(text, /^# hwmon: Add support for Kestrel KT4320\n[^]*^- \[[ x]\] patch \d/m)
  })
})

describe('who reads', () => {
  test('is asked once, and kept by the browser', async () => {
    const asked = await get('/my/')
    assert.match(textOf(main(asked)), /Your address/)
    assert.equal(asked.headers['set-cookie'], undefined)
    const told = await get('/my/?me=maren')
    const [cookie = ''] = told.headers['set-cookie'] ?? []
    assert.match(cookie, /^me=maren; .*HttpOnly; SameSite=Lax/)
    const again = await get('/my/', { Cookie: 'me=maren' })
    assert.match(textOf(main(again)), /^My day: maren/)
    assert.match(textOf(main(await get('/my/', { Cookie: 'me=ilse' }))), /^My day: ilse/)
  })

  test('leads to what is new since they wrote last', async () => {
    const since = await get(`${SERIES}/since/?me=ilse`)
    assert.deepEqual([since.status, since.headers.location], [302, `${SERIES}/v2..v3/`])
    const nobody = await get(`${SERIES}/since/?me=nobody.at.all`)
    assert.equal(nobody.status, 200)
    assert.match(textOf(main(nobody)), /has written nothing/)
  })
})

describe('the first page', () => {
  test('is the list; for who has said who they are, their day', async () => {
    assert.match(textOf(main(await get('/'))), /^Series/)
    const known = await get('/', { Cookie: 'me=maren' })
    assert.deepEqual([known.status, known.headers.location], [302, '/my/'])
    const list = await get('/?sort=activity', { Cookie: 'me=maren' })
    assert.match(textOf(main(list)), /^Series/)
    assert.ok(hrefs(htmlOf(list.text)).includes('/?sort=activity'), 'the list is one step away')
  })
})

describe('a server of one person', () => {
  test('shows their day to whoever says nothing else', async () => {
    const own = await serveStore(join(folder, 'sample.db'), {
      host: '127.0.0.1',
      port: 0,
      names: [],
      me: 'ruben',
    })
    try {
      assert.match(textOf(main(await got(own.address, '/my/'))), /^My day: ruben/)
      const other = await got(own.address, '/my/', { Cookie: 'me=maren' })
      assert.match(textOf(main(other)), /^My day: maren/)
    } finally {
      await own.close()
    }
  })
})

describe('feedback', () => {
  const post = (body: string): Promise<Response> =>
    fetch(`${server.address}/feedback/`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body,
    })
  test('on a pasted diff', async () => {
    const diff = [
      'diff --git a/drivers/hwmon/kt4320.c b/drivers/hwmon/kt4320.c',
      '--- a/drivers/hwmon/kt4320.c',
      '+++ b/drivers/hwmon/kt4320.c',
      '@@ -60,3 +60,4 @@ static int kt4320_read_power(struct kt4320 *chip)',
      ' {',
      '+\tu32 raw;',
      ' \treturn 0;',
      ' }',
      '',
    ].join('\n')
    const answer = await post(`diff=${encodeURIComponent(diff)}`)
    assert.equal(answer.status, 200)
    const page = htmlOf(await answer.text())
    assert.ok(elementsIn(page, 'article').length > 0, textOf(page).slice(0, 500))
  })
  test('on what is no diff, on nothing, on too much', async () => {
    for (const body of ['diff=hello', 'diff=', '']) assert.equal((await post(body)).status, 400)
    assert.equal((await post(`diff=${'a'.repeat(3 << 20)}`)).status, 413)
  })
})

describe('many series', () => {
  let many: Running
  before(async () => {
    const mails = Array.from({ length: 130 }, (_, i) => [
      { ...version(`pump${i}`, 1), date: new Date(Date.UTC(2026, 0, 1, i)).toUTCString() },
      ...(i === 7
        ? [reply('ask', 'pump7-v1', 'Please give this number a name.', { quote: [LINES[4] ?? ''] })]
        : []),
    ]).flat()
    many = await served(join(folder, 'many.db'), [written(folder, 'many.mbox', mboxText(mails))])
  })
  after(() => many.close())
  const titles = async (path: string): Promise<string[]> => {
    const tree = htmlOf((await got(many.address, path)).text)
    return elementsIn(tree, 'tbody').flatMap((body) => elementsIn(body, 'th').map(textOf))
  }

  test('can all be reached, each once', async () => {
    const seen: string[] = []
    let path: string | undefined = '/'
    for (let page = 0; path !== undefined && page < 9; page++) {
      seen.push(...(await titles(path)))
      const tree = htmlOf((await got(many.address, path)).text)
      path = elementsIn(tree, 'a')
        .find(({ attributes }) => attributes.get('rel') === 'next')
        ?.attributes.get('href')
    }
    assert.equal(seen.length, 130)
    assert.equal(new Set(seen).size, 130)
  })

  test('are sorted as is asked', async () => {
    const newest = await titles('/')
    const oldest = await titles('/?sort=waiting')
    assert.notEqual(newest[0], oldest[0])
    assert.match((await titles('/?sort=open'))[0] ?? '', /pump7\b/)
  })

  test('what cannot be meant is said, not passed over', async () => {
    for (const [path, remedy] of [
      ['/?sort=nonsense', /sort is one of activity, waiting/],
      ['/?state=x', /state is one of needs-review, .*stale/],
      ['/?turn=x', /turn is one of author/],
      ['/?page=9999', /\?offset=60/],
      ['/recent/?page=-1', /\?before=/],
      ['/recent/?before=monday', /\?before=/],
    ] as const) {
      const { status, text } = await got(many.address, path)
      assert.equal(status, 400, path)
      assert.match(textOf(htmlOf(text)), remedy, path)
    }
    const beyond = textOf(htmlOf((await got(many.address, '/?offset=9999')).text))
    assert.match(beyond, /There are no more series/)
  })

  test('"Which one?" leads to each', async () => {
    const page = await got(many.address, '/s/pump1/')
    assert.equal(page.status, 400)
    const links = hrefs(main(page))
    assert.ok(links.length > 2, `${links.length} links`)
    for (const href of links.slice(0, 3))
      assert.equal((await got(many.address, href)).status, 200, href)
  })
})

describe('new mail', () => {
  test('is told to whoever listens', async () => {
    const db = join(folder, 'news.db')
    const running = await served(db, [written(folder, 'old.mbox', mboxText([version('old', 1)]))])
    const asked = request(`${running.address}/events`)
    try {
      const [answer] = (await once(asked, 'response')) as [IncomingMessage]
      assert.match(String(answer.headers['content-type']), /^text\/event-stream/)
      answer.setEncoding('utf8')
      let heard = ''
      answer.on('data', (text: string) => (heard += text))
      await new Promise((resolve) => setTimeout(resolve, 300))
      assert.doesNotMatch(heard, /event: news/)
      const store = await openForIngest(db)
      await ingest(store, [written(folder, 'new.mbox', mboxText([version('new', 1)]))])
      await store.close()
      for (let i = 0; i < 100 && !heard.includes('event: news'); i++)
        await new Promise((resolve) => setTimeout(resolve, 100))
      assert.match(heard, /event: news/)
    } finally {
      asked.destroy()
      await running.close()
    }
  })
})

test('a line of a diff in an answer has a name on the page of the answer', async () => {
  const diff = ['Like this:', '', '-\tflow->retries = 5;', '+\tflow->retries = 3;'].join('\n')
  const mails = [version('names', 1), reply('names-answer', 'names-v1', diff)]
  const mbox = written(folder, 'names.mbox', mboxText(mails))
  const running = await served(join(folder, 'names.db'), [mbox])
  try {
    const page = await got(running.address, '/m/names-answer%40example.org/')
    const raw = await got(running.address, '/m/names-answer%40example.org/raw')
    const [, line] = /id="(L\d+)"(?:(?!id="L).)*retries = 3/s.exec(raw.text) ?? []
    assert.ok(line)
    assert.ok(page.text.includes(`id="${line}"`), `${line} is named`)
    const names = [...page.text.matchAll(/id="([^"]+)"/g)].map(([, name]) => name)
    assert.equal(new Set(names).size, names.length, 'no name is given twice')
  } finally {
    await running.close()
  }
})
