import { serveStore } from '../src/web/server.ts'
import type { Counts } from './table.ts'

/** Pages of one store that are fetched. */
const MOST = 500
/** What ends a kind of page in its address: `/m/<id>/raw` is of another kind than `/m/<id>/`. */
const KINDS = [
  /^\/$/,
  /^\/\?/,
  /^\/s\/[^/]+\/$/,
  /^\/s\/[^/]+\/issues\/$/,
  /^\/s\/[^/]+\/[^/]+\.\.[^/]+\/$/,
  /^\/m\/[^/]+\/$/,
  /^\/m\/[^/]+\/\?view=split$/,
  /^\/m\/[^/]+\/raw$/,
  /^\/t\/[^/]+\/$/,
  /^\/i\/[^/]+\/\d+\/$/,
  /^\/i\/[^/]+\/\d+\/why\/$/,
  /^\/p\/[^/]+\/$/,
  /^\/(?:recent|my|feedback|who|numbers)\//,
]

interface Fetched {
  readonly path: string
  readonly status: number
  readonly ids: ReadonlySet<string>
  readonly repeated: readonly string[]
  /** Links to the same server, with their fragments. */
  readonly links: readonly string[]
}

/**
 * Fetches pages of a store, every kind in turn, as their links lead on: each must be there, hold
 * each id once, and every fragment that leads to a fetched page must be on it.
 * @returns what is wrong, one line each
 */
export async function checkPages(db: string, counts: Counts, most = MOST): Promise<string[]> {
  const server = await serveStore(db, { host: '127.0.0.1', port: 0, names: [] })
  try {
    return judge(await crawl(server.address, most), counts)
  } finally {
    await server.close()
  }
}

function judge(pages: ReadonlyMap<string, Fetched>, counts: Counts): string[] {
  const wrong: string[] = []
  for (const { path, status, repeated, links } of pages.values()) {
    counts.add('pages')
    if (status !== 200) wrong.push(`${status} ${path}`)
    for (const id of repeated) wrong.push(`${path}: id ${id} stands twice`)
    for (const link of links) {
      const [to = '', fragment] = link.split('#', 2)
      const target = pages.get(to === '' ? path : to)
      if (fragment === undefined || target?.status !== 200) continue
      counts.add('pages.fragments')
      if (!target.ids.has(decodeURIComponent(fragment))) wrong.push(`${path}: nothing at ${link}`)
    }
  }
  counts.add('pages.wrong', wrong.length)
  return wrong
}

/** Pages by their address; of each kind about as many, those that are linked first first. */
async function crawl(address: string, most: number): Promise<Map<string, Fetched>> {
  const pages = new Map<string, Fetched>()
  const seen = new Set<string>()
  const waiting = KINDS.map((): string[] => [])
  const add = (path: string): void => {
    const kind = KINDS.findIndex((one) => one.test(path))
    if (kind === -1 || seen.has(path)) return
    seen.add(path)
    waiting[kind]?.push(path)
  }
  add('/')
  while (pages.size < most) {
    const round = waiting.flatMap((paths) => paths.shift() ?? [])
    if (round.length === 0) break
    for (const path of round) {
      const page = await fetched(address, path)
      pages.set(path, page)
      for (const link of page.links) add(link.replace(/#.*/, ''))
    }
  }
  return pages
}

async function fetched(address: string, path: string): Promise<Fetched> {
  const answer = await fetch(address + path)
  const text = await answer.text()
  const all = [...text.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => decoded(id ?? ''))
  const ids = new Set<string>()
  const repeated: string[] = []
  for (const id of all) {
    if (ids.has(id)) repeated.push(id)
    ids.add(id)
  }
  const links = [...text.matchAll(/\shref="([^"]*)"/g)]
    .map(([, href]) => decoded(href ?? ''))
    .filter((href) => /^[/#]/.test(href))
  return { path, status: answer.status, ids, repeated, links }
}

const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

function decoded(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(String(hex), 16))
    if (decimal) return String.fromCodePoint(Number(decimal))
    return CHARACTERS[String(name)] ?? String(whole)
  })
}
