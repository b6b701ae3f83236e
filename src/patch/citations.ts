import type { Citation } from '../model/content.ts'
import { collapse } from '../text/lines.ts'

/** Letters of a hash: git shows seven at least, which is a word or a number too often. */
const HASH = String.raw`\b(?<commit>[0-9a-f]{8,40})\b`
/** `0123456789ab ("title")`, as in a Fixes: line; as git refers to it: `0123456 (title, date)`. */
const CITED = [
  new RegExp(String.raw`${HASH}:? ?\(\s?"(?<title>.{3,200}?)"\)`),
  new RegExp(String.raw`${HASH} \((?<title>.{3,200}?), \d{4}-\d\d-\d\d\)`),
]
const MAY_CITE = /[0-9a-f]{8}/
/** `> `, `TL> `, ` | `: somebody else's words. */
const QUOTED = /^\s*(?:\w{0,5}>|\|)/
/** Robots list what they built so, and that may be a patch that nobody took. */
const BUILT = /^\s*commit:\s*$/i
/** "Already fixed by ...": that is another patch, whatever its title. */
const ANOTHER =
  /\b(?:fixed|done|solved|handled|superseded|replaced)(?: already)? (?:by|in|with)\b[^.?!]*$/i
/** A title is wrapped once, seldom twice. */
const MOST_LINES = 3

/**
 * Commits that a mail names with their titles, in its own words: neither what it quotes nor a diff.
 * Of several in a line the first.
 * @param end number of the last line that counts
 */
export function citationsIn(lines: readonly string[], end: number): Citation[] {
  const found = mergedIn(lines, end)
  const listed = new Set(found.map(({ line }) => line))
  for (let n = 1; n <= end; n++) {
    const line = lines[n - 1] ?? ''
    if (!MAY_CITE.test(line) || QUOTED.test(line) || listed.has(n)) continue
    const above = lines.slice(Math.max(0, n - 1 - MOST_LINES), n - 1)
    const before = line.slice(0, line.search(MAY_CITE))
    if (BUILT.test(before) || above.some((one) => BUILT.test(one))) continue
    if (ANOTHER.test(`${above.at(-1) ?? ''} ${before}`)) continue
    const text = collapse(wrapped(lines, n, end).join(' '))
    const m = CITED.map((pattern) => pattern.exec(text)?.groups).find((one) => one !== undefined)
    // What is found further down is found there.
    if (m?.commit && m.title && line.includes(m.commit) && /[0-9]/.test(m.commit))
      found.push({ line: n, commit: m.commit, kind: kindBy(before), title: m.title, tree: null })
  }
  return found.sort((a, b) => a.line - b.line)
}

function kindBy(before: string): Citation['kind'] {
  return /^Fixes:\s*$/i.test(before) ? 'fixes' : 'names'
}

/** "(merged to 'next' on 2020-08-09 at 0123456789)", below which git's maintainer lists a topic. */
const MERGED = /^ {1,4}\(merged to '[\w/.-]+' on \d{4}-\d\d-\d\d at ([0-9a-f]{8,40})\)\s*$/
const TOPIC = /^\* \S/
const IN_TOPIC = /^ {1,4}\+ (\S.*)$/
const TAKEN_OUT = /^ {0,4}(?:has been )?(?:reverted|ejected|dropped) (?:out of|from) /i

/** What git's maintainer tells of the topics that he has merged: the title of each commit. */
function mergedIn(lines: readonly string[], end: number): Citation[] {
  const topics: Citation[][] = []
  let commit: string | null = null
  for (let n = 1; n <= end; n++) {
    const line = lines[n - 1] ?? ''
    const title = IN_TOPIC.exec(line)?.[1]
    if (TOPIC.test(line)) {
      topics.push([])
      commit = null
    } else if (commit !== null && title !== undefined)
      topics.at(-1)?.push({ line: n, commit, kind: 'merged', title: collapse(title), tree: null })
    else if (TAKEN_OUT.test(line))
      topics.push((topics.pop() ?? []).map((one) => ({ ...one, kind: 'reverted' })))
    commit = MERGED.exec(line)?.[1] ?? commit
  }
  return topics.flat()
}

/** A line and those that go on with it. */
function wrapped(lines: readonly string[], n: number, end: number): string[] {
  const rest = lines.slice(n - 1, Math.min(end, n - 1 + MOST_LINES))
  const stop = rest.findIndex((line) => line.trim() === '' || QUOTED.test(line))
  return stop === -1 ? rest : rest.slice(0, stop)
}
