import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { ingest } from '../../src/ingest/ingest.ts'
import { decodeMessage } from '../../src/mail/decode/decode.ts'
import { fetchThread } from '../../src/mail/lore/lore.ts'
import { retryDelay } from '../../src/mail/lore/retry.ts'
import { SourceError } from '../../src/mail/source-error.ts'
import { readSource } from '../../src/mail/source/sources.ts'
import { threadAddress } from '../../src/mail/lore/thread-address.ts'
import { redirected, WebClient, type WebOptions } from '../../src/mail/lore/web-client.ts'
import type { RawMessage } from '../../src/model/message.ts'
import { mailsIn, mboxText } from '../support/mails.ts'
import { hasPublicInbox, publicInbox } from '../support/public-inbox.ts'
import { SAMPLE_MBOX } from '../support/samples.ts'
import { body, madeUpServer, status, type Reply } from '../support/servers.ts'
import { ingested, temporaryFolder, withStore, written } from '../support/stores.ts'

const MBOX = mboxText([
  { id: 'one', body: 'One.\n' },
  { id: 'two', inReplyTo: 'one', body: 'Two.\n' },
])
const PACKED = gzipSync(MBOX)

/** A client whose waiting costs no time, and how long it would have waited. */
function quickClient(options: Partial<WebOptions> = {}): { client: WebClient; slept: number[] } {
  let now = Date.parse('2020-08-21T10:06:40Z')
  const slept: number[] = []
  const sleep = (milliseconds: number): Promise<void> => {
    slept.push(milliseconds)
    now += milliseconds
    return Promise.resolve()
  }
  return {
    client: new WebClient({ timeout: 2000, now: () => now, sleep, random: () => 0.5, ...options }),
    slept,
  }
}

async function listening(): Promise<Server> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

/** A port that nobody listens on any more. */
async function closedPort(): Promise<number> {
  const server = await listening()
  const port = portOf(server)
  server.close()
  return port
}

/** Fetches from a server that replies so; the text that came, the error that ended it, the waits and the requests. */
async function fetched(replies: readonly Reply[], options: Partial<WebOptions> = {}) {
  const server = await madeUpServer(...replies)
  const { client, slept } = quickClient(options)
  const chunks: Buffer[] = []
  let error = ''
  try {
    for await (const chunk of fetchThread(
      new URL(`${server.origin}/pumps/one@example.org/t.mbox.gz`),
      client,
    ))
      chunks.push(chunk)
  } catch (thrown) {
    assert.ok(thrown instanceof SourceError, String(thrown))
    error = thrown.message
    assert.doesNotMatch(error, /\n/)
  }
  return {
    text: Buffer.concat(chunks).toString(),
    error,
    slept,
    asked: server.asked,
    host: new URL(server.origin).host,
  }
}

