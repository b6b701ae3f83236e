import type { SearchIn, SearchSort } from '../../model/query.ts'
import type { Wanted } from '../../model/wanted.ts'
import { condition, joined, textMatch } from './conditions.ts'
import type { Dialect, Sql } from '../driver/dialect.ts'
import { COMMENT_TEXT, COMMENTS_OF_MESSAGE, MESSAGE_TEXT } from '../tables/search.ts'

/**
 * Rows of one kind that a query asks for: `m` is their message, `c` their comment where they are
 * comments.
 */
export interface Compiled {
  /** What the rows are taken from, with the rank of each as `rank` where words decide it. */
  readonly from: Sql
  readonly where: Sql
  readonly isRanked: boolean
  /**
   * Words alone decide: how many rows there are, which can be told sooner than by looking at each.
   */
  readonly count: Sql | null
  /** The words that rank the rows, each as a query of the index. */
  readonly phrases: readonly string[]
}

/** Of the rows that words alone decide, so many of the best are put in order by their age too. */
const BEST = 2000

/** How a word counts: in a comment more than above it; in a subject more than in a body. */
const WEIGHTS = {
  comment: [3, 0.3],
  message: [4, 1, 2, 0.5, 1.5, 0.8, 1, 1, 0.5, 1, 1, 1],
} as const

/** What of the rows is asked for. */
export interface PageAsked {
  readonly sort: SearchSort
  readonly offset: number
  readonly limit: number
  /** Where words alone decide: so many of the best by them are looked at, and no others. */
  readonly best?: number
}

/** Makes of what is wanted a condition in SQL; words that all rows must have also rank them. */
export function compile(
  dialect: Dialect,
  wanted: Wanted,
  kind: SearchIn,
  { sort, offset, limit, best }: PageAsked,
): Compiled {
  const all = wanted.type === 'all' ? wanted.of : [wanted]
  const unit = kind === 'comments' ? 'comment' : 'message'
  const leading = all.filter((one): one is Wanted => matchOf(one, unit) !== null)
  const rest = all.filter((one) => !leading.includes(one))
  const conditions = [...rest.map((one) => condition(dialect, one, kind)), ...standing(kind)]
  const where = joined(conditions, ' AND ')
  if (leading.length === 0)
    return { from: plainFrom(kind), where, isRanked: false, count: null, phrases: [] }
  const match = leading
    .map((one) => matchOf(one, unit) ?? '')
    .map((one) => `(${one})`)
    .join(' AND ')
  const isAlone = rest.length === 0 && kind !== 'patches'
  return {
    from: rankedFrom(
      dialect,
      kind,
      match,
      isAlone && sort === 'relevance' ? (best ?? (offset + limit <= BEST / 2 ? BEST : null)) : null,
    ),
    where,
    isRanked: true,
    count: isAlone ? countOf(dialect, kind, match) : null,
    phrases: leading.flatMap(phrasesIn),
  }
}

function phrasesIn(wanted: Wanted): string[] {
  if (wanted.type === 'text')
    return wanted.words.map((word) => textMatch({ ...wanted, words: [word] }))
  return wanted.type === 'all' || wanted.type === 'any' ? wanted.of.flatMap(phrasesIn) : []
}

function countOf(dialect: Dialect, kind: SearchIn, match: string): Sql {
  const [index, key] =
    kind === 'comments'
      ? [COMMENT_TEXT, `h.rowid / ${COMMENTS_OF_MESSAGE}`]
      : [MESSAGE_TEXT, 'h.rowid']
  const { text, values } = dialect.matching(index, match)
  return {
    text: `SELECT count(*) AS n FROM (${text}) h WHERE ${key} NOT IN (
      SELECT message FROM copy UNION SELECT id FROM message WHERE removed = 1)`,
    values,
  }
}

function plainFrom(kind: SearchIn): Sql {
  return {
    text: kind === 'comments' ? 'anchor c JOIN message m ON m.id = c.message' : 'message m',
    values: [],
  }
}

function rankedFrom(dialect: Dialect, kind: SearchIn, match: string, best: number | null): Sql {
  const [index, weights] =
    kind === 'comments' ? [COMMENT_TEXT, WEIGHTS.comment] : [MESSAGE_TEXT, WEIGHTS.message]
  const { text, values } = dialect.ranked(index, match, weights, best)
  const join =
    kind === 'comments'
      ? `JOIN message m ON m.id = h.hit / ${COMMENTS_OF_MESSAGE} JOIN anchor c ON c.message = m.id AND c.number = h.hit % ${COMMENTS_OF_MESSAGE}`
      : 'JOIN message m ON m.id = h.hit'
  return { text: `(${text}) h ${join}`, values }
}

/** What holds for all rows: they are there, and no copies. */
function standing(kind: SearchIn): Sql[] {
  const there = {
    text: 'm.removed = 0 AND NOT EXISTS (SELECT 1 FROM copy y WHERE y.message = m.id)',
    values: [],
  }
  return kind === 'patches'
    ? [there, { text: `m.content IN ('patch', 'cover')`, values: [] }]
    : [there]
}

/** The full-text query of something that asks for words of the unit alone; `null` for all else. */
function matchOf(wanted: Wanted, unit: 'comment' | 'message'): string | null {
  if (wanted.type === 'text') return wanted.of === unit ? textMatch(wanted) : null
  if (wanted.type !== 'all' && wanted.type !== 'any') return null
  const parts = wanted.of.map((one) => matchOf(one, unit))
  return parts.includes(null)
    ? null
    : parts.map((part) => `(${part})`).join(wanted.type === 'all' ? ' AND ' : ' OR ')
}

/**
 * In which order: the best first, newer ones before older ones that are as good; or the newest
 * first.
 */
export function orderOf({ isRanked }: Compiled, sort: SearchSort): string {
  // Half of what a hit is worth fades with its age; after five years half of that is gone.
  const year = (date: string): string => `CAST(substr(${date}, 1, 4) AS DOUBLE PRECISION)`
  const years = `((SELECT ${year('max(date)')} FROM message WHERE date < '2080') - ${year('m.date')})`
  const age = `(${years} + abs(${years})) / 2`
  const newest = 'm.date IS NULL, m.date DESC, m.message_id'
  return isRanked && sort === 'relevance'
    ? `h.rank * (0.5 + 2.5 / (5 + ${age})), ${newest}`
    : newest
}

export { BEST, WEIGHTS }
