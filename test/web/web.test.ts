import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { ingest } from '../../src/ingest/ingest.ts'
import { openForIngest } from '../../src/store/store.ts'
import { serveStore, type Running } from '../../src/web/server.ts'
import { ARCHIVE, archivedText } from '../support/archive.ts'
import { ON_SERVER } from '../support/engine.ts'
import { mboxText } from '../support/mails.ts'
import { patchBody } from '../support/patches.ts'
import { patchtrail, started } from '../support/programs.ts'
import { LINES, reply, version } from '../support/reviewed.ts'
import { SAMPLE_MBOX, SAMPLE_PAGE } from '../support/samples.ts'
import { temporaryFolder, written } from '../support/stores.ts'
import {
  brokenAnchors,
  crawled,
  elementsIn,
  got,
  htmlOf,
  idsOf,
  served,
  textOf,
  xmlOf,
  type Crawled,
  type Got,
  type Node,
} from '../support/web.ts'

const folder = temporaryFolder()
const DB = join(folder, 'sample.db')
const SERIES = '/s/20251002-kt4320-6d2b8e41c70f'
const PATCH = '/m/20251027-kt4320-v2-4-b05e7c93d4a6%40example.com'
const REPLY = '/m/7c1d9b52-4e0f-4b6a-9f37-2d8a61c0e5f4%40example.org'
const THREAD = REPLY.replace('/m/', '/t/')
const ISSUE = '/i/7c1d9b52-4e0f-4b6a-9f37-2d8a61c0e5f4%40example.org/4'
const PERSON = '/p/maren.oltvik%40example.com'

/** Each kind of page, its data, and what both speak of. */
const KINDS: readonly (readonly [
  name: string,
  page: string,
  data: string,
  schema: string,
  says: string,
])[] = [
  ['list', '/', '/list.json', 'patchtrail/list/1', 'hwmon: Add support for Kestrel KT4320'],
  [
    'list, narrowed down',
    '/?author=maren&state=changes-requested&turn=author&file=kt4320.c',
    '/list.json?author=maren&state=changes-requested&turn=author&file=kt4320.c',
    'patchtrail/list/1',
    'hwmon: Add support for Kestrel KT4320',
  ],
  [
    'search for comments',
    '/search?q=overflows',
    '/search.json?q=overflows',
    'patchtrail/search/1',
    'overflows',
  ],
  [
    'search for patches',
    '/search?q=file:kt4320.c&in=patches',
    '/search.json?q=file:kt4320.c&in=patches',
    'patchtrail/search/1',
    'hwmon: Add driver for Kestrel KT4320 power monitor',
  ],
  [
    'search for messages',
    '/search?q=suspend&in=messages&sort=date',
    '/search.json?q=suspend&in=messages&sort=date',
    'patchtrail/search/1',
    'suspend',
  ],
  ['series', `${SERIES}/`, `${SERIES}.json`, 'patchtrail/status/1', 'What about suspend?'],
  [
    'issues of a series',
    `${SERIES}/issues/`,
    `${SERIES}/issues.json`,
    'patchtrail/issues/1',
    'The chip has no supply pin?',
  ],
  [
    'diff of two versions',
    `${SERIES}/v1..v2/`,
    `${SERIES}/v1..v2.json`,
    'patchtrail/diff/1',
    'hwmon: (kt4310) Read shunt resistor value from firmware',
  ],
  ['patch', `${PATCH}/`, `${PATCH}.json`, 'patchtrail/show/1', 'overflows'],
  [
    'cover',
    '/m/20251027-kt4320-v2-0-b05e7c93d4a6%40example.com/',
    '/m/20251027-kt4320-v2-0-b05e7c93d4a6%40example.com.json',
    'patchtrail/show/1',
    'Add support for Kestrel KT4320',
  ],
  ['reply', `${REPLY}/`, `${REPLY}.json`, 'patchtrail/show/1', 'The chip has no supply pin?'],
  ['raw', `${REPLY}/raw`, `${REPLY}/raw.json`, 'patchtrail/raw/1', 'The chip has no supply pin?'],
  ['issue', `${ISSUE}/`, `${ISSUE}.json`, 'patchtrail/issue/1', 'The chip has no supply pin?'],
  ['why', `${ISSUE}/why/`, `${ISSUE}/why.json`, 'patchtrail/explain/1', 'no supply pin?'],
  ['person', `${PERSON}/`, `${PERSON}.json`, 'patchtrail/todo/1', 'maren.oltvik@example.com'],
  [
    'my day',
    '/my/?me=maren.oltvik',
    '/my.json?me=maren.oltvik',
    'patchtrail/todo/1',
    'maren.oltvik',
  ],
  [
    'thread',
    `${THREAD}/`,
    `${THREAD}.json`,
    'patchtrail/thread/1',
    'hwmon: Add support for Kestrel KT4320',
  ],
  ['numbers', '/numbers/', '/numbers.json', 'patchtrail/numbers/1', 'Maren Oltvik'],
  ['recent mail', '/recent/', '/recent.json', 'patchtrail/recent/1', 'Kestrel KT4320'],
  [
    'feedback on a path',
    '/feedback/?path=drivers/hwmon/kt4320.c',
    '/feedback.json?path=drivers/hwmon/kt4320.c',
    'patchtrail/feedback/1',
    'drivers/hwmon/kt4320.c',
  ],
  [
    'who reviews a folder',
    '/who/?path=drivers/hwmon',
    '/who.json?path=drivers/hwmon',
    'patchtrail/who/1',
    'drivers/hwmon',
  ],
]
const FEEDS = ['/feed.atom', `${SERIES}/feed.atom`]
const NEWS = ['/feed.atom', '/s/pump-v1%40example.org/feed.atom', '/p/tova%40example.org/feed.atom']

