import { UserError, type UserErrorCode } from '../model/user-error.ts'
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { serve, type ServerType } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import { document, type Page } from '../report/html/page.ts'
import { SERVED } from '../report/html/site.ts'
import { errorPage } from '../report/html/small-pages.ts'
import type { Database } from '../store/store.ts'
import { ASSETS } from './assets.ts'
import { Cache, type Answer } from './cache.ts'
import { listFeed, personFeed, seriesFeed, type FeedWish } from './feeds.ts'
import {
  diffAt,
  explainAt,
  issueAt,
  issuesAt,
  listAt,
  messageAt,
  personAt,
  rawAt,
  searchAt,
  seriesAt,
  type Found,
  type Wish,
} from './pages.ts'
import { Readers, TooLong } from './readers.ts'

/** Characters of an address. */
const LONGEST = 6000
const HTML = 'text/html; charset=utf-8'

/** Nothing that a mail says can run, load or frame anything, nor learn who reads it. */
const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
}

export interface ServeOptions {
  readonly host: string
  /** 0: any that is free. */
  readonly port: number
  /** Names under which it may be called, beside localhost and addresses. */
  readonly names: readonly string[]
}

export interface Running {
  /** `http://127.0.0.1:8080` */
  readonly address: string
  close(): Promise<void>
}

/** Serves the pages of a store, which is only read. Throws StoreError, and an error with `code` where the port is taken. */
export async function serveStore(path: string, options: ServeOptions): Promise<Running> {
  const readers = await Readers.open(path)
  const app = appOver(readers, options.names)
  try {
    const server = await listening(app, options)
    const bound = server.address()
    const port = typeof bound === 'object' && bound ? bound.port : options.port
    const close = async (): Promise<void> => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      })
      await readers.close()
    }
    return {
      address: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
      close,
    }
  } catch (error) {
    await readers.close()
    throw error
  }
}

function listening(app: Hono, { host, port }: ServeOptions): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, () => resolve(server))
    server.once('error', reject)
  })
}

type Build = (store: Database, wish: Wish) => Promise<Found>

function appOver(readers: Readers, names: readonly string[]): Hono {
  const app = new Hono()
  const cache = new Cache()
  app.use(async (c, next) => {
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value)
    if (!isOurs(c.req.header('host') ?? '', names) || !isOurs(new URL(c.req.url).host, names))
      return c.text('This server is not known by that name; start it with --name', 421)
    if (c.req.url.length > LONGEST) return c.text('This address is too long', 414)
    return next()
  })
  for (const { name, file, type } of ASSETS) {
    const body = readFileSync(file, 'utf8')
    app.get(`/${name}`, (c) =>
      c.body(body, 200, { 'Content-Type': type, 'Cache-Control': 'no-cache' }),
    )
  }

  const answer = async (
    c: Context,
    make: (store: Database) => Promise<Omit<Answer, 'zipped'>>,
  ): Promise<Response> => {
    const { host, pathname, search } = new URL(c.req.url)
    return sent(
      c,
      await cache.get(host + pathname + search, await readers.version(), () =>
        readers.read(make).catch((error: unknown) => failure(error, c)),
      ),
    )
  }
  const page = (pattern: string, jsonPattern: string, build: Build): void => {
    app.get(jsonPattern, (c) =>
      answer(c, async (store) => ({
        status: 200,
        type: 'application/json; charset=utf-8',
        body: Buffer.from(JSON.stringify((await build(store, wishOf(c))).json)),
      })),
    )
    app.get(pattern, (c) =>
      answer(c, async (store) => htmlOf(200, (await build(store, wishOf(c))).page)),
    )
  }
  const feed = (
    pattern: string,
    build: (store: Database, wish: FeedWish) => Promise<string>,
  ): void => {
    app.get(pattern, (c) =>
      answer(c, async (store) => {
        const { origin, pathname } = new URL(c.req.url)
        return {
          status: 200,
          type: 'application/atom+xml; charset=utf-8',
          body: Buffer.from(await build(store, { ...wishOf(c), origin, path: pathname })),
        }
      }),
    )
  }
  page('/', '/list.json', listAt)
  page('/search', '/search.json', searchAt)
  feed('/feed.atom', listFeed)
  feed('/s/:id/feed.atom', seriesFeed)
  feed('/p/:address/feed.atom', personFeed)
  page('/m/:id/raw', '/m/:id/raw.json', rawAt)
  page('/m/:id/', '/m/:id{[^/]+\\.json}', messageAt)
  page('/s/:id/issues/', '/s/:id/issues.json', issuesAt)
  page('/s/:id/:range{[^/]+\\.\\.[^/]+}/', '/s/:id/:range{[^/]+\\.\\.[^/]+\\.json}', diffAt)
  page('/s/:id/', '/s/:id{[^/]+\\.json}', seriesAt)
  page('/i/:id/:number{[0-9]+}/', '/i/:id/:number{[0-9]+\\.json}', issueAt)
  page('/i/:id/:number{[0-9]+}/why/', '/i/:id/:number{[0-9]+}/why.json', explainAt)
  page('/p/:address/', '/p/:address{[^/]+\\.json}', personAt)
  for (const kind of ['m', 's', 'p'])
    app.get(`/${kind}/:id`, (c) => c.redirect(`${new URL(c.req.url).pathname}/`, 301))
  app.notFound((c) =>
    Promise.resolve(
      sent(c, plain(htmlOf(404, errorPage('Not here', 'There is no page at this address.', [])))),
    ),
  )
  return app
}

