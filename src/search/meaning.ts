import type { TextField } from '../model/indexed.ts'
import { CONTENT_KINDS, type ContentKind } from '../model/content.ts'
import {
  COMMENT_KINDS,
  ISSUE_STATES,
  isWaiting,
  type CommentKind,
  type IssueState,
} from '../model/issue.ts'
import type { Query, SearchIn, Term } from '../model/query.ts'
import { SERIES_STATES, type SeriesState } from '../model/review.ts'
import type { CommentField, Wanted } from '../model/wanted.ts'
import { dateRange } from '../text/date-range.ts'
import { QueryError } from './query-error.ts'

/** What the terms of a query are understood with. */
export interface Understanding {
  readonly query: string
  readonly in: SearchIn
  /** Milliseconds since 1970. */
  readonly now: number
  /** Names that hold a part of a name; empty where none is known. */
  readonly namesWith: ReadonlyMap<string, readonly string[]>
  /**
   * Keys of the addresses of robots, of services, of people; asked for where the query needs them.
   */
  readonly senders: Readonly<Record<'bot' | 'ci' | 'human', readonly number[]>> | null
}

const DIFF: readonly TextField[] = [
  'dfn',
  'dfa',
  'dfb',
  'dfhh',
  'dfctx',
  'dfpre',
  'dfpost',
  'patchid',
]
const FIELDS: Readonly<Record<string, readonly TextField[]>> = {
  '': [],
  s: ['subject'],
  b: ['own', 'quoted', ...DIFF],
  bs: ['subject', 'own', 'quoted', ...DIFF],
  nq: ['own', ...DIFF],
  q: ['quoted'],
  dfn: ['dfn'],
  dfa: ['dfa'],
  dfb: ['dfb'],
  dfhh: ['dfhh'],
  dfctx: ['dfctx'],
  dfpre: ['dfpre'],
  dfpost: ['dfpost'],
  dfblob: ['dfpre', 'dfpost'],
  patchid: ['patchid'],
}
/** What of a comment these search; `''` and `b` all of it. */
const COMMENT_FIELDS: Readonly<Record<string, readonly CommentField[]>> = {
  '': [],
  b: [],
  nq: ['text'],
  q: ['above'],
}
const ROLES: Readonly<Record<string, readonly ('from' | 'to' | 'cc')[]>> = {
  f: ['from'],
  t: ['to'],
  c: ['cc'],
  tc: ['to', 'cc'],
  a: ['from', 'to', 'cc'],
}
const BLOBS: ReadonlySet<string> = new Set(['dfpre', 'dfpost', 'dfblob', 'patchid'])

const IS = [
  'open',
  'settled',
  'actionable',
  'nit',
  'bot',
  'ci',
  'human',
  'patch',
  'cover',
  'reply',
] as const

/** Parts of names in a query: what `namesWith` of its understanding is asked for. */
export function partsOfNames(query: Query): string[] {
  if (query.type === 'term')
    return query.prefix in FIELDS && isPartOfName(query)
      ? [query.value.toLowerCase().replace(/^\*/, '')]
      : []
  return (query.type === 'not' ? [query.of] : query.of).flatMap(partsOfNames)
}

/** Does a query ask whether a person or a program wrote? */
export function asksForSenders(query: Query): boolean {
  if (query.type === 'term') return query.prefix === 'is' && /^(?:bot|ci|human)$/i.test(query.value)
  return (query.type === 'not' ? [query.of] : query.of).some(asksForSenders)
}

/** `mem_region`, `*region`: what can be a part of a longer name. */
function isPartOfName({ value, quoted }: Term): boolean {
  return !quoted && /^\*?\w{3,}$/.test(value) && (value.includes('_') || value.startsWith('*'))
}

/** What a query asks for. Throws QueryError where a term cannot be meant. */
export function meaningOf(query: Query, understanding: Understanding): Wanted {
  if (query.type === 'term') return meaningOfTerm(query, understanding)
  if (query.type === 'not') return { type: 'not', of: meaningOf(query.of, understanding) }
  return { type: query.type, of: query.of.map((one) => meaningOf(one, understanding)) }
}

