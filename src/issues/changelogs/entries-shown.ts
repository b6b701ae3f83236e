import type { SeriesMail } from '../../model/review.ts'
import { headingIn } from '../../text/changelog.ts'
import { isBullet, proseOf } from './prose.ts'
import type { Finding } from '../rules/rule.ts'

/**
 * Evidence of a changelog as it is shown: entries whole and once, a name at the end of one with it,
 * and where nothing but a name stands there, what says more is told first.
 */
export function entriesInFull(
  findings: readonly Finding[],
  material: SeriesMail,
  people: ReadonlySet<string>,
): Finding[] {
  const isBare = ({ text }: Finding): boolean => isBareName(text, people)
  const entries = findings.map((f) =>
    f.rule.startsWith('changelog-') ? entryOf(f, material, isNaming(f) && isBare(f)) : null,
  )
  const full = findings.flatMap((f, i) => {
    const entry = entries[i] ?? null
    if (entry === null) return [f]
    const same = findings.filter((other, j) => entries[j] !== null && isWithin(other, entry))
    const told = same.find((other) => !isNaming(other)) ?? same[0]
    return told === f ? [{ ...f, line: entry.line, text: entry.text }] : []
  })
  const [first, ...rest] = full
  if (!first || !isNaming(first) || !isBare(first)) return full
  const more = rest.find((f) => f.line !== null && !isBare(f) && !SAYS_NO_MORE.test(f.rule))
  return more ? [more, first, ...rest.filter((f) => f !== more)] : full
}

function isNaming({ rule }: Finding): boolean {
  return rule === 'changelog-names-reviewer' || rule === 'changelog-names-reviewer-of-many'
}

/** That somebody approves of it, or took it, tells less than a name. */
const SAYS_NO_MORE = /^(?:later-version|applied-|fixed-|reviewer-tags|tag-|patch-|no-|nobody-)/

/** Lines of a mail that are one entry of a list of changes. */
interface Entry {
  readonly messageId: string | null
  readonly line: number
  readonly endLine: number
  readonly text: string
}

/** Longer ones are lists without bullets, or letters. */
const LONGEST = 5

/** The entry that a line is of; `null` where it is all of it. */
function entryOf(f: Finding, material: SeriesMail, isBare: boolean): Entry | null {
  const { messageId, line, revisionIndex } = f
  if (line === null || revisionIndex === null) return null
  const prose = proseOf(material, revisionIndex)
  const found = prose.find((one) => one.messageId === messageId && one.line === line)
  const at = found?.entry.indexOf(found.text) ?? -1
  if (!found || at < 0) return null
  const begin = beginOf(found.entry, at)
  const end = endOf(found.entry, at)
  const isListed = isBullet(found.entry[begin] ?? '') && end - begin <= LONGEST
  const [from, to] = isListed ? [begin, end] : [isBare && begin < at ? at - 1 : at, at + 1]
  if (to - from === 1) return null
  const text = found.entry.slice(from, to).map((one) => one.trim())
  return {
    messageId,
    line: line - (at - from),
    endLine: line + (to - at) - 1,
    text: text.join(' '),
  }
}

/** "v4: - Sort the pumps (Rob)" */
const OF_VERSION = /^\W*v\d+(?:\.\d+)?\s*:/i

function isHead(line: string): boolean {
  return headingIn(line) !== null || /^-{2,}\s*$/.test(line)
}

/** Where the entry of a line begins: below a heading, or with the name of a version. */
function beginOf(entry: readonly string[], at: number): number {
  const above = entry.slice(0, at + 1)
  const heading = above.slice(0, -1).findLastIndex(isHead)
  return Math.max(
    heading + 1,
    above.findLastIndex((line) => OF_VERSION.test(line)),
    0,
  )
}

/** Where it ends: above the next heading, or the next version. */
function endOf(entry: readonly string[], at: number): number {
  const below = entry.slice(at + 1).findIndex((line) => isHead(line) || OF_VERSION.test(line))
  return below === -1 ? entry.length : at + 1 + below
}

function isWithin({ messageId, line }: Finding, entry: Entry): boolean {
  if (line === null) return false
  return messageId === entry.messageId && line >= entry.line && line <= entry.endLine
}

/** What may stand beside a name without saying what was done. */
const BESIDE = new Set(
  (
    'address addressed addresses addressing fix fixed fixes update updated updates change changed changes incorporate incorporated ' +
    'per by from with as of on in to for the all and both mostly according based after minor some various other more ' +
    'comment comments review reviews reviewer reviewers feedback remark remarks nit nits nitpick nitpicks concern concerns ' +
    'suggestion suggestions suggested suggests request requested requests pointed out help input issue issues patch patches since version rfc'
  ).split(' '),
)

/** "(Rob)", "[Andy/Ines]", "(patch 2)". */
const BRACKETS = /[([{]([^()[\]{}]*)[)\]}]/g

/**
 * "(Rob)", "[Andy]", "per Rob's comments": who, and not what.
 * @param people names of those who take part, in lower case
 */
export function isBareName(text: string, people: ReadonlySet<string>): boolean {
  const isAside = (inner: string): boolean =>
    wordsOf(inner).every((word) => /^\p{Lu}/u.test(word) || BESIDE.has(word.toLowerCase()))
  const rest = text.replace(BRACKETS, (all, inner: string) => (isAside(inner) ? ' ' : all))
  return wordsOf(rest).every((word) => {
    const lower = word.toLowerCase()
    return BESIDE.has(lower) || people.has(lower) || /^v\d+$/.test(lower)
  })
}

function wordsOf(text: string): string[] {
  return text.replace(/['\u2019]s?(?!\p{L})/gu, ' ').match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []
}
