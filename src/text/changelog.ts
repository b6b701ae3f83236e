import { isBlank } from './lines.ts'

/** "Stefan Example (2):", above the titles of his patches in a cover letter. */
const SHORTLOG = /^\S.{0,80} \(\d+\):\s*$/

/** "Changes", "Chagnelog", "What's new". */
const WORD = String.raw`(?:cha\w{2,10}(?: ?log| history)?|new|what's new|updates?|diff(?:erence)?s?)`
const START = String.raw`^[\s*#=_[(-]{0,6}`
/** What may stand behind the version in a heading. */
const END = String.raw`(?:\W*$|\]?\s*[:(,\u2013-]|\s+changes?\b)`

/** `v2 -> v3:`, "Changes from v2 to v3". */
const FROM_TO = new RegExp(
  String.raw`${START}(?:${WORD} )?(?:from |between )?v\d+\s*(?:to|and|[-=]+>|\u2192|\.{2,})\s*v?(\d+)${END}`,
  'i',
)
/** "Changes since v2:" is what came in v3. */
const SINCE = new RegExp(
  String.raw`${START}(?:${WORD} )?(?:made )?(?:since|from|over|compared to) (?:patch )?\[?v(\d+)\b`,
  'i',
)
/** "Changes in v3:", "Changelog v3", "v3:", "[v3]", "v3 - renamed it". */
const IN = new RegExp(
  String.raw`${START}(?:${WORD}:?(?: made)?(?: (?:in|for|of|with|to))?(?: the)? )?(?:(?:patch |series )?v|version )(\d+)${END}`,
  'i',
)

/** "v2: https://...", "[v1] <https://...>", "v1 was posted here: ...": where a version can be read. */
const LINK_OF_VERSION = new RegExp(
  [
    String.raw`^[^a-z]{0,10}(?:(?:links?|changes?) (?:to|from|since|in) )?(?:rfc ?)?(?:patch ?)?`,
    String.raw`(?:v|version )\d{1,3}\b`,
    String.raw`(?:\W{0,6}\b(?:links?|lore|patch|patchset|series|rfc|posting|thread|discussion`,
    String.raw`|here|at|on|is|was|posted|sent|found|can|be|available)\b){0,6}`,
    String.raw`[^a-z]{0,20}https?:\S+\s*$`,
  ].join(''),
  'i',
)
/** `- Link to v2: <address>`, or an address alone: says nothing of what was done. */
const LINK = /^\W*link(?:s)? to (?:v?\d|rfc|previous|last)|^\W*(?:\[\d+\]\s*)?https?:\S+\s*$/i

/** Does a line only say where something can be read, or an earlier version of this? */
export function isLink(line: string): boolean {
  return LINK.test(line) || LINK_OF_VERSION.test(line)
}

/** So many links in one list are looked at. */
const MOST_LINKS = 20

interface Heading {
  readonly version: number
  /** It names the version before, and may tell of all that came since. */
  readonly isSince: boolean
}

/** The version that a heading of a changelog names; `null` where a line is none. */
export function headingIn(line: string): Heading | null {
  const since = SINCE.exec(line)
  const fromTo = FROM_TO.exec(line)
  if (fromTo) return { version: Number(fromTo[1]), isSince: false }
  if (since) return { version: Number(since[1]) + 1, isSince: true }
  const own = IN.exec(line)
  return own ? { version: Number(own[1]), isSince: false } : null
}

/**
 * The heading at a line. A list of links to earlier versions is none: nothing below a link tells
 * what changed in that version, but the entries of it.
 */
export function headingAt(lines: readonly string[], at: number): Heading | null {
  const line = lines[at] ?? ''
  const heading = headingIn(line)
  if (!heading) return null
  let below = at + 1
  while (below < at + MOST_LINKS && isLink(lines[below] ?? '')) below++
  const isLinked = isLink(line) || (below > at + 1 && /\d\W*$/.test(line))
  if (!isLinked) return heading
  const isOfList = (isLink(line) && below > at + 1) || isLink(lines[at - 1] ?? '')
  return hasEntries(lines, below, isOfList) ? heading : null
}

/** Do entries stand there, or, but below a list of links, behind an empty line? */
function hasEntries(lines: readonly string[], below: number, isOfList: boolean): boolean {
  const isApart = isBlank(lines[below])
  const next = lines[isApart ? below + 1 : below] ?? ''
  if (isBlank(next) || /^-{2,}\s*$/.test(next) || headingIn(next)) return false
  return !isApart || (!isOfList && /^\s*[-*+\u2022]\s/.test(next))
}

/**
 * The version that each line of a changelog is of, by the headings above it; `null` where none says
 * so. A first "Changes since v1" in v3 may be all that changed, and says nothing.
 * @param version the version that the changelog was sent with
 */
export function versionsIn(lines: readonly string[], version: number): (number | null)[] {
  let at: number | null = null
  let isFirst = true
  return lines.map((line, i) => {
    if (/^-{3,}\s*$/.test(line)) at = null
    const heading = headingAt(lines, i)
    if (!heading) return at
    at = heading.isSince && isFirst ? version : heading.version
    isFirst = false
    return at
  })
}

/** Indices of the lines that list who wrote which patches. */
export function shortlogIn(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>()
  for (const [i, line] of lines.entries()) {
    const isTitle = found.has(i - 1) && /^\s+\S/.test(line)
    const isHead = SHORTLOG.test(line) && /^\s+\S/.test(lines[i + 1] ?? '')
    if (isTitle || isHead) found.add(i)
  }
  return found
}
