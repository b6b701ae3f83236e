import type { Sql, TextIndex, TextRow } from '../driver/dialect.ts'
import type { Value } from '../driver/driver.ts'
import { parsedQuery, type TextQuery } from './query.ts'
import { wordsIn } from './words.ts'

/**
 * A text is kept as its words, each column a line, with two blanks between them and one at either
 * end: so each word, and each phrase, is a text of its own in it, and can be counted.
 */
const BETWEEN = '  '
/** Words that tell the columns apart: no word of a text has such a sign. */
const MARK = '#'
/** Bytes of the different words of one text: a `tsvector` holds a mebibyte. */
const MOST = 700_000
/**
 * Of the texts that were found, the newest that are ranked, divided by the phrases of the query.
 */
const RANKED = 700
const LEAST_RANKED = 300

/** What a text is kept as: its words for the index, in their order, and how many. */
export function keptText({ columns, stems }: TextIndex, [key, ...texts]: TextRow): Value[] {
  const fields = columns.map((_, i) => wordsIn(texts[i] ?? '', stems))
  const places = new Map<string, string>()
  let bytes = 0
  for (const [i, words] of fields.entries()) {
    if (words.length > 0) places.set(`${MARK}${i + 1}`, `${i + 1}`)
    for (const word of words) {
      const known = places.get(word)
      const place = `${i + 1}`
      if (known === undefined) {
        bytes += word.length + 12
        if (bytes < MOST) places.set(word, place)
      } else if (!known.endsWith(place)) places.set(word, `${known},${place}`)
    }
  }
  return [
    key,
    fields.reduce((sum, words) => sum + words.length, 0),
    [...places].map(([word, at]) => `'${word}':${at}`).join(' '),
    fields.map((words) => (words.length === 0 ? '' : ` ${words.join(BETWEEN)} `)).join('\n'),
  ]
}

/** Columns of the table of an index, in the order of `keptText`. */
export const TEXT_COLUMNS = ['rowid', 'length', 'lexemes', 'words'] as const

/** A phrase as it is looked for. */
interface Phrase {
  readonly type: 'phrase'
  readonly words: readonly string[]
  /** Numbers of the columns that it may stand in, from 1; empty: all. */
  readonly fields: readonly number[]
  readonly open: boolean
}
type Node = Phrase | { readonly type: 'and' | 'or'; readonly of: readonly Node[] }

function nodeOf(query: TextQuery, index: TextIndex): Node {
  if (query.type !== 'phrase')
    return { type: query.type, of: query.of.map((one) => nodeOf(one, index)) }
  const numbers = query.fields.map((field) => index.columns.indexOf(field) + 1)
  return {
    type: 'phrase',
    words: wordsIn(query.words, index.stems),
    fields: numbers.length === index.columns.length ? [] : numbers,
    open: query.open,
  }
}

function phrasesIn(node: Node): readonly Phrase[] {
  return node.type === 'phrase' ? [node] : node.of.flatMap(phrasesIn)
}

/** The words of a query, without their order; `null`: nothing can fit. */
function wordQuery(node: Node): string | null {
  if (node.type === 'phrase') {
    if (node.words.length === 0) return null
    const marks = node.fields.map((n) => `'${MARK}${n}'`).join(' | ')
    const last = node.words.length - 1
    return node.words
      .map((word, i) => `'${word}'${node.open && i === last ? ':*' : ''}`)
      .map((word) => (marks === '' ? word : `(${word} <0> (${marks}))`))
      .join(' & ')
  }
  const parts = node.of.map(wordQuery)
  const there = parts.filter((part) => part !== null)
  if (there.length === 0 || (node.type === 'and' && there.length < parts.length)) return null
  return there.map((part) => `(${part})`).join(node.type === 'and' ? ' & ' : ' | ')
}

const BY_WORDS = 'lexemes @@ (SELECT CAST(? AS tsquery))'

/** Does a text fit, also by the order of the words of a phrase? */
function condition(node: Node): Sql {
  const words = wordQuery(node)
  if (words === null) return { text: 'FALSE', values: [] }
  const byWords = { text: BY_WORDS, values: [words] }
  if (phrasesIn(node).every((phrase) => phrase.words.length < 2)) return byWords
  return joined([byWords, inOrder(node)], ' AND ')
}

function inOrder(node: Node): Sql {
  if (node.type !== 'phrase')
    return joined(node.of.map(inOrder), node.type === 'and' ? ' AND ' : ' OR ')
  if (node.words.length < 2) return condition(node)
  const pattern = patternOf(node)
  if (node.fields.length === 0) return { text: 'strpos(words, ?) > 0', values: [pattern] }
  return joined(
    node.fields.map((n) => ({
      text: `strpos(split_part(words, E'\\n', ${n}), ?) > 0`,
      values: [pattern],
    })),
    ' OR ',
  )
}

