import { COMMENT_KINDS, ISSUE_STATES } from '../../model/issue.ts'
import type { Completion, CompleteReport } from '../../model/report/complete.ts'
import { isPrefix, PREFIXES } from '../../search/prefixes.ts'
import { pathsHolding, peopleStarting, titlesHolding } from '../../store/lookup/complete.ts'
import type { Database } from '../../store/store.ts'

/** Completions of one kind. */
const MOST = 8
/** Fewer letters fit nearly everything. */
const SHORTEST = 2

/** Prefixes whose values are people, and files. */
const PEOPLE: readonly string[] = ['f', 't', 'c', 'tc', 'a', 'by']
const PATHS: readonly string[] = ['file', 'dfn']
/** Prefixes that have a few values alone. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  is: ['open', 'settled', 'actionable', 'nit', 'bot', 'ci', 'human', 'patch', 'cover', 'reply'],
  state: ISSUE_STATES,
  kind: COMMENT_KINDS,
}

/**
 * How a query that is being typed may go on: the value of its last prefix, a prefix, the title of a
 * series, a search that was saved.
 * @param searches what was saved, by name
 */
export function completeReport(
  store: Database,
  query: string,
  searches: Readonly<Record<string, string>>,
): Promise<CompleteReport> {
  return completeWith(knownTo(store), query, searches)
}

/** What a store, or several, know that begins like a word: the likeliest first. */
export interface Known {
  readonly people: (start: string, limit: number) => ReturnType<typeof peopleStarting>
  readonly paths: (part: string, limit: number) => ReturnType<typeof pathsHolding>
  readonly titles: (words: readonly string[], limit: number) => ReturnType<typeof titlesHolding>
}

function knownTo(store: Database): Known {
  return {
    people: (start, limit) => peopleStarting(store, start, limit),
    paths: (part, limit) => pathsHolding(store, part, limit),
    titles: (words, limit) => titlesHolding(store, words, limit),
  }
}

/** The same of whatever knows. */
export async function completeWith(
  known: Known,
  query: string,
  searches: Readonly<Record<string, string>>,
): Promise<CompleteReport> {
  const completions = await completionsOf(known, query, searches)
  return { schema: 'patchtrail/complete/1', query, completions }
}

async function completionsOf(
  known: Known,
  query: string,
  searches: Readonly<Record<string, string>>,
): Promise<Completion[]> {
  const head = query.slice(0, query.search(/\S*$/))
  const last = query.slice(head.length)
  const [, prefix, value] = /^-?([a-z]+):"?(.*)$/.exec(last) ?? []
  if (prefix !== undefined && value !== undefined && isPrefix(prefix))
    return valuesOf(known, {
      head: `${head}${last.startsWith('-') ? '-' : ''}${prefix}:`,
      prefix,
      value,
    })
  if (last.startsWith('@') && head === '') return savedLike(searches, last.slice(1))
  return [...prefixesLike(head, last), ...(await titlesLike(known, query))]
}

async function valuesOf(
  known: Known,
  {
    head,
    prefix,
    value,
  }: { readonly head: string; readonly prefix: string; readonly value: string },
): Promise<Completion[]> {
  const fixed = VALUES[prefix]
  if (fixed)
    return fixed
      .filter((one) => one.startsWith(value))
      .map((one) => ({ kind: 'value', value: `${head}${one}`, label: `${prefix}: ${one}` }))
  if (value.length < SHORTEST) return []
  if (PEOPLE.includes(prefix))
    return (await known.people(value, MOST)).map(({ name, address, mails }) => ({
      kind: 'person',
      value: `${head}${address}`,
      label: `${name || address}, ${mails} mails`,
    }))
  if (!PATHS.includes(prefix)) return []
  return (await known.paths(value, MOST)).map(({ path, times }) => ({
    kind: 'file',
    value: `${head}${path}`,
    label: `in ${times} patches`,
  }))
}

function prefixesLike(head: string, last: string): Completion[] {
  if (last === '') return []
  return PREFIXES.filter(({ name }) => name.startsWith(last)).map(({ name, means }) => ({
    kind: 'prefix',
    value: `${head}${name}:`,
    label: means.replace(/[;.].*$/s, ''),
  }))
}

function savedLike(searches: Readonly<Record<string, string>>, start: string): Completion[] {
  return Object.entries(searches)
    .filter(([name]) => name.startsWith(start))
    .map(([name, query]) => ({ kind: 'search', value: `@${name}`, label: query }))
}

/** The words of a query that may be a title; none where it says more than words can. */
export function titleWords(query: string): string[] {
  const words = query.split(/\s+/).filter(Boolean)
  const isPlain = (word: string): boolean =>
    !/^[-"(*]|["*)]$/.test(word) && !isPrefix(/^([a-z]+):/.exec(word)?.[1] ?? '')
  return words.every(isPlain) ? words : []
}

async function titlesLike(known: Known, query: string): Promise<Completion[]> {
  const words = titleWords(query)
  if (words.length === 0 || query.trim().length < SHORTEST) return []
  return (await known.titles(words, MOST)).map(({ title, version }) => ({
    kind: 'series',
    value: title,
    label: `series, v${version}`,
  }))
}
