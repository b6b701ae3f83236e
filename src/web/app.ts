import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { Hono, type Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { SERVED } from '../report/html/site.ts'
import type { Database } from '../store/store.ts'
import {
  failure,
  htmlOf,
  jsonOf,
  nothing,
  plain,
  redirectTo,
  sent,
  textOf,
  type Unzipped,
} from './answers.ts'
import { ASSETS } from './assets.ts'
import { Cache, tagOf } from './cache.ts'
import { addPosts } from './posts.ts'
import type { Events } from './events.ts'
import { guard } from './guard.ts'
import type { Readers } from './readers.ts'
import { FEEDS, PAGES, REDIRECTS, SLASHED, TEXTS, type PageRoute } from './routes.ts'
import type { Wish } from './wish.ts'

/** What is at an address, made from a store. */
type Make = (store: Database) => Promise<Unzipped>

/** Who a site is for. */
export interface AppOptions {
  readonly names: readonly string[]
  readonly me?: string
}

const HOUR = 3_600_000

/** All pages, feeds and files of a site. */
export function appOver(readers: Readers, events: Events, options: AppOptions): Hono {
  const app = new Hono()
  const site = new Served(readers, options.me ?? '')
  guard(app, options.names)
  addAssets(app)
  events.addTo(app)
  addPosts(app, readers)
  for (const [pattern, build] of FEEDS)
    app.get(pattern, (c) => site.answered(c, '', async (store) => site.feed(c, store, build)))
  for (const [pattern, type, build] of TEXTS)
    app.get(pattern, (c) =>
      site.answered(c, '', async (store) => textOf(type, await build(store, site.wish(c)))),
    )
  for (const route of PAGES) site.add(app, route)
  addRedirects(app)
  app.notFound((c) => Promise.resolve(sent(c, plain(nothing(c)))))
  return app
}

function addRedirects(app: Hono): void {
  for (const pattern of SLASHED)
    app.get(pattern, (c) => {
      const { pathname, search } = new URL(c.req.url)
      return c.redirect(`${pathname}/${search}`, 301)
    })
  for (const [pattern, to] of REDIRECTS)
    app.get(pattern, (c) => c.redirect(to(encodeURIComponent(c.req.param('id') ?? '')), 301))
}

function addAssets(app: Hono): void {
  for (const { name, file, type } of ASSETS) {
    const body = readFileSync(file)
    const answer = { status: 200, type, body, zipped: gzipSync(body), tag: tagOf(body) }
    app.get(`/${name}`, (c) => sent(c, answer))
  }
}

/** The answers of one site, each made once as long as the store stays and the hour lasts. */
class Served {
  private readonly cache = new Cache()
  constructor(
    private readonly readers: Readers,
    private readonly owner: string,
  ) {}

  /** Adds a page and its data. */
  add(app: Hono, { pattern, json, build, isOwn = false }: PageRoute): void {
    const made = (c: Context, isData: boolean): Promise<Response> =>
      this.answered(c, isOwn ? this.wish(c).me : '', async (store) => {
        const found = await build(store, this.wish(c))
        if ('location' in found) return redirectTo(found.location)
        return isData ? jsonOf(found.json) : htmlOf(200, found.page)
      })
    if (json !== null) app.get(json, (c) => made(c, true))
    app.get(pattern, (c) => {
      if (isOwn) remember(c)
      return made(c, false)
    })
  }

  /** What is kept, or made now. @param reader who reads, where the answer depends on it */
  async answered(c: Context, reader: string, make: Make): Promise<Response> {
    const { host, pathname, search } = new URL(c.req.url)
    const key = [host + pathname + search, reader, Math.floor(Date.now() / HOUR)].join(' ')
    const answer = await this.cache.get(key, await this.readers.version(), () =>
      this.readers.read(make).catch((error: unknown) => failure(error, c)),
    )
    return sent(c, answer)
  }

  async feed(c: Context, store: Database, build: (typeof FEEDS)[number][1]): Promise<Unzipped> {
    const { origin, pathname } = new URL(c.req.url)
    const feed = await build(store, { ...this.wish(c), origin, path: pathname })
    return textOf('application/atom+xml; charset=utf-8', feed)
  }

  wish(c: Context): Wish {
    return {
      site: SERVED,
      now: Math.floor(Date.now() / HOUR) * HOUR,
      me: (c.req.query('me') ?? getCookie(c, 'me') ?? this.owner).trim(),
      field: (name) => c.req.query(name) ?? '',
      // Ids come without their brackets, change-ids have none: whoever looks them up takes both.
      part: (name) => {
        const value = (c.req.param(name) ?? '').replace(/\.json$/, '')
        return name === 'id' && value.includes('@') && !value.startsWith('<') ? `<${value}>` : value
      },
    }
  }
}

const YEAR = 31_536_000

/** The browser keeps who reads; nobody logs in. */
function remember(c: Context): void {
  const me = c.req.query('me')
  if (me === undefined) return
  const value = encodeURIComponent(me.trim().slice(0, 200))
  c.header('Set-Cookie', `me=${value}; Path=/; Max-Age=${YEAR}; HttpOnly; SameSite=Lax`)
}