let server: Running
/** What somebody has to do is told of the last twelve months: mail that is never older. */
let news: Running
before(async () => {
  server = await served(DB, [SAMPLE_MBOX, SAMPLE_PAGE], ['reviews.example.org'])
  const date = (days: number): string =>
    new Date(Date.now() - days * 86_400_000).toUTCString().replace('GMT', '+0000')
  const mails = [
    { ...version('pump', 1), date: date(9) },
    { ...reply('ask', 'pump-v1', 'Please give this number a name.'), date: date(8) },
    {
      ...reply('why', 'pump-v1', 'Why is this open for ever?', { quote: [LINES[4] ?? ''] }),
      date: date(7),
    },
  ]
  news = await served(join(folder, 'news.db'), [written(folder, 'news.mbox', mboxText(mails))])
})
after(async () => {
  await server.close()
  await news.close()
})

const get = (path: string, headers?: Record<string, string>, method?: string): Promise<Got> =>
  got(server.address, path, headers, method)

/** What a page says to a reader. */
function words(page: Got): string {
  return textOf(elementsIn(htmlOf(page.text), 'main')[0] ?? '')
}

describe('pages and their data', () => {
  for (const [name, page, data, schema, says] of KINDS) {
    test(name, async () => {
      const [html, json] = await Promise.all([get(page), get(data)])
      assert.deepEqual(
        [html.status, html.headers['content-type']],
        [200, 'text/html; charset=utf-8'],
      )
      assert.deepEqual(
        [json.status, json.headers['content-type']],
        [200, 'application/json; charset=utf-8'],
      )
      assert.equal((JSON.parse(json.text) as { schema: string }).schema, schema)
      assert.ok(words(html).includes(says), `the page says ${says}`)
      assert.ok(json.text.includes(JSON.stringify(says).slice(1, -1)), `the data say ${says}`)
    })

    test(`${name}: its link to the data leads there`, async () => {
      const link = elementsIn(htmlOf((await get(page)).text), 'a').find((a) => textOf(a) === 'JSON')
      assert.ok(link, 'there is a link to the data')
      const [linked, twin] = await Promise.all([get(link.attributes.get('href') ?? ''), get(data)])
      assert.deepEqual(JSON.parse(linked.text), JSON.parse(twin.text))
    })
  }

  test('a list that was narrowed down: its link to the data leads to the same series', async () => {
    const page = htmlOf((await get('/?author=nobody')).text)
    assert.match(textOf(page), /No series fits/)
    const link =
      elementsIn(page, 'a')
        .find((a) => textOf(a) === 'JSON')
        ?.attributes.get('href') ?? ''
    assert.deepEqual((JSON.parse((await get(link)).text) as { series: unknown[] }).series, [], link)
  })

  test('what somebody has to do: page and data', async () => {
    const [page, data] = [
      await got(news.address, '/p/tova%40example.org/'),
      await got(news.address, '/p/tova%40example.org.json'),
    ]
    for (const says of ['Please give this number a name.', 'Why is this open for ever?'])
      assert.ok(words(page).includes(says) && data.text.includes(says), says)
  })

  test('a page that leaves old mail out says so', async () => {
    const open = elementsIn(htmlOf((await get(`${SERIES}/`)).text), 'article').length
    assert.ok(open > 0, 'the author has something to do')
    assert.match(
      words(await get(`${PERSON}/`)),
      /suspend|month|since|year/,
      'either what is open, or how far back this looks',
    )
  })

  test('an address without its slash leads on', async () => {
    for (const path of [SERIES, PATCH, PERSON]) {
      const { status, headers } = await get(path)
      assert.deepEqual([status, headers.location], [301, `${path}/`], path)
    }
  })

  test('each page has one main heading, a title, and ids that stand once', async () => {
    for (const [name, page] of KINDS) {
      const tree = htmlOf((await get(page)).text)
      assert.equal(elementsIn(tree, 'h1').length, 1, `${name}: headings`)
      assert.match(textOf(elementsIn(tree, 'title')[0] ?? ''), /.+ – patchtrail$/, name)
      const ids = idsOf(tree)
      assert.deepEqual(
        ids.filter((id, i) => ids.indexOf(id) !== i),
        [],
        `${name}: ids that stand twice`,
      )
    }
  })

  test('HEAD is answered like GET, without content', async () => {
    const { status, bytes } = await get('/', {}, 'HEAD')
    assert.deepEqual([status, bytes.length], [200, 0])
  })
})

