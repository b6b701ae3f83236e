import type { Citation } from '../model/content.ts'
import { collapse } from '../text/lines.ts'

/** Letters of a hash: git shows seven at least, which is a word or a number too often. */
const HASH = String.raw`\b(?<commit>[0-9a-f]{8,40})\b`
/** `0123456789ab ("title")`, as in a Fixes: line; git's reference format: `0123456 (title, date)`. */
const CITED = [
  new RegExp(String.raw`${HASH}:? ?\(\s?"(?<title>.{3,200}?)"\)`),
  new RegExp(String.raw`${HASH} \((?<title>.{3,200}?), \d{4}-\d\d-\d\d\)`),
]
const MAY_CITE = /[0-9a-f]{8}/
/** Robots list what they built so, and that may be a patch that nobody took. */
const BUILT = /^\s*commit:\s*$/i
/** A title is wrapped once, seldom twice. */
const MOST_LINES = 3

/**
 * Commits that a mail names with their titles, in its own words: neither what it quotes nor a diff.
 * @param end number of the last line that counts
 */
export function citationsIn(lines: readonly string[], end: number): Citation[] {
  const found: Citation[] = []
  for (let n = 1; n <= end; n++) {
    const line = lines[n - 1] ?? ''
    if (!MAY_CITE.test(line) || line.startsWith('>')) continue
    const from = Math.max(0, n - 1 - MOST_LINES)
    if (BUILT.test(line.slice(0, line.search(MAY_CITE)))) continue
    if (lines.slice(from, n - 1).some((above) => BUILT.test(above))) continue
    const text = collapse(wrapped(lines, n, end).join(' '))
    const m = CITED.map((pattern) => pattern.exec(text)?.groups).find((one) => one !== undefined)
    // What is found further down is found there.
    if (m?.commit && m.title && line.includes(m.commit) && /[0-9]/.test(m.commit))
      found.push({ line: n, commit: m.commit, title: m.title })
  }
  const merged = mergedIn(lines, end)
  return [...found.filter((c) => merged.every(({ line }) => line !== c.line)), ...merged]
}

/** "(merged to 'next' on 2020-08-09 at 0123456789)", below which git's maintainer lists a topic. */
const MERGED = /^ {1,4}\(merged to '[\w/.-]+' on \d{4}-\d\d-\d\d at ([0-9a-f]{8,40})\)\s*$/
const TOPIC = /^\* \S/
const IN_TOPIC = /^ {1,4}\+ (\S.*)$/
const TAKEN_OUT = /^ {0,4}(?:has been )?reverted (?:out of|from) /i

/** What git's maintainer tells of the topics that he has merged: the title of each commit. */
function mergedIn(lines: readonly string[], end: number): Citation[] {
  const found: Citation[] = []
  let topic: Citation[] = []
  let commit: string | null = null
  for (let n = 1; n <= end; n++) {
    const line = lines[n - 1] ?? ''
    const title = IN_TOPIC.exec(line)?.[1]
    if (TOPIC.test(line)) {
      found.push(...topic)
      topic = []
      commit = null
    } else if (commit !== null && title !== undefined)
      topic.push({ line: n, commit, title: collapse(title) })
    else if (TAKEN_OUT.test(line)) topic = []
    commit = MERGED.exec(line)?.[1] ?? commit
  }
  return [...found, ...topic]
}

/** A line and those that go on with it. */
function wrapped(lines: readonly string[], n: number, end: number): string[] {
  const rest = lines.slice(n - 1, Math.min(end, n - 1 + MOST_LINES))
  const stop = rest.findIndex((line) => line.trim() === '' || line.startsWith('>'))
  return stop === -1 ? rest : rest.slice(0, stop)
}