/** DNS may lead any name here: only those that are meant get an answer. An address is no name. */
function isOurs(host: string, names: readonly string[]): boolean {
  const name = host
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase()
  return name === 'localhost' || isIP(name) !== 0 || names.includes(name)
}

function wishOf(c: Context): Wish {
  return {
    site: SERVED,
    now: Date.now(),
    field: (name) => c.req.query(name) ?? '',
    // Ids come without their brackets, change-ids have none: whoever looks them up takes both.
    part: (name) => {
      const value = (c.req.param(name) ?? '').replace(/\.json$/, '')
      return name === 'id' && value.includes('@') && !value.startsWith('<') ? `<${value}>` : value
    },
  }
}

function htmlOf(status: number, page: Page): Omit<Answer, 'zipped'> {
  return { status, type: HTML, body: Buffer.from(document(SERVED, page)) }
}

function plain(answer: Omit<Answer, 'zipped'>): Answer {
  return { ...answer, zipped: Buffer.alloc(0) }
}

/** How each mistake of a user is answered: RFC 9110, 15.5. */
const ANSWERS: Readonly<Record<UserErrorCode, readonly [status: number, title: string]>> = {
  'not-found': [404, 'Not here'],
  ambiguous: [400, 'Which one?'],
  mistake: [400, 'Which one?'],
  query: [400, 'This query cannot be read'],
  store: [503, 'The store cannot be read'],
}

/** What is the user's mistake is told; of a bug the reader learns that it is one, and the log the rest. */
function failure(error: unknown, c: Context): Omit<Answer, 'zipped'> {
  const query = c.req.query('q')
  if (error instanceof TooLong)
    return htmlOf(
      503,
      errorPage('Too long', 'This takes longer than a page may. Ask for less.', [], query),
    )
  if (error instanceof UserError) {
    const [status, title] = ANSWERS[error.code]
    return htmlOf(
      status,
      errorPage(title, error.message, error.more, error.code === 'store' ? undefined : query),
    )
  }
  console.error(error)
  return htmlOf(
    500,
    errorPage('A mistake of ours', 'Something went wrong; the log of the server tells what.', []),
  )
}

/** RFC 9110, 12.5.3: a weight of 0 is a no. */
function takesGzip(accepted: string): boolean {
  return /(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)/i.test(
    accepted,
  )
}

function sent(c: Context, { status, type, body, zipped }: Answer): Response {
  c.header('Content-Type', type)
  c.header('Vary', 'Accept-Encoding')
  c.header('Cache-Control', 'no-cache')
  const isZipped = zipped.length > 0 && takesGzip(c.req.header('accept-encoding') ?? '')
  if (isZipped) c.header('Content-Encoding', 'gzip')
  return c.body(new Uint8Array(isZipped ? zipped : body), status as 200)
}