describe('links', () => {
  let pages: Map<string, Crawled>
  before(async () => {
    pages = await crawled(
      server.address,
      ['/', '/search?q=kt4320', '/search?q=kt4320&in=patches', '/search?q=kt4320&in=messages'],
      1200,
    )
  })

  test('the crawl sees every kind of page', () => {
    for (const kind of [
      /^\/$/,
      /^\/s\/[^/]+\/$/,
      /^\/s\/[^/]+\/issues\/$/,
      /^\/s\/[^/]+\/v1\.\.v2\/$/,
      /^\/m\/[^/]+\/$/,
      /^\/m\/[^/]+\/raw$/,
      /^\/i\/[^/]+\/\d+\/$/,
      /^\/i\/[^/]+\/\d+\/why\/$/,
      /^\/p\/[^/]+\/$/,
      /\.json$/,
      /\.atom$/,
      /^\/style\.css$/,
      /^\/page\.js$/,
      /^\/icon\.svg$/,
      /^\/t\/[^/]+\/$/,
      /^\/m\/[^/]+\/mbox$/,
      /^\/recent\/$/,
      /^\/my\/$/,
      /^\/feedback\/$/,
    ])
      assert.ok(
        [...pages.keys()].some((path) => kind.test(path)),
        `a page like ${kind.source}`,
      )
    assert.ok(pages.size < 1200, `${pages.size} pages: none is left out`)
  })

  test('every internal link leads to a page', () => {
    const wrong = [...pages.values()].filter(({ status }) => status !== 200)
    assert.deepEqual(
      wrong.map(
        ({ path, status }) =>
          `${status} ${path}, from ${[...pages.values()].find(({ links }) => links.some((link) => link.replace(/#.*/, '') === path))?.path ?? '?'}`,
      ),
      [],
    )
  })

  test('every anchor is on the page that it leads to', () =>
    assert.deepEqual(
      [...new Set(brokenAnchors(pages).map((link) => link.replace(/^.*: /, '')))],
      [],
    ))

  test('every message of the sample has its page', async () => {
    const store = await openForIngest(DB)
    const ids = (await store.all<{ id: string }>('SELECT message_id AS id FROM message'))
      .map(({ id }) => id)
      .filter((id) => !id.startsWith('<none'))
      .sort()
    await store.close()
    for (const id of ids)
      for (const rest of ['', 'raw'])
        assert.equal(
          (await get(`/m/${encodeURIComponent(id.replace(/^<|>$/g, ''))}/${rest}`)).status,
          200,
          `${id} ${rest}`,
        )
  })
})

