import type { SeriesMail } from '../model/review.ts'
import { headingIn } from '../text/changelog.ts'
import { proseOf } from './rules/prose.ts'
import type { Finding } from './rules/rule.ts'

/**
 * Evidence of a changelog as it is shown: a name at the end of an entry comes with the entry, and
 * where nothing but a name stands there, what says more is told first.
 */
export function entriesInFull(
  findings: readonly Finding[],
  material: SeriesMail,
  people: ReadonlySet<string>,
): Finding[] {
  const isBare = ({ text }: Finding): boolean => isBareName(text, people)
  const full = findings.map((f) => {
    const entry = f.rule.startsWith('changelog-')
      ? entryOf(f, material, isNaming(f) && isBare(f))
      : null
    const isTold = findings.some((other) => other !== f && isWithin(other, entry))
    return entry === null || isTold ? f : { ...f, line: entry.line, text: entry.text }
  })
  const [first, ...rest] = full
  if (!first || !isNaming(first) || !isBare(first)) return full
  const entry = entryOf(first, material, true)
  const says = rest.filter((f) => f.line !== null && !isBare(f) && !SAYS_NO_MORE.test(f.rule))
  const more = says.find((f) => isWithin(f, entry)) ?? says[0]
  return more ? [more, first, ...rest.filter((f) => f !== more)] : full
}

function isNaming({ rule }: Finding): boolean {
  return rule === 'changelog-names-reviewer' || rule === 'changelog-names-reviewer-of-many'
}

/** That somebody approves of it, or took it, tells less than a name. */
const SAYS_NO_MORE = /^(?:later-version|applied-|fixed-|reviewer-tags|tag-|patch-|no-|nobody-)/

/** Lines of a mail that are one entry, up to the one that names somebody. */
interface Entry {
  readonly messageId: string | null
  readonly line: number
  readonly endLine: number
  readonly text: string
}

const BULLET = /^\s*(?:[-*+\u2022o]|\d+[.)])\s/
/** Longer ones are lists without bullets, or letters. */
const LONGEST = 5

/** The entry that a line ends, or goes on with; `null` where it is all of it. */
function entryOf(f: Finding, material: SeriesMail, isBare: boolean): Entry | null {
  const { messageId, line, revisionIndex } = f
  if (line === null || revisionIndex === null) return null
  const prose = proseOf(material, revisionIndex)
  const found = prose.find((one) => one.messageId === messageId && one.line === line)
  const at = found?.entry.indexOf(found.text) ?? -1
  if (!found || at < 1) return null
  const begin = beginOf(found.entry, at)
  const isListed = BULLET.test(found.entry[begin] ?? '') && at - begin < LONGEST
  if (begin === at || (!isListed && !isBare)) return null
  const from = isListed ? begin : at - 1
  const text = found.entry.slice(from, at + 1).map((one) => one.trim())
  return { messageId, line: line - (at - from), endLine: line, text: text.join(' ') }
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

function isWithin({ messageId, line }: Finding, entry: Entry | null): boolean {
  if (entry === null || line === null) return false
  return messageId === entry.messageId && line >= entry.line && line < entry.endLine
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
