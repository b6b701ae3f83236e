import { UserError, type UserErrorCode } from '../model/user-error.ts'
import { readFileSync } from 'node:fs'
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
import { guard } from './guard.ts'
import { Readers, TooLong } from './readers.ts'

const HTML = 'text/html; charset=utf-8'

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

/**
 * Serves the pages of a store, which is only read. Throws StoreError, and an error with `code`
 * where the port is taken.
 */
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

/** What is at an address, made from a store. */
type Make = (store: Database) => Promise<Unzipped>
type Unzipped = Omit<Answer, 'zipped'>

/** Pages, each with the address of the same as data. */
const PAGES: readonly (readonly [
  pattern: string,
  json: string,
  build: (store: Database, wish: Wish) => Promise<Found>,
])[] = [
  ['/', '/list.json', listAt],
  ['/search', '/search.json', searchAt],
  ['/m/:id/raw', '/m/:id/raw.json', rawAt],
  ['/m/:id/', '/m/:id{[^/]+\\.json}', messageAt],
  ['/s/:id/issues/', '/s/:id/issues.json', issuesAt],
  ['/s/:id/:range{[^/]+\\.\\.[^/]+}/', '/s/:id/:range{[^/]+\\.\\.[^/]+\\.json}', diffAt],
  ['/s/:id/', '/s/:id{[^/]+\\.json}', seriesAt],
  ['/i/:id/:number{[0-9]+}/', '/i/:id/:number{[0-9]+\\.json}', issueAt],
  ['/i/:id/:number{[0-9]+}/why/', '/i/:id/:number{[0-9]+}/why.json', explainAt],
  ['/p/:address/', '/p/:address{[^/]+\\.json}', personAt],
]

const FEEDS: readonly (readonly [
  pattern: string,
  build: (store: Database, wish: FeedWish) => Promise<string>,
])[] = [
  ['/feed.atom', listFeed],
  ['/s/:id/feed.atom', seriesFeed],
  ['/p/:address/feed.atom', personFeed],
]

function appOver(readers: Readers, names: readonly string[]): Hono {
  const app = new Hono()
  const cache = new Cache()
  const at = (pattern: string, make: (c: Context) => Make): void => {
    app.get(pattern, (c) => cached(c, cache, readers, make(c)))
  }
  guard(app, names)
  addAssets(app)
  for (const [pattern, build] of FEEDS) at(pattern, (c) => async (store) => feedOf(c, store, build))
  for (const [pattern, json, build] of PAGES) {
    at(json, (c) => async (store) => jsonOf((await build(store, wishOf(c))).json))
    at(pattern, (c) => async (store) => htmlOf(200, (await build(store, wishOf(c))).page))
  }
  for (const kind of ['m', 's', 'p'])
    app.get(`/${kind}/:id`, (c) => c.redirect(`${new URL(c.req.url).pathname}/`, 301))
  const nothing = errorPage('Not here', 'There is no page at this address.', [])
  app.notFound((c) => Promise.resolve(sent(c, plain(htmlOf(404, nothing)))))
  return app
}

function addAssets(app: Hono): void {
  for (const { name, file, type } of ASSETS) {
    const body = readFileSync(file, 'utf8')
    const headers = { 'Content-Type': type, 'Cache-Control': 'no-cache' }
    app.get(`/${name}`, (c) => c.body(body, 200, headers))
  }
}

async function cached(c: Context, cache: Cache, readers: Readers, make: Make): Promise<Response> {
  const { host, pathname, search } = new URL(c.req.url)
  const answer = await cache.get(host + pathname + search, await readers.version(), () =>
    readers.read(make).catch((error: unknown) => failure(error, c)),
  )
  return sent(c, answer)
}

function jsonOf(json: unknown): Unzipped {
  return {
    status: 200,
    type: 'application/json; charset=utf-8',
    body: Buffer.from(JSON.stringify(json)),
  }
}

async function feedOf(
  c: Context,
  store: Database,
  build: (store: Database, wish: FeedWish) => Promise<string>,
): Promise<Unzipped> {
  const { origin, pathname } = new URL(c.req.url)
  const feed = await build(store, { ...wishOf(c), origin, path: pathname })
  return { status: 200, type: 'application/atom+xml; charset=utf-8', body: Buffer.from(feed) }
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

function htmlOf(status: number, page: Page): Unzipped {
  return { status, type: HTML, body: Buffer.from(document(SERVED, page)) }
}

function plain(answer: Unzipped): Answer {
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

/**
 * What is the user's mistake is told; of a bug the reader learns that it is one, and the log the
 * rest.
 */
function failure(error: unknown, c: Context): Unzipped {
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