describe('feeds', () => {
  const one = (node: Node, name: string): string => elementsIn(node, name).map(textOf)[0] ?? ''
  const all = [
    ...FEEDS.map((path) => ['sample', path] as const),
    ...NEWS.map((path) => ['news', path] as const),
  ]
  for (const [of, path] of all) {
    test(`${path} of the ${of}`, async () => {
      const { address } = of === 'sample' ? server : news
      const { status, headers, text } = await got(address, path)
      assert.deepEqual(
        [status, headers['content-type']],
        [200, 'application/atom+xml; charset=utf-8'],
      )
      const feed = xmlOf(text)
      assert.deepEqual(
        [feed.name, feed.attributes.get('xmlns')],
        ['feed', 'http://www.w3.org/2005/Atom'],
      )
      assert.equal(
        elementsIn(feed, 'link')
          .find(({ attributes }) => attributes.get('rel') === 'self')
          ?.attributes.get('href'),
        address + path,
      )
      const entries = elementsIn(feed, 'entry')
      assert.ok(entries.length > 0, 'there are entries')
      const ids = entries.map((entry) => one(entry, 'id'))
      assert.equal(new Set(ids).size, ids.length, 'ids stand once')
      for (const node of [feed, ...entries]) {
        assert.doesNotThrow(() => new URL(one(node, 'id')), `${one(node, 'id')} is an IRI`)
        assert.match(
          one(node, 'updated'),
          /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/,
        )
        assert.notEqual(one(node, 'title'), '')
      }
      for (const entry of entries) {
        const link = elementsIn(entry, 'link')[0]?.attributes.get('href') ?? ''
        assert.ok(link.startsWith(`${address}/`), `${link} is on this server`)
        assert.equal((await got(address, link.slice(address.length))).status, 200, link)
        assert.notEqual(one(entry, 'name'), '')
      }
      assert.equal(
        elementsIn(feed, 'updated').map(textOf).sort().at(-1),
        one(feed, 'updated'),
        'the feed is as new as its newest entry',
      )
    })
  }

  test('pages tell of their feeds', async () => {
    for (const [page, feed] of [
      ['/', '/feed.atom'],
      [`${SERIES}/`, `${SERIES}/feed.atom`],
      [`${PERSON}/`, `${PERSON}/feed.atom`],
    ] as const) {
      const links = elementsIn(htmlOf((await get(page)).text), 'link').filter(
        ({ attributes }) => attributes.get('rel') === 'alternate',
      )
      assert.deepEqual(
        links.map(({ attributes }) => [attributes.get('type'), attributes.get('href')]),
        [['application/atom+xml', feed]],
      )
    }
  })
})