describe('a thread is fetched', () => {
  test('asking as a guest should', async () => {
    const { text, error, asked } = await fetched([body(PACKED)])
    assert.deepEqual(
      [text, error, asked.length, asked[0]?.path],
      [MBOX, '', 1, '/pumps/one@example.org/t.mbox.gz'],
    )
    assert.match(asked[0]?.headers['user-agent'] ?? '', /^patchtrail\/\d+\.\d+\.\d+ \(/)
    assert.equal(asked[0]?.headers['accept-encoding'], 'gzip')
  })

  test('however it is compressed for the way', async () => {
    const gzip = { 'Content-Encoding': 'gzip' }
    const members = Buffer.concat([MBOX.slice(0, 90), MBOX.slice(90)].map((part) => gzipSync(part)))
    for (const reply of [
      body(gzipSync(PACKED), gzip),
      body(PACKED, gzip),
      body(MBOX),
      body(members),
    ]) {
      assert.deepEqual(await fetched([reply]).then(({ text, error }) => [text, error]), [MBOX, ''])
    }
  })

  test('as mails, each with its place', async () => {
    const { origin } = await madeUpServer(body(PACKED))
    const named = `${origin}/pumps/one@example.org/T/#u`
    const found: RawMessage[] = []
    for await (const { raw } of readSource(named)) if (raw) found.push(raw)
    assert.deepEqual(
      found.map(({ form, foundAt }) => [form, foundAt.source, foundAt.at]),
      [
        ['mail', named, 'byte 0'],
        ['mail', named, `byte ${MBOX.indexOf('From ', 5)}`],
      ],
    )
  })

  test('by Message-ID, where an inbox is named to look it up in', async () => {
    const { origin, asked } = await madeUpServer(body(PACKED))
    const { client, slept } = quickClient()
    await withStore(async (store) => {
      const { added, problems } = await ingest(
        store,
        ['one@example.org', '<two@example.org>'],
        {},
        { lore: `${origin}/pumps/`, client },
      )
      assert.deepEqual([added, problems], [2, []])
    })
    assert.deepEqual(
      asked.map(({ path }) => path),
      ['/pumps/one@example.org/t.mbox.gz', '/pumps/two@example.org/t.mbox.gz'],
    )
    assert.deepEqual(slept, [1000], 'a pause between the two')
    const { summary } = await ingested('one@example.org', 'cur/one@example.org')
    assert.deepEqual(
      summary.problems.map(({ text, fatal }) => [text.replace(/;.*(--lore \S+).*/, ': $1'), fatal]),
      [
        ['no such file: --lore https://lore.kernel.org/all/', true],
        ['no such file', true],
      ],
    )
  })

  test('one request at a time', async () => {
    const times: string[] = []
    const slow: Reply = (response) => {
      times.push('begin')
      setTimeout(() => {
        times.push('end')
        body(PACKED)(response, response.req)
      }, 30)
    }
    const { origin } = await madeUpServer(slow)
    const { client } = quickClient()
    await Promise.all([1, 2, 3].map((i) => client.get(new URL(`${origin}/${i}`))))
    assert.deepEqual(times, ['begin', 'end', 'begin', 'end', 'begin', 'end'])
  })
})

describe('a server in trouble is asked again', () => {
  const good = body(PACKED)

  test('after 503, ever less often', async () => {
    const { text, slept, asked } = await fetched([status(503), status(502), status(504), good])
    assert.deepEqual([text, slept, asked.length], [MBOX, [1000, 2000, 4000], 4])
  })

  test('no sooner than it asks for, within reason', async () => {
    const delays: readonly (readonly [string, number])[] = [
      ['7', 7000],
      ['0', 1000],
      ['86400', 60_000],
      ['Fri, 21 Aug 2020 10:07:00 GMT', 20_000],
      ['Fri, 21 Aug 2019 10:07:00 GMT', 1000],
      ['soon', 1000],
    ]
    for (const [asked, milliseconds] of delays) {
      const { text, slept } = await fetched([status(429, { 'Retry-After': asked }), good])
      assert.deepEqual([text, slept], [MBOX, [milliseconds]], asked)
    }
  })

  test('but not for ever', async () => {
    const { error, asked, host } = await fetched([status(503)])
    assert.deepEqual(
      [error, asked.length],
      [`${host} is too busy to answer (503): try again later`, 4],
    )
    assert.equal((await fetched([status(500)])).asked.length, 1)
    assert.equal((await fetched([status(503), good], { retries: 0 })).asked.length, 1)
  })

  test('each client at its own time', () => {
    const delays = [0, 1].map((random) =>
      retryDelay({ status: 503, headers: {}, failure: null }, 1, {
        backoff: 1000,
        now: Date.now,
        random: () => random,
      }),
    )
    assert.deepEqual(delays, [1500, 2500])
  })

  test('after a connection that broke', async () => {
    const { text, asked } = await fetched([(response) => response.destroy(), good])
    assert.deepEqual([text, asked.length], [MBOX, 2])
  })

  test('after a download that was cut or came to a halt', async () => {
    const start: Reply = (response) =>
      response
        .writeHead(200, { 'Content-Length': String(PACKED.length) })
        .write(PACKED.subarray(0, 60))
    const cut: Reply = (response, request) => {
      start(response, request)
      setTimeout(() => response.destroy(), 20)
    }
    for (const reply of [cut, start]) {
      const { text, error, asked } = await fetched([reply, good], { timeout: 150 })
      assert.deepEqual([text, error, asked.length], [MBOX, '', 2])
    }
  })

  test('a silent server is given up', async () => {
    const { error, asked, host } = await fetched([() => undefined], { timeout: 60, retries: 1 })
    assert.deepEqual([error, asked.length], [`${host}: no answer for 0.06 s`, 2])
    const silent = await listening()
    const { client } = quickClient({ timeout: 60, retries: 0 })
    const answer = await client.get(new URL(`https://127.0.0.1:${portOf(silent)}/`))
    assert.match(answer.failure?.text ?? '', /no answer for/)
    silent.close()
  })

  test('and so is one that is not there', async () => {
    const { client, slept } = quickClient({ pause: 0 })
    const { failure } = await client.get(new URL(`http://127.0.0.1:${await closedPort()}/`))
    assert.match(failure?.text ?? '', /^127\.0\.0\.1:\d+: refuses the connection$/)
    assert.deepEqual(slept, [1000, 2000, 4000])
  })

  test('what does not pass is not asked again', async () => {
    const { origin } = await madeUpServer(good)
    const { client, slept } = quickClient()
    const { failure } = await client.get(new URL(origin.replace('http:', 'https:')))
    assert.ok(failure && !failure.passing, 'TLS spoken to a server that does not')
    assert.deepEqual(slept, [])
  })
})

describe('redirects', () => {
  const to = (location: string): Reply => status(302, { Location: location })

  test('are followed, relative and absolute', async () => {
    const other = await madeUpServer(body(PACKED))
    const { text, error, asked } = await fetched([
      to('/all/one@example.org/t.mbox.gz'),
      to('../x'),
      to(`${other.origin}/pumps/`),
    ])
    assert.deepEqual([text, error], [MBOX, ''])
    assert.deepEqual(
      [...asked, ...other.asked].map(({ path }) => path),
      ['/pumps/one@example.org/t.mbox.gz', '/all/one@example.org/t.mbox.gz', '/all/x', '/pumps/'],
    )
  })

  test('but not in circles, and not to anything but http', async () => {
    const circle = await fetched([to('/pumps/')])
    assert.match(circle.error, /more than 5 redirects/)
    assert.equal(circle.asked.length, 6)
    for (const location of ['file:///etc/passwd', 'ftp://example.org/', 'data:text/plain,From'])
      assert.match((await fetched([to(location)])).error, /not followed/)
    assert.match((await fetched([status(302)])).error, /does not say where/)
  })

  test('and not from https to http', () => {
    const from = new URL('https://lore.example.org/a')
    assert.throws(() => redirected(from, 'http://lore.example.org/a'), /from https to http/)
    assert.equal(redirected(from, '//lore.example.com/b').href, 'https://lore.example.com/b')
    assert.equal(
      redirected(new URL('http://a.example.org/'), 'https://b.example.org/').href,
      'https://b.example.org/',
    )
  })
})

describe('an answer that is no thread says so', () => {
  const says = async (
    reply: Reply,
    expected: RegExp,
    options: Partial<WebOptions> = {},
  ): Promise<void> => {
    const { text, error } = await fetched([reply], options)
    assert.match(error, expected)
    assert.equal(text, '')
  }

  test('404', () =>
    says(status(404), /^no such message on 127\.0\.0\.1:\d+: is the Message-ID whole/))
  test('300', () =>
    says(status(300), /open http:\/\/127\.0\.0\.1:\d+\/pumps\/one@example\.org\/ in a browser/))
  test('403', () => says(status(403), /does not let programs in \(403\)/))
  test('another status', () => says(status(418), /status 418/))
  test('a web page', () =>
    says(
      body('<html><body>Are you a robot?</body></html>', {
        'Content-Type': 'text/html; charset=UTF-8',
      }),
      /a web page/,
    ))
  test('a web page that claims to be an mbox', () =>
    says(body(gzipSync('<!doctype html>\n<html></html>')), /a web page/))
  test('anything else', () => says(body(Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])), /no mail/))
  test('compressed over and over', () => says(body(gzipSync(gzipSync(PACKED))), /no mail/))
  test('nothing', () => says(body(''), /sent nothing/))
  test('an encoding not asked for', () =>
    says(body(PACKED, { 'Content-Encoding': 'br' }), /not asked for \(br\)/))
  test('damaged', () =>
    says(
      body(Buffer.concat([PACKED.subarray(0, 10), Buffer.from('nothing of the kind')])),
      /damaged/,
    ))
  test('too large, as announced', () =>
    says(body(PACKED), /larger than any thread.*\(more than 100 bytes\)/, { mostSent: 100 }))
  test('too large, as it turns out', () =>
    says(
      (response) => {
        response.writeHead(200).write(PACKED.subarray(0, 90))
        response.end(PACKED.subarray(90))
      },
      /larger than any thread/,
      { mostSent: 100 },
    ))

  test('what a server says does not reach the terminal raw', () =>
    says(body(PACKED, { 'Content-Encoding': '\u009b2J' }), /not asked for \(\?2J\)/))

  test('a bomb', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from(MBOX), Buffer.alloc(8 << 20)]))
    for (const bytes of [bomb, gzipSync(bomb)]) {
      const { text, error } = await fetched([body(bytes)], { mostInflated: 1 << 20 })
      assert.match(error, /inflates to more than any thread should \(1,048,576 bytes\)/)
      assert.ok(text.length <= 1 << 20 && text.startsWith(MBOX))
    }
  })
})

