import type { Query, Term } from '../model/query.ts'
import { isPrefix, nearestPrefix } from './prefixes.ts'
import { QueryError } from './query-error.ts'

/** Parentheses in one another. */
const DEEPEST = 15
/** Characters of a query, and words and phrases in it: what the store can bear. */
const LONGEST = 4000
const MOST = 200

type Token =
  | { readonly type: 'open' | 'close' | 'and' | 'or' | 'not'; readonly at: number }
  | { readonly type: 'term'; readonly term: Term; readonly at: number }

/**
 * Reads a query as lore does: words are all wanted; `"a phrase"`, `word*`, `prefix:word`,
 * `prefix:"a phrase"`, `AND`, `OR`, `NOT`, `-word`, parentheses. Throws QueryError, which points at
 * the spot.
 */
export function parseQuery(text: string): Query {
  if (text.length > LONGEST)
    throw new QueryError(`a query may have ${LONGEST} characters`, text.slice(0, 80), 0)
  const nul = text.indexOf('\0')
  if (nul !== -1)
    throw new QueryError(
      'a query is text; this character is none',
      text.replaceAll('\0', '\ufffd'),
      nul,
    )
  const parser = new Parser(text, tokensOf(text))
  return parser.whole()
}

class Parser {
  private next = 0
  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token[],
  ) {}

  whole(): Query {
    const tooMany = this.tokens[MOST]
    if (tooMany) throw new QueryError(`a query may have ${MOST} words`, this.text, tooMany.at)
    if (this.tokens.length === 0) throw new QueryError('nothing to search for', this.text, 0)
    const query = this.any(0)
    const rest = this.tokens[this.next]
    if (rest) throw new QueryError('there is no ( for this )', this.text, rest.at)
    return query
  }

  private any(depth: number): Query {
    const of = [this.all(depth)]
    while (this.take('or')) of.push(this.all(depth))
    return of.length === 1 && of[0] ? of[0] : { type: 'any', of }
  }

  private all(depth: number): Query {
    const of = [this.one(depth)]
    for (;;) {
      const token = this.tokens[this.next]
      if (!token || token.type === 'or' || token.type === 'close') break
      this.take('and')
      of.push(this.one(depth))
    }
    return of.length === 1 && of[0] ? of[0] : { type: 'all', of }
  }

  private one(depth: number): Query {
    const token = this.tokens[this.next++]
    if (token?.type === 'term') return token.term
    if (depth > DEEPEST)
      throw new QueryError('too many parentheses', this.text, token?.at ?? this.text.length)
    if (token?.type === 'not') return { type: 'not', of: this.one(depth + 1) }
    if (token?.type === 'open') {
      const query = this.any(depth + 1)
      if (!this.take('close')) throw new QueryError('this ( is not closed', this.text, token.at)
      return query
    }
    if (!token) throw new QueryError('something is missing at the end', this.text, this.text.length)
    const words = { close: ')', and: 'AND', or: 'OR' }[token.type]
    throw new QueryError(`something is missing before this ${words}`, this.text, token.at)
  }

  private take(type: Token['type']): boolean {
    if (this.tokens[this.next]?.type !== type) return false
    this.next++
    return true
  }
}

const OPERATORS: ReadonlyMap<string, 'and' | 'or' | 'not'> = new Map([
  ['AND', 'and'],
  ['OR', 'or'],
  ['NOT', 'not'],
])

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const c = text[at] ?? ''
    if (/\s/.test(c)) at++
    else if (c === '(' || c === ')') tokens.push({ type: c === '(' ? 'open' : 'close', at: at++ })
    else if (/^-[^\s)>-]/.test(text.slice(at, at + 2))) tokens.push({ type: 'not', at: at++ })
    else {
      const { term, end } = termAt(text, at)
      const operator = term.prefix === '' && !term.quoted ? OPERATORS.get(term.value) : undefined
      tokens.push(operator ? { type: operator, at } : { type: 'term', term, at })
      at = end
    }
  }
  return tokens
}

/** The word or phrase that starts at `at`, with its prefix. */
function termAt(text: string, at: number): { readonly term: Term; readonly end: number } {
  const prefix = prefixAt(text, at)
  const start = at + (prefix === '' ? 0 : prefix.length + 1)
  const isPhrase = text[start] === '"'
  const end = isPhrase ? text.indexOf('"', start + 1) + 1 : wordEnd(text, start)
  if (end === 0) throw new QueryError('this " has no second one', text, start)
  const raw = isPhrase ? text.slice(start + 1, end - 1) : text.slice(start, end)
  const open = isPhrase ? text[end] === '*' : raw.length > 1 && raw.endsWith('*')
  const value = !isPhrase && open && !holdsGlob(prefix) ? raw.slice(0, -1) : raw
  if (value.trim() === '')
    throw new QueryError(
      prefix === '' ? 'there is nothing between these quotes' : `there is nothing after ${prefix}:`,
      text,
      start,
    )
  return {
    term: { type: 'term', prefix, value, quoted: isPhrase, open, at: start },
    end: isPhrase && open ? end + 1 : end,
  }
}

/** `name` of `name:`, where it is a prefix. A word such as `Fixes:` or `std::move` is none. */
function prefixAt(text: string, at: number): string {
  const [, name = ''] = /^([a-z]{1,8}):(?!:)/.exec(text.slice(at, at + 10)) ?? []
  // `http://x` is a word; `file:/drivers/x.c` is none.
  if (name === '' || isPrefix(name) || text[at + name.length + 1] === '/')
    return isPrefix(name) ? name : ''
  const near = nearestPrefix(name)
  throw new QueryError(
    `there is no prefix ${name}:${near ? `, did you mean ${near}:?` : ' (put the word between quotes to search for it)'}`,
    text,
    at,
  )
}

/** `*` means more than "longer words" there. */
function holdsGlob(prefix: string): boolean {
  return prefix === 'file' || prefix === 'fn'
}

/** A word ends at a blank, or at a parenthesis that is not its own: `foo()` is a word. */
function wordEnd(text: string, start: number): number {
  let depth = 0
  let at = start
  for (; at < text.length; at++) {
    const c = text[at] ?? ''
    if (/\s/.test(c) || c === '"') break
    if (c === '(') depth++
    else if (c === ')' && depth-- === 0) break
  }
  return at
}