describe('errors', () => {
  const rows: readonly (readonly [path: string, status: number, says: RegExp])[] = [
    ['/m/nobody%40example.org/', 404, /no message <nobody@example\.org>/],
    ['/m/nobody%40example.org/raw', 404, /no message/],
    ['/s/no-such-change/', 404, /no-such-change/],
    ['/s/no-such-change/issues/', 404, /no-such-change/],
    ['/i/nobody%40example.org/1/', 404, /no message/],
    [`${ISSUE}99/`, 404, /asks for nothing/],
    [`${SERIES}/v1..v9/`, 400, /v9/],
    [`${SERIES}/v1..v2/more`, 404, /no page/],
    [`${SERIES}/nonsense..v2/`, 400, /nonsense/],
    ['/nothing', 404, /no page/],
    ['/m/', 404, /no page/],
    ['/s//', 404, /no page/],
    ['/i/x/y/', 404, /no page/],
    ['/s/no-such-change/feed.atom', 404, /no-such-change/],
    ['/search', 400, /type what to search for/],
    ['/search?q=', 400, /type what to search for/],
    ['/search?q=%20%20', 400, /type what to search for/],
    ['/search?q=vdd+is:purple', 400, /vdd is:purple\n {4}\s*\^/],
    ['/search?q=%22unclosed', 400, /"unclosed\n *\^/],
    ['/search?q=((a', 400, /\(\(a\n *\^/],
  ]
  for (const [path, status, says] of rows) {
    test(`${status} ${path}`, async () => {
      const answer = await get(path)
      assert.equal(answer.status, status, answer.text.slice(0, 2000))
      assert.match(words(answer), says)
      assert.doesNotMatch(answer.text, /node_modules|\bat \S+ \(|\.ts:\d+/, 'no stack')
    })
  }

  test('data that cannot be given are data, too', async () => {
    for (const [path, status, says] of [
      ['/search.json?q=', 400, /type what to search for/],
      ['/s/no-such-change.json', 404, /no-such-change/],
      ['/nothing.json', 404, /no page/],
    ] as const) {
      const answer = await get(path)
      assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8', path)
      const said = JSON.parse(answer.text) as Record<string, unknown>
      assert.deepEqual([answer.status, said['schema']], [status, 'patchtrail/error/1'])
      assert.equal(said['status'], status)
      assert.match(String(said['message']), says)
    }
  })

  test('a query that cannot be read stays in the field', async () => {
    const field = elementsIn(htmlOf((await get('/search?q=vdd+is:purple')).text), 'input')[0]
    assert.equal(field?.attributes.get('value'), 'vdd is:purple')
  })

  test('an address that is too long', async () => {
    assert.equal((await get(`/search?q=${'a'.repeat(6000)}`)).status, 414)
    assert.equal((await get(`/m/${'a'.repeat(7000)}/`)).status, 414)
    assert.notEqual((await get(`/search?q=${'a'.repeat(5000)}`)).status, 414)
  })

  test('what is not asked for with GET is not here', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const { status } = await get('/', {}, method)
      assert.ok([404, 405].includes(status), `${method}: ${status}`)
    }
  })

  test('broken escapes and fields of no sense are no mistake of the server', async () => {
    for (const path of [
      '/m/%/',
      '/m/%zz/',
      '/m/%ff%fe/',
      '/s/%00/',
      '/p/%C0%80/',
      '/search?q=%',
      '/search?q=%ff',
      '/?limit=-1',
      '/?limit=1e9',
      '/?since=never',
      '/?since=1.day.ago',
      '/?state=x',
      '/search?q=a&offset=99999999',
      '/search?q=a&offset=-1',
      '/search?q=a&in=x',
      '/search?q=a&q=b',
      '/?title=%25%22%27',
      '/?file=%00',
      '/p/%40/',
      '/p/x/',
      '/i/%00/1/',
      '/i/a%40b/999999999999999999999/',
      '/s/a..b/',
      `${SERIES}/../`,
      '//',
      '/?',
      '/m/%2f/',
      '/m/<>/',
    ]) {
      const { status, text } = await get(path)
      assert.ok(
        [200, 301, 302, 400, 404].includes(status),
        `${path}: ${status} ${text.slice(0, 300)}`,
      )
    }
  })
})

describe('names of the server', () => {
  const port = (): string => new URL(server.address).port
  for (const host of [
    'evil.example.com',
    'localhost.evil.example.com',
    'reviews.example.org.evil.example.com',
    '127.0.0.1.nip.example.com',
    'x',
    '[evil]',
    'localhost:80:80',
    'evil.example.com:80@localhost',
  ])
    test(`421 "${host}"`, async () =>
      assert.ok([400, 421].includes((await get('/', { Host: host })).status), 'it is turned away'))
  for (const host of [
    'localhost',
    'LOCALHOST',
    '127.0.0.1',
    '192.0.2.7',
    '[::1]',
    'reviews.example.org',
    'Reviews.Example.org',
  ]) {
    test(`200 "${host}"`, async () => {
      assert.equal((await get('/', { Host: host })).status, 200)
      assert.equal((await get('/', { Host: `${host}:${port()}` })).status, 200, 'with its port')
    })
  }

  test('a page that one name was told is not told another: feeds name their own server', async () => {
    const origins: string[] = []
    for (const host of ['localhost', `reviews.example.org:${port()}`, '127.0.0.1'])
      origins.push(
        textOf(elementsIn(xmlOf((await get('/feed.atom', { Host: host })).text), 'id')[0] ?? ''),
      )
    assert.deepEqual(origins, [
      'http://localhost/feed.atom',
      `http://reviews.example.org:${port()}/feed.atom`,
      'http://127.0.0.1/feed.atom',
    ])
  })

  test('a whole address in the place of a path is a name, too', async () => {
    const { status, text } = await get('http://evil.example.com/feed.atom', { Host: '127.0.0.1' })
    assert.ok(
      status >= 400 && !text.includes('evil.example.com'),
      `${status} ${/<id>.*?<\/id>/.exec(text)?.[0] ?? ''}`,
    )
  })

  test('without a name only localhost and addresses', async () => {
    const other = await serveStore(DB, { host: '127.0.0.1', port: 0, names: [] })
    try {
      assert.equal((await got(other.address, '/', { Host: 'reviews.example.org' })).status, 421)
      assert.equal((await got(other.address, '/', { Host: 'localhost' })).status, 200)
    } finally {
      await other.close()
    }
  })
})

describe('headers', () => {
  const paths = [
    '/',
    `${SERIES}/`,
    `${SERIES}.json`,
    `${SERIES}/feed.atom`,
    '/style.css',
    '/page.js',
    '/nothing',
    '/m/nobody%40example.org/',
    '/search',
    '/search?q=(',
    PATCH,
    `/search?q=${'a'.repeat(6000)}`,
  ]
  const secure = ({ headers }: Got): void => {
    const policy = String(headers['content-security-policy'])
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ])
      assert.ok(policy.includes(part), `${part} in ${policy}`)
    assert.doesNotMatch(policy, /unsafe|\*|https?:/)
    const names = [
      'x-content-type-options',
      'referrer-policy',
      'cross-origin-opener-policy',
      'cross-origin-resource-policy',
      'x-frame-options',
    ]
    assert.deepEqual(
      names.map((name) => headers[name]),
      ['nosniff', 'same-origin', 'same-origin', 'same-origin', 'DENY'],
    )
    assert.equal(headers['set-cookie'], undefined)
    assert.equal(headers['access-control-allow-origin'], undefined)
  }
  for (const path of paths) test(`of ${path.slice(0, 60)}`, async () => secure(await get(path)))
  test('of an answer to a foreign name', async () =>
    secure(await get('/', { Host: 'evil.example.com' })))
  test('of POST', async () => secure(await get('/', {}, 'POST')))
  test('of what cannot be decoded', async () => secure(await get('/m/%zz/')))
})