describe('a thread that stays cut', () => {
  const mails = Array.from({ length: 400 }, (_, i) => ({
    id: `m${i}`,
    body: `${Math.sin(i)} ${Math.cos(i * 7)}\n`.repeat(40),
  }))
  const whole = gzipSync(mboxText(mails))
  const half = whole.subarray(0, whole.length >> 1)
  const cuts: readonly (readonly [string, Reply, RegExp, number])[] = [
    [
      'on the way',
      (response) => {
        response.writeHead(200).write(half)
        setTimeout(() => response.destroy(), 20)
      },
      /broke off the connection/,
      3,
    ],
    [
      'by the server',
      (response) => {
        response.writeHead(200, { Connection: 'close' }).end(half)
      },
      /damaged or ends early/,
      1,
    ],
  ]
  for (const [name, reply, expected, requests] of cuts) {
    test(`${name}: what came before is kept`, async () => {
      const { origin, asked } = await madeUpServer(reply)
      const { client } = quickClient({ retries: 2 })
      const found: RawMessage[] = []
      await assert.rejects(
        async () => {
          for await (const { raw } of readSource(`${origin}/pumps/m0@example.org/`, () => null, {
            lore: null,
            client,
          }))
            if (raw) found.push(raw)
        },
        (error) =>
          error instanceof SourceError &&
          expected.test(error.message) &&
          /^after byte \d+$/.test(error.at ?? ''),
      )
      assert.ok(found.length > 50 && found.length < 400, `${found.length} mails`)
      assert.equal(asked.length, requests)
    })
  }
})