function meaningOfTerm(term: Term, u: Understanding): Wanted {
  const { prefix, value } = term
  const mistake = (text: string): QueryError => new QueryError(text, u.query, term.at)
  const among = <T extends string>(all: readonly T[]): T => {
    const found = all.find((one) => one === value.toLowerCase())
    if (!found) throw mistake(`${prefix}: is one of ${all.join(', ')}`)
    return found
  }
  if (prefix in FIELDS) return textOf(term, u)
  const roles = ROLES[prefix]
  if (roles) return { type: 'people', roles, words: wordsIn(term, u), open: term.open }
  switch (prefix) {
    case 'd': {
      const range = dateRange(value, u.now)
      if (!range)
        throw mistake(
          'this is no date; try d:2024-01-31, d:2024, d:20240101..20240201 or d:2.weeks.ago..',
        )
      return { type: 'date', ...range }
    }
    case 'm':
      return { type: 'message-id', part: wordsIn(term, u).replace(/^<|>$/g, '') }
    case 'l':
      return { type: 'list', part: wordsIn(term, u).replace(/^<|>$/g, '') }
    case 'by':
      return { type: 'author', part: value }
    case 'file':
      return { type: 'path', glob: value }
    case 'fn':
      return { type: 'function', glob: value.replace(/\(\)$/, '') }
    case 'series':
      return { type: 'series', words: value }
    case 'tag':
      return { type: 'tag', name: value }
    case 'ver': {
      if (!/^v?\d{1,4}$/i.test(value)) throw mistake('a version is a number: ver:4')
      return { type: 'version', version: Number(value.replace(/^v/i, '')) }
    }
    case 'kind':
      return kindOf(among([...COMMENT_KINDS, ...CONTENT_KINDS]))
    case 'state':
      return stateOf(among([...ISSUE_STATES, ...SERIES_STATES]))
    case 'is':
      return isOf(among(IS), u)
    default:
      throw mistake(`there is no prefix ${prefix}:`)
  }
}

function kindOf(kind: CommentKind | ContentKind): Wanted {
  const content = CONTENT_KINDS.find((one) => one === kind)
  return content
    ? { type: 'content', kinds: [content] }
    : { type: 'kind', kind: kind as CommentKind }
}

function stateOf(state: IssueState | SeriesState): Wanted {
  const ofIssue = ISSUE_STATES.find((one) => one === state)
  return ofIssue
    ? { type: 'state', states: [ofIssue] }
    : { type: 'series-state', state: state as SeriesState }
}

function isOf(what: (typeof IS)[number], { senders }: Understanding): Wanted {
  if (what === 'open') return { type: 'state', states: ISSUE_STATES.filter(isWaiting) }
  if (what === 'settled')
    return { type: 'state', states: ISSUE_STATES.filter((state) => !isWaiting(state)) }
  if (what === 'actionable' || what === 'nit') return { type: what }
  if (what === 'patch' || what === 'cover' || what === 'reply')
    return { type: 'content', kinds: [what] }
  return { type: 'sender', addresses: senders?.[what] ?? [] }
}

function textOf(term: Term, u: Understanding): Wanted {
  const { prefix, value } = term
  const text = wordsIn(term, u)
  const part = isPartOfName(term) ? value.toLowerCase().replace(/^\*/, '') : null
  const names = part === null ? [] : (u.namesWith.get(part) ?? [])
  const words = names.length > 0 ? names : [text]
  const open = term.open || BLOBS.has(prefix)
  const ofComment = u.in === 'comments' ? COMMENT_FIELDS[prefix] : undefined
  if (ofComment) return { type: 'text', of: 'comment', fields: ofComment, words, open }
  const fields = FIELDS[prefix] ?? []
  const ofDiff = fields.length > 0 && fields.every((field) => DIFF.includes(field))
  return {
    type: 'text',
    of: u.in === 'comments' && ofDiff ? 'about' : 'message',
    fields,
    words,
    open,
  }
}

/** The words of a term; there must be a letter or digit in them. */
function wordsIn({ value, at }: Term, { query }: Understanding): string {
  if (!/[\p{L}\p{N}]/u.test(value))
    throw new QueryError('there is no letter or digit in this', query, at)
  return value
}