describe('gzip', () => {
  for (const path of ['/', `${PATCH}/`, `${SERIES}.json`, '/feed.atom']) {
    test(path, async () => {
      const plain = await get(path)
      assert.equal(plain.headers['content-encoding'], undefined)
      const zipped = await get(path, { 'Accept-Encoding': 'br, gzip, deflate' })
      assert.equal(zipped.headers['content-encoding'], 'gzip')
      assert.equal(gunzipSync(zipped.bytes).toString('utf8'), plain.text)
      assert.equal(
        Number(zipped.headers['content-length'] ?? zipped.bytes.length),
        zipped.bytes.length,
      )
      for (const one of [plain, zipped]) assert.equal(one.headers.vary, 'Accept-Encoding')
    })
  }
  for (const accept of ['identity', 'br', '', 'gzip;q=0', 'gzip; q=0.0, identity'])
    test(`"${accept}" is not asking for it`, async () =>
      assert.equal(
        (await get('/', { 'Accept-Encoding': accept })).headers['content-encoding'],
        undefined,
      ))
  test('an error can be read by whoever asks for gzip', async () => {
    for (const path of ['/nothing', '/m/nobody%40example.org/']) {
      const { headers, bytes } = await get(path, { 'Accept-Encoding': 'gzip' })
      assert.match(
        (headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString(),
        /Not here/,
      )
    }
  })
})

describe('odd ids', () => {
  const ODD = [
    'a%20b',
    'a%2Fb',
    'a/b/c',
    'a?b=c',
    'a#b',
    'a+b',
    "a'b",
    'a"b',
    'a&b',
    'a=b',
    '..',
    'a\\b',
    'a.json',
    'raw',
    'v1..v2',
    'a;b',
    'a%b',
    'x|y',
    '{z}',
    '~!$*^`',
  ]
  let odd: Running
  before(async () => {
    const mails = ODD.flatMap((id, i) => [
      { ...version(`odd${i}`, 1), id },
      {
        ...reply(`${id}-answer`, id, 'Please name this number.'),
        from: `Odd ${i} <${/^[\w'+&=~!$*^\x60{}|/?#%-]+$/.test(id) ? id : `odd${i}`}@example.net>`,
      },
    ])
    odd = await served(join(folder, 'odd.db'), [written(folder, 'odd.mbox', mboxText(mails))])
  })
  after(() => odd.close())
  for (const id of ODD) {
    test(id, async () => {
      const part = encodeURIComponent(`${id}@example.org`)
      const answer = encodeURIComponent(`${id}-answer@example.org`)
      for (const path of [
        `/m/${part}/`,
        `/m/${part}.json`,
        `/m/${part}/raw`,
        `/m/${part}/raw.json`,
        `/m/${answer}/`,
        `/i/${answer}/1/`,
        `/i/${answer}/1.json`,
      ])
        assert.equal((await got(odd.address, path)).status, 200, path)
      assert.equal(
        (JSON.parse((await got(odd.address, `/m/${part}.json`)).text) as { messageId: string })
          .messageId,
        `<${id}@example.org>`,
      )
    })
  }
  test('every link between them', async () => {
    const pages = await crawled(odd.address, ['/'], 600, /\.json(?:\?|$)/)
    assert.deepEqual(
      [...pages.values()]
        .filter(({ status }) => status !== 200)
        .map(({ status, path }) => `${status} ${path}`),
      [],
    )
    assert.deepEqual(brokenAnchors(pages), [])
  })
})

describe('files of the machine', () => {
  const paths = [
    '/..%2f..%2fetc/passwd',
    '/m/../../x',
    '/../../../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..\\..\\etc\\passwd',
    '/m/..%2f..%2f..%2fetc%2fpasswd/',
    '/m/..%2f..%2fetc%2fpasswd/raw',
    '/s/..%2f..%2fpackage.json/',
    '/data/web.css',
    '/web.css',
    '/package.json',
    '/style.css/../package.json',
    '/style.css%00.html',
    '/page.js/',
    '/.git/config',
    '/sample.db',
    '//etc/passwd',
    '/file:///etc/passwd',
    '/%252e%252e/etc/passwd',
  ]
  for (const path of paths) {
    test(path, async () => {
      const { status, text } = await get(path)
      assert.ok(status === 404 || status === 400, `${status}`)
      assert.doesNotMatch(text, /root:|"devDependencies"|\[core\]|SQLite format|--bg:/)
    })
  }
  test('a whole address in the place of a path', async () => {
    const { status, text } = await get('http://evil.example.com/..%2fetc/passwd', {
      Host: '127.0.0.1',
    })
    assert.ok(status >= 400 && status < 500, String(status))
    assert.doesNotMatch(text, /root:/)
  })
})

describe('while mail comes in', () => {
  test('pages stay, and new mail is seen', async () => {
    const db = join(folder, 'written.db')
    const files = ARCHIVE.map((mail) => written(folder, `${mail.id}.eml`, archivedText(mail)))
    const running = await served(db, files.slice(0, 3))
    const store = await openForIngest(db)
    try {
      const seen: number[] = []
      let isDone = false
      const reading = (async () => {
        while (!isDone)
          for (const path of [
            '/',
            '/m/cover1%40example.org/',
            '/m/claim1%40example.org/',
            '/search?q=window',
            '/m/claim1%40example.org/raw',
            '/feed.atom',
            `/?title=${seen.length}`,
          ])
            seen.push((await got(running.address, path)).status)
      })()
      for (const file of files.slice(3)) await ingest(store, [file])
      const more = Array.from({ length: 150 }, (_, i) => ({
        id: `more${i}`,
        subject: `[PATCH] pump ${i}: run`,
        body: patchBody([{ path: `drivers/pump${i}.c`, lines: [' {', `+\treturn ${i};`, ' }'] }]),
      }))
      await ingest(store, [written(folder, 'more.mbox', mboxText(more))])
      isDone = true
      await reading
      assert.deepEqual(
        seen.filter((status) => status !== 200),
        [],
      )
      assert.ok(seen.length > 10, `${seen.length} pages were read`)
      assert.equal((await got(running.address, '/m/more149%40example.org/')).status, 200)
      await new Promise((resolve) => setTimeout(resolve, 2100))
      assert.match(
        (await got(running.address, '/m/claim1%40example.org/')).text,
        /request_mem_region\(\) here/,
        'a page that was kept is made anew',
      )
    } finally {
      await store.close()
      await running.close()
    }
  })
})

describe('many at once', () => {
  test('100 requests', async () => {
    const other = await serveStore(DB, { host: '127.0.0.1', port: 0, names: [] })
    try {
      const paths = Array.from({ length: 100 }, (_, i) => KINDS[i % KINDS.length]?.[1] ?? '/').map(
        (path, i) => `${path}${path.includes('?') ? '&' : '?'}n=${i}`,
      )
      const answers = await Promise.all(paths.map((path) => got(other.address, path)))
      assert.deepEqual(
        answers.flatMap(({ status }, i) => (status === 200 ? [] : [`${status} ${paths[i]}`])),
        [],
      )
      const alone = await get(`${PATCH}/`)
      for (const [i, { text }] of answers.entries())
        if (paths[i]?.startsWith(`${PATCH}/`))
          assert.equal(text, alone.text, 'nothing of another page')
    } finally {
      await other.close()
    }
  })

  test('the same page 100 times', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => get(`${SERIES}/?same`)))
    assert.deepEqual(
      [...new Set(answers.map(({ status, text }) => `${status} ${text.length}`))].length,
      1,
    )
    assert.equal(answers[0]?.status, 200)
  })

  test('readers that go away early harm nobody', async () => {
    await Promise.all(
      Array.from({ length: 30 }, async (_, i) => {
        const stop = new AbortController()
        const asked = fetch(`${server.address}${PATCH}/?gone=${i}`, { signal: stop.signal }).catch(
          () => undefined,
        )
        setTimeout(() => stop.abort(), i % 5)
        await asked
      }),
    )
    assert.equal((await get(`${PATCH}/?after`)).status, 200)
  })
})

