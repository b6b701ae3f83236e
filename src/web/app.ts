import { readFileSync } from 'node:fs'
import { HTTPException } from 'hono/http-exception'
import { Hono, type Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { failure, nothing, plain, sent, type Manner } from './answers.ts'
import { askedBy, type Asked } from './asked.ts'
import { ASSETS } from './assets.ts'
import { Cache } from './cache.ts'
import type { Events } from './events.ts'
import { guard } from './guard.ts'
import type { Keeper } from './keeper.ts'
import type { Makers } from './makers.ts'
import { addPosts } from './posts.ts'
import { FEEDS, PAGES, REDIRECTS, SLASHED, TEXTS, type PageRoute } from './routes.ts'
import { wholeAnswer } from './whole.ts'
import { NOBODY, type Own } from './wish.ts'

/** Who a site is for. */
export interface AppOptions {
  readonly names: readonly string[]
  readonly me?: string
  /** That was said, not guessed: the first page is their day. */
  readonly isMine?: boolean
  /** Where pages keep what is the user's own; none: they keep nothing. */
  readonly keeper?: Keeper
}

/** All pages, feeds and files of a site. */
export function appOver(makers: Makers, events: Events, options: AppOptions): Hono {
  const app = new Hono()
  const site = new Served(makers, options)
  guard(app, options.names)
  addAssets(app)
  events.addTo(app)
  addPosts(app, makers, options.keeper ?? null)
  for (const [index, [pattern]] of FEEDS.entries())
    app.get(pattern, (c) => site.answered(c, askedBy(c, 'feed', index, NOBODY)))
  for (const [index, [pattern]] of TEXTS.entries())
    app.get(pattern, (c) => site.answered(c, askedBy(c, 'text', index, site.saved())))
  app.get('/', (c, next) => (site.startsWithMe(c) ? c.redirect('/my/') : next()))
  for (const [index, route] of PAGES.entries()) site.add(app, route, index)
  addRedirects(app)
  app.notFound((c) => Promise.resolve(sent(c, plain(nothing(mannerOf(c))))))
  // Of a server that is away not even whether anything is new is known.
  app.onError((error, c) =>
    // Too much was sent, say: the answer is there.
    error instanceof HTTPException
      ? error.getResponse()
      : sent(c, plain(failure(error, mannerOf(c)))),
  )
  return app
}

function mannerOf(c: Context): Manner {
  return { path: c.req.path, fields: c.req.query() }
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
    const answer = wholeAnswer({ status: 200, type, body: readFileSync(file) })
    app.get(`/${name}`, (c) => sent(c, answer))
  }
}

/** The answers of one site, each made once as long as the store stays and the hour lasts. */
class Served {
  private readonly cache = new Cache()
  constructor(
    private readonly makers: Makers,
    private readonly options: AppOptions,
  ) {}

  /** Adds a page and its data. */
  add(app: Hono, route: PageRoute, index: number): void {
    const { pattern, json } = route
    if (json !== null)
      app.get(json, (c) => this.answered(c, askedBy(c, 'data', index, this.own(c, route))))
    app.get(pattern, (c) => {
      remember(c)
      return this.answered(c, askedBy(c, 'page', index, this.own(c, route)))
    })
  }

  /** What is kept, or made now. */
  async answered(c: Context, asked: Asked): Promise<Response> {
    const { host, pathname, search } = new URL(c.req.url)
    const key = [host + pathname + search, JSON.stringify(asked.own), asked.now].join(' ')
    const version = await this.makers.version()
    const answer = await this.cache.get(key, version, () => this.makers.make(asked))
    const { visits } = answer
    if (visits && isLookedAt(c)) this.options.keeper?.visit(this.me(c), visits.id, visits.activity)
    return sent(c, answer)
  }

  /** What is saved alone: texts are the same for everybody, but for how a query may go on. */
  saved(): Own {
    return { ...NOBODY, searches: this.options.keeper?.searches() ?? {} }
  }

  /** Has somebody said who reads, and asks for nothing else? Then the first page is their day. */
  startsWithMe(c: Context): boolean {
    const said = getCookie(c, 'me') ?? (this.options.isMine ? this.options.me : '')
    return Boolean(said?.trim()) && new URL(c.req.url).search === ''
  }

  private me(c: Context): string {
    return (c.req.query('me') ?? getCookie(c, 'me') ?? this.options.me ?? '').trim()
  }

  /** As much of what is the reader's own as a page shows: it is made for each of these anew. */
  private own(c: Context, { own }: PageRoute): Own {
    const { keeper } = this.options
    if (own === 'none') return NOBODY
    const me = this.me(c)
    if (own === 'me' || !keeper) return { ...NOBODY, me }
    const id = c.req.param('id')
    const only = <T>(rows: Readonly<Record<string, T>>): Record<string, T> =>
      Object.fromEntries(
        Object.entries(rows).filter(([name]) => own === 'all' || isNamed(name, id ?? '')),
      )
    return {
      me,
      kept: only(keeper.kept()),
      searches: own === 'all' ? keeper.searches() : {},
      seen: only(keeper.seen(me)),
    }
  }
}

/** Does somebody look at it? A browser also fetches what nobody may ever see. */
function isLookedAt(c: Context): boolean {
  const to = c.req.header('sec-fetch-dest') ?? 'document'
  return to === 'document' && c.req.header('sec-purpose') === undefined
}

/** Ids stand in addresses without their brackets. */
function isNamed(name: string, id: string): boolean {
  return name === id || name === `<${id}>`
}

const YEAR = 31_536_000

/** The browser keeps who reads; nobody logs in. */
function remember(c: Context): void {
  const me = c.req.query('me')
  if (me === undefined) return
  const value = encodeURIComponent(me.trim().slice(0, 200))
  c.header('Set-Cookie', `me=${value}; Path=/; Max-Age=${YEAR}; HttpOnly; SameSite=Lax`)
}
