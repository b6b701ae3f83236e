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
 * The version that each line of a changelog is of, by the headings above it; `null` where none says
 * so. A first "Changes since v1" in v3 may be all that changed, and says nothing.
 * @param version the version that the changelog was sent with
 */
export function versionsIn(lines: readonly string[], version: number): (number | null)[] {
  let at: number | null = null
  let isFirst = true
  return lines.map((line) => {
    if (/^-{3,}\s*$/.test(line)) at = null
    const heading = headingIn(line)
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