describe('the program', () => {
  test('serve --name: prints its address, answers, ends at SIGTERM', async () => {
    const { child, ended } = started(DB, 'serve', '--port', '0', '--name', 'Pumps.example.org')
    const address = await new Promise<string>((resolve, reject) => {
      child.stdout?.once('data', (text: string) => resolve(text.trim()))
      void ended.then(({ err }) => reject(new Error(err)))
    })
    assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/$/)
    assert.equal((await got(address, '/', { Host: 'pumps.example.org' })).status, 200)
    assert.equal((await got(address, '/', { Host: 'reviews.example.org' })).status, 421)
    const kept = await fetch(address)
    await kept.text()
    child.kill('SIGTERM')
    const { code, err } = await ended
    assert.deepEqual([code, err], [0, ''])
  })

  test('a port that is taken, and one that is none', async () => {
    const taken = await patchtrail(DB, 'serve', '--port', new URL(server.address).port)
    assert.equal(taken.code, 1, taken.err)
    assert.match(taken.err, /^(?:patchtrail: )?port \d+ is taken/m)
    const none = await patchtrail(DB, 'serve', '--port', '70000')
    assert.equal(none.code, 1, none.err)
    assert.equal((await patchtrail(join(folder, 'nowhere.db'), 'serve', '--port', '0')).code, 1)
  })

  test('report: the files of a series, and what cannot be written', async () => {
    const out = join(folder, 'report')
    const { code, out: said, err } = await patchtrail(DB, 'report', 'KT4320', '--out', out)
    assert.deepEqual([code, said, err], [0, `${join(out, 'index.html')}\n`, ''])
    const names = readdirSync(out)
    const stem = 'hwmon-add-support-for-kestrel-kt4320-'
    const own = names
      .filter((name) => name.startsWith(stem))
      .map((name) => name.slice(stem.length + 5))
    for (const name of [
      '.html',
      '-issues.html',
      '-v1-to-v2.html',
      '-v2-04.html',
      '-v2-04-mail.html',
    ])
      assert.ok(own.includes(name), name)
    assert.ok(own.some((name) => /^-v1-03-ruben-castellane-\w{6}-request-9\.html$/.test(name)))
    assert.deepEqual(
      names.filter((name) => !name.startsWith(stem)),
      ['icon.svg', 'index.html', 'page.js', 'style.css'],
    )
    if (!ON_SERVER) assert.equal((await patchtrail(DB, 'report', 'KT4320', '--out', DB)).code, 1)
    assert.equal((await patchtrail(DB, 'report', 'no such series', '--out', out)).code, 2)
  })
})
