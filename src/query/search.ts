import type { Query, SearchIn, SearchSort } from '../model/query.ts'
import type { CommentHit, MessageHit, SearchReport } from '../model/report/search.ts'
import type { Wanted } from '../model/wanted.ts'
import { senderOf } from '../issues/exchange/sender.ts'
import { asksForSenders, meaningOf, partsOfNames, type Understanding } from '../search/meaning.ts'
import { parseQuery } from '../search/parser.ts'
import { snippetOf, wordsShown } from '../search/snippet.ts'
import { readMails } from '../store/read-mails.ts'
import { compile } from '../store/search/sql.ts'
import {
  allAddresses,
  commentCounts,
  HIGHLIGHT,
  highlighted,
  membershipOf,
  namesWith,
  runSearch,
  type Found,
} from '../store/search/search.ts'
import type { Database } from '../store/store.ts'
import { hitOf, loadComments } from './comments.ts'

export interface SearchOptions {
  /** What to look for; `null`: what the query speaks of. */
  readonly in: SearchIn | null
  readonly sort: SearchSort
  readonly limit: number
  readonly offset: number
  /** Milliseconds since 1970. */
  readonly now: number
  /** Where words alone decide: so many of the best by them are looked at, and no others. */
  readonly best?: number
  /** Names that hold the parts of a query, where they are not those of one store alone. */
  readonly names?: ReadonlyMap<string, readonly string[]>
}

/** What was found, before it is read. */
export interface FoundIn extends Found {
  readonly in: SearchIn
  readonly wanted: Wanted
  /** The words that ranked it, each as a query of the index. */
  readonly phrases: readonly string[]
  /** Words alone decide what is found. */
  readonly byWords: boolean
}

/** Looks for comments, patches or messages. Throws QueryError. */
export async function searchReport(
  store: Database,
  text: string,
  options: SearchOptions,
): Promise<SearchReport> {
  const found = await foundIn(store, text, options)
  return {
    schema: 'patchtrail/search/1',
    query: text,
    in: found.in,
    sort: options.sort,
    total: found.total,
    offset: options.offset,
    ...(await hitsOf(store, found)),
  }
}

/** Reads what was found: one of both lists is empty. */
export async function hitsOf(
  store: Database,
  found: Pick<FoundIn, 'in' | 'wanted' | 'rows'>,
): Promise<Pick<SearchReport, 'comments' | 'messages'>> {
  const isOfComments = found.in === 'comments'
  return {
    comments: isOfComments ? await commentHits(store, found, found.wanted) : [],
    messages: isOfComments ? [] : await messageHits(store, found, found.wanted),
  }
}

/** Names of a store that hold what a query has as parts of names. Throws QueryError. */
export function namesFor(store: Database, text: string): Promise<Map<string, string[]>> {
  return namesWith(store, partsOfNames(parseQuery(text)))
}

/** The rows that a query finds in one store. Throws QueryError. */
export async function foundIn(
  store: Database,
  text: string,
  options: SearchOptions,
): Promise<FoundIn> {
  const query = parseQuery(text)
  const kind = options.in ?? spokenOf(query)
  const wanted = meaningOf(query, {
    query: text,
    in: kind,
    now: options.now,
    namesWith: options.names ?? (await namesWith(store, partsOfNames(query))),
    senders: asksForSenders(query) ? await sendersIn(store) : null,
  })
  const compiled = compile(store.dialect, wanted, kind, options)
  const found = await runSearch(store, compiled, kind, options)
  const byWords = compiled.count !== null
  return { ...found, in: kind, wanted, phrases: compiled.phrases, byWords }
}

/** The newest mail of a series: covers, patches, and what is said on them. @param name its id */
export async function mailOfSeries(
  store: Database,
  name: string,
  limit: number,
): Promise<readonly MessageHit[]> {
  const wanted: Wanted = { type: 'series', words: name }
  const page = { sort: 'date', limit, offset: 0 } as const
  return messageHits(
    store,
    await runSearch(store, compile(store.dialect, wanted, 'messages', page), 'messages', page),
    wanted,
  )
}

const OF_DIFFS = /^(?:df|patchid$)/
const OF_MESSAGES = new Set(['s', 'f', 't', 'c', 'tc', 'a', 'd', 'm', 'l', 'bs', 'series', 'ver'])

/**
 * What a query speaks of: words are looked for in comments, lines of diffs in patches, the rest of
 * headers in messages.
 */
function spokenOf(query: Query): SearchIn {
  const terms = termsIn(query)
  if (
    terms.some(
      ({ prefix, value }) =>
        (prefix === 'kind' || prefix === 'is') && /^(?:patch|cover)$/i.test(value),
    )
  )
    return 'patches'
  if (terms.some(({ prefix }) => !OF_DIFFS.test(prefix) && !OF_MESSAGES.has(prefix)))
    return 'comments'
  return terms.some(({ prefix }) => OF_DIFFS.test(prefix)) ? 'patches' : 'messages'
}

function termsIn(query: Query): { readonly prefix: string; readonly value: string }[] {
  if (query.type === 'term') return [query]
  return query.type === 'not' ? termsIn(query.of) : query.of.flatMap(termsIn)
}

/** Keys of addresses by who is behind them. */
async function sendersIn(store: Database): Promise<NonNullable<Understanding['senders']>> {
  const keys = { bot: [] as number[], ci: [] as number[], human: [] as number[] }
  for (const { id, name, address } of await allAddresses(store))
    keys[senderOf({ name, address })].push(id)
  return keys
}

async function commentHits(
  store: Database,
  { rows }: Pick<Found, 'rows'>,
  wanted: Wanted,
): Promise<CommentHit[]> {
  const comments = await loadComments(store, rows)
  const { words, open } = wordsShown(wanted)
  const texts = await highlighted(
    comments.map(({ record }) => record.text),
    words,
    open,
  )
  return comments.map((comment, i) => hitOf(comment, texts[i]))
}

async function messageHits(
  store: Database,
  { rows }: Pick<Found, 'rows'>,
  wanted: Wanted,
): Promise<MessageHit[]> {
  const keys = rows.map(({ message }) => message)
  const mails = new Map((await readMails(store, keys)).map((mail) => [mail.key, mail]))
  const counts = await commentCounts(store, keys)
  const places = await membershipOf(store, keys)
  const { words, open } = wordsShown(wanted)
  const found = keys.flatMap((key) => mails.get(key) ?? [])
  const texts = await highlighted(
    found.map(({ lines }) => lines.join('\n').slice(0, 1 << 19)),
    words,
    open,
  )
  return found.map(({ key, id, subject, kind, from, date }, i) => {
    const place = places.get(key)
    const snippet = snippetOf(texts[i] ?? '', 1, HIGHLIGHT)
    return {
      messageId: id,
      subject,
      content: kind,
      author: from,
      sender: senderOf(from),
      date,
      series: place?.series ?? null,
      revision: place?.version ?? null,
      patch: place?.number ?? null,
      comments: counts.get(key)?.comments ?? 0,
      open: counts.get(key)?.open ?? 0,
      snippet: snippet.some(({ marks }) => marks.length > 0)
        ? snippet.filter(({ marks }) => marks.length > 0)
        : [],
    }
  })
}
