import type { Context } from 'hono'
import { SERVED } from '../report/html/site.ts'
import type { Stores } from '../stores/stores.ts'
import { failure, htmlOf, jsonOf, redirectTo, textOf, type Unzipped } from './answers.ts'
import { feedbackOnDiff } from './code-pages.ts'
import { FEEDS, PAGES, TEXTS } from './routes.ts'
import type { Own, Wish } from './wish.ts'

/** What an address asks for, as plain data: who makes it may be in another thread. */
export interface Asked {
  readonly what: 'page' | 'data' | 'text' | 'feed' | 'diff'
  /** Which one, in the list of such routes. */
  readonly index: number
  readonly parts: Readonly<Record<string, string>>
  readonly fields: Readonly<Record<string, string>>
  /** Who reads, and what is kept for them. */
  readonly own: Own
  /** Milliseconds since 1970, the hour begun: what is made holds for an hour. */
  readonly now: number
  /** Where this site is, as its reader calls it. */
  readonly origin: string
  readonly path: string
  /** What was posted; empty where nothing was. */
  readonly body: string
}

const HOUR = 3_600_000

/** What a request asks for. */
export function askedBy(c: Context, what: Asked['what'], index: number, own: Own): Asked {
  const { origin, pathname } = new URL(c.req.url)
  return {
    what,
    index,
    own,
    origin,
    path: pathname,
    parts: c.req.param(),
    fields: c.req.query(),
    now: Math.floor(Date.now() / HOUR) * HOUR,
    body: '',
  }
}

/** The answer to what is asked, or what is wrong with it. */
export async function answerTo(
  read: (work: (stores: Stores) => Promise<Unzipped>) => Promise<Unzipped>,
  asked: Asked,
): Promise<Unzipped> {
  return read((stores) => made(stores, asked)).catch((error: unknown) => failure(error, asked))
}

async function made(stores: Stores, asked: Asked): Promise<Unzipped> {
  const { what, index, body, origin, path } = asked
  const wish = wishOf(asked)
  if (what === 'diff') return htmlOf(200, (await feedbackOnDiff(stores, body, wish)).page)
  if (what === 'feed') {
    const feed = await FEEDS[index]?.[1](stores, { ...wish, origin, path })
    return textOf('application/atom+xml; charset=utf-8', feed ?? '')
  }
  if (what === 'text') {
    const [, type = '', build] = TEXTS[index] ?? []
    return textOf(type, (await build?.(stores, wish)) ?? '')
  }
  const found = await PAGES[index]?.build(stores, wish)
  if (!found) throw new Error(`there is no page ${index}`)
  if ('location' in found) return redirectTo(found.location)
  if (what === 'data') return jsonOf(found.json)
  const { address } = found
  if (address !== undefined && decodeURIComponent(address) !== decodedPath(path))
    return redirectTo(address)
  return { ...htmlOf(200, found.page), ...(found.visits ? { visits: found.visits } : {}) }
}

/** A path whose escapes cannot be read is no other than itself. */
function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function wishOf({ parts, fields, own, now }: Asked): Wish {
  return {
    ...own,
    site: SERVED,
    now,
    field: (name) => fields[name] ?? '',
    // Ids come without their brackets, change-ids have none: whoever looks them up takes both.
    part: (name) => {
      const value = (parts[name] ?? '').replace(/\.json$/, '')
      return name === 'id' && value.includes('@') && !value.startsWith('<') ? `<${value}>` : value
    },
  }
}