function patternOf({ words, open }: Phrase): string {
  return ` ${words.join(BETWEEN)}${open ? '' : ' '}`
}

function joined(parts: readonly Sql[], by: string): Sql {
  return {
    text: `(${parts.map(({ text }) => text).join(by)})`,
    values: parts.flatMap(({ values }) => values),
  }
}

export function matchingTexts(index: TextIndex, query: string): Sql {
  const { text, values } = condition(nodeOf(parsedQuery(query), index))
  return { text: `SELECT rowid FROM ${index.name} WHERE ${text}`, values }
}

/**
 * The same with their ranks, by the formula of FTS5 (BM25). The newest ones are ranked; what is
 * older is told to be found, and comes after them.
 */
export function rankedTexts(
  index: TextIndex,
  query: string,
  weights: readonly number[],
  best: number | null,
): Sql {
  const node = nodeOf(parsedQuery(query), index)
  const phrases = phrasesIn(node).filter(({ words }) => words.length > 0)
  const fits = condition(node)
  const most = Math.max(LEAST_RANKED, Math.floor(RANKED / Math.max(1, phrases.length)))
  const parts = phrases.map((phrase) => worth(phrase, index, weights, phrase === node))
  const sum = parts.map(({ text }) => text).join(' + ') || '0'
  const limit = best === null ? '' : ` ORDER BY 2, 1 DESC LIMIT ${best}`
  return {
    text: `WITH mean AS MATERIALIZED (${meanOf(index)}), hit AS MATERIALIZED (
      SELECT rowid, row_number() OVER (ORDER BY rowid DESC) AS place FROM ${index.name}
      WHERE ${fits.text}
    ), near AS MATERIALIZED (
      SELECT t.rowid, string_to_array(t.words, E'\\n') AS w,
        0.3 + 0.9 * t.length / mean.length AS part
      FROM hit JOIN ${index.name} t ON t.rowid = hit.rowid CROSS JOIN mean WHERE hit.place <= ${most}
    )
    SELECT rowid AS hit, CAST(0 - (${sum}) AS double precision) AS rank FROM near
    UNION ALL SELECT rowid, 0 FROM hit WHERE place > ${most}${limit}`,
    values: [...fits.values, ...parts.flatMap(({ values }) => values)],
  }
}

/** Of so many texts the server's own estimate and the newest of them tell as much as all do. */
const MANY = 30_000
const NEWEST = 3000

/**
 * How many texts there are, and how long they are on average: all are counted where they are few.
 * The index of a primary key is in the order of NULLS FIRST, though it holds none.
 */
function meanOf({ name }: TextIndex): string {
  const told = `(SELECT reltuples FROM pg_class WHERE oid = to_regclass('${name}'))`
  const average = 'CAST(avg(length) AS double precision)'
  return `SELECT CASE WHEN ${told} > ${MANY} THEN ${told} ELSE (SELECT count(*) FROM ${name}) END AS n,
    CASE WHEN ${told} > ${MANY} THEN (SELECT ${average} FROM (
      SELECT length FROM ${name} ORDER BY rowid DESC NULLS FIRST LIMIT ${NEWEST}) newest)
    ELSE (SELECT ${average} FROM ${name}) END AS length`
}

/**
 * What a phrase is worth in a row of `near`: its count there, its rarity.
 * @param isAll the query is this phrase alone: what it finds is `hit`
 */
function worth(phrase: Phrase, index: TextIndex, weights: readonly number[], isAll: boolean): Sql {
  const having: Sql = isAll ? { text: '', values: [] } : condition(phrase)
  const texts = isAll ? 'hit' : `${index.name} WHERE ${having.text}`
  const counts = index.columns.map((_, i) =>
    phrase.fields.length === 0 || phrase.fields.includes(i + 1) ? (weights[i] ?? 1) : 0,
  )
  const pattern = patternOf(phrase)
  const rare = `(SELECT CASE WHEN 2 * h.n < mean.n THEN ln((mean.n - h.n + 0.5) / (h.n + 0.5))
    ELSE 0.000001 END FROM mean, (SELECT count(*) AS n FROM ${texts}) h)`
  // Most texts have few of the words that a part of an identifier stands for.
  const often = `(SELECT coalesce(sum(u.weight * (octet_length(u.line) - octet_length(replace(u.line, ?, '')))), 0)
    / ${Buffer.byteLength(pattern)} AS f FROM unnest(w, CAST(? AS double precision[])) u(line, weight)
    WHERE u.weight > 0 AND strpos(u.line, ?) > 0)`
  return {
    text: `${rare} * (SELECT f * 2.2 / (f + part) FROM ${often} x)`,
    values: [...having.values, pattern, `{${counts.join(',')}}`, pattern],
  }
}
