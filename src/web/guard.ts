import { isIP } from 'node:net'
import type { Context, Hono } from 'hono'

/** Characters of an address. */
const LONGEST = 6000
/** Nothing that a mail says can run, load or frame anything, nor learn who reads it. */
const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
}

/**
 * Every answer has the headers; whoever calls by another name, or by an endless one, gets no other.
 */
export function guard(app: Hono, names: readonly string[]): void {
  app.use(async (c, next) => {
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value)
    if (!isOurs(c.req.header('host') ?? '', names) || !isOurs(new URL(c.req.url).host, names))
      return c.text('This server is not known by that name; start it with --name', 421)
    if (c.req.url.length > LONGEST) return c.text('This address is too long', 414)
    return next()
  })
}

/**
 * Was a form sent by a page of ours? Browsers say so of every POST (Fetch, 3.2); nobody is believed
 * who says nothing.
 */
export function isFromHere(c: Context): boolean {
  const origin = c.req.header('origin') ?? 'null'
  if (origin === 'null') return c.req.header('sec-fetch-site') === 'same-origin'
  return URL.canParse(origin) && new URL(origin).host === new URL(c.req.url).host
}

/** DNS may lead any name here: only those that are meant get an answer. An address is no name. */
function isOurs(host: string, names: readonly string[]): boolean {
  const name = host
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase()
  return name === 'localhost' || isIP(name) !== 0 || names.includes(name)
}