test('the command fetches, and refuses options that cannot be meant', async () => {
  const { origin } = await madeUpServer(body(PACKED))
  const ran = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
    new Promise((resolve) => {
      const all = [
        '--import',
        'tsx',
        fileURLToPath(new URL('../../src/cli.ts', import.meta.url)),
        '--db',
        ':memory:',
        'ingest',
        ...args,
      ]
      execFile(process.execPath, all, (error, out, err) =>
        resolve({ code: error ? Number(error.code) : 0, out, err }),
      )
    })
  const [good, bad] = await Promise.all([
    ran('--json', '--timeout', '5', '--lore', `${origin}/pumps`, 'one@example.org'),
    ran('--lore', 'lore', 'one@example.org'),
  ])
  assert.deepEqual(
    [good.code, good.err, (JSON.parse(good.out) as { added: number }).added],
    [0, '', 2],
  )
  assert.deepEqual([bad.code, /argument 'lore' is invalid/.test(bad.err)], [1, true])
})

test(
  'the real server gives the mails that it was given',
  { skip: hasPublicInbox() ? false : 'public-inbox is not installed' },
  async () => {
    const folder = temporaryFolder()
    const odd = mboxText([{ id: "a/b%41+c=?#~'(d)!", body: 'From here on\n>From there\n' }])
    const mbox = written(folder, 'mbox', `${readFileSync(SAMPLE_MBOX, 'utf8')}${odd}`)
    const { address, stop } = await publicInbox(folder, 'pumps', mbox)
    try {
      const { client } = quickClient()
      const sent = await Promise.all(
        (await mailsIn(mbox)).map((bytes) =>
          decodeMessage({ foundAt: { source: '', at: null }, form: 'mail', bytes }),
        ),
      )
      const bodies = new Map(sent.map(({ id, body }) => [id, body]))
      const got = new Map<string, string>()
      for (const { id } of sent) {
        if (got.has(id)) continue
        for await (const { raw } of readSource(
          `${address}/${encodeURIComponent(id.slice(1, -1))}/`,
          () => null,
          { lore: null, client },
        )) {
          if (!raw) continue
          const message = await decodeMessage(raw)
          got.set(message.id, message.body)
        }
      }
      assert.deepEqual(got, bodies)
      await assert.rejects(
        fetchThread(threadAddress('nobody@example.org', address), client).next(),
        /no such message on 127/,
      )
    } finally {
      await stop()
    }
  },
)
