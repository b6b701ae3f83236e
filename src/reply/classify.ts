import type { ReplyNode } from '../model/reply.ts'
import { isBanner } from './banners.ts'
import { isElision } from '../text/elision.ts'
import { footerLine } from '../text/footers.ts'
import { isBlank } from '../text/lines.ts'
import { otherMark, quoteDepth, stripLevel } from '../text/quoting.ts'
import { introducesAll, isAttribution } from './attribution.ts'
import { markInlineComments } from './inline-comments.ts'
import { markArmour } from './armour.ts'
import {
  markFieldsAbove,
  markTelephones,
  markOriginal,
  markUnmarkedBelow,
  startOfAttribution,
} from './originals.ts'
import { markOwnElisions } from './own-text.ts'
import { signatureLine } from './shapes.ts'
import { isOriginalRule } from '../text/original-head.ts'

/**
 * How robot reports announce that they mark lines with `>>`, and how they begin a listing of code.
 */
const ROBOT = /\b(?:by|with) >>|^vim \+\d+ /
/** What nobody writes behind such a mark but to quote it. */
const QUOTED_DIFF = /^(?:@@ -\d|diff --git |[+-]\t)/
/** nmh: four blanks before each line, marked or not. */
const INDENTED = /^(?: {4,8}|\t)(?=\S|$)/
/** Blanks alone quote nothing: what stands above must say that somebody wrote it. */
const SAYS = /@|wrote|writes|said|schr(?:ieb|eef)|skrev|écrit|escr|scritto|pis|пиш|пис|写道/i
const OWN_DIFF = /^(?:diff --git |--- \S+\/|@@ -|Index: )/
/** GroupWise writes this above an original without marks. */
const GROUPWISE = /^>>> .{3,100} \d{1,2}:\d\d.{0,12} >>>\s*$/
const SUPERCITE = /^>{2,5} ?".{1,40}" == .* (?:writes|wrote|said):$/
/** The same with a date; with nothing below that is quoted as deep, it is no quote. */
const SUPERCITE_ON = /^>{4,5} On .{8,120}@.{3,80}(?:writes|wrote|said):$/

/** It writes this, too, above what it marks with one `>`. */
const GROUPWISE_ON =
  /^>>> On \d[\d./-]{5,9} at \d{1,2}:\d\d(?: [AP]M)?, [^<>]{0,80}<[^<>\s@]{1,100}@[^<>\s]{1,200}> wrote:$/

/** What each body line is; element n - 1 is line n. Quoted lines have a depth above 0. */
export interface Classified {
  readonly types: readonly ReplyNode['type'][]
  readonly depths: readonly number[]
}

/** Sorts the lines of a reply into the kinds of nodes its tree has. */
export function classifyLines(lines: readonly string[]): Classified {
  const depths = depthsOf(lines)
  const isQuoted = (n: number): boolean => (depths[n - 1] ?? 0) > 0
  const types: ReplyNode['type'][] = lines.map((line, i) =>
    isQuoted(i + 1) ? 'quote' : isBlank(line) ? 'blank' : isElision(line) ? 'elision' : 'comment',
  )
  const footer = footerLine(lines)
  types.fill('footer', footer - 1)
  markOwnElisions(lines, types)
  markBanners(lines, types)
  const signature = signatureLine(lines, isQuoted, footer - 1)
  if (signature > 0) types.fill('signature', signature - 1, footer - 1)
  markInlineComments(lines, types, depths)
  markAttributions(lines, types)
  markOriginal(lines, types, depths)
  markFieldsAbove(lines, types)
  markUnmarkedBelow(lines, types, depths)
  markTelephones(lines, types)
  markArmour(lines, types)
  markSignatureAbove(lines, types)
  return { types, depths }
}

function depthsOf(lines: readonly string[]): number[] {
  // Robot reports mark new warnings with `>>`, and say so. Such lines are no quotes.
  const isReport = lines.some(
    (line) =>
      (line.includes(' >>') || line.startsWith('vim +')) &&
      quoteDepth(line) === 0 &&
      ROBOT.test(line),
  )
  const depths = lines.map((line, i) =>
    (isReport && /^(?:>>| >)/.test(line)) ||
    (line.startsWith('>>') && (isSupercite(lines, i) || isGroupwise(lines, i)))
      ? 0
      : quoteDepth(line),
  )
  if (!depths.some((depth) => depth > 0)) markOtherStyle(lines, depths)
  // A hunk header right above a quote lost its mark.
  for (const [i, line] of lines.entries()) {
    if (
      depths[i] === 0 &&
      (depths[i + 1] ?? 0) > 0 &&
      /^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@/.test(line)
    )
      depths[i] = 1
  }
  return depths
}

/** Above a line that is quoted as deep it is quoted itself, with what it stood above. */
function isGroupwise(lines: readonly string[], i: number): boolean {
  const line = lines[i] ?? ''
  return (
    GROUPWISE.test(line) ||
    (GROUPWISE_ON.test(line) &&
      quoteDepth(lines[i - 1] ?? '') === 0 &&
      quoteDepth(lines[i + 1] ?? '') === 1)
  )
}

function isSupercite(lines: readonly string[], i: number): boolean {
  const line = lines[i] ?? ''
  if (SUPERCITE.test(line)) return true
  if (!SUPERCITE_ON.test(line)) return false
  const below = lines.slice(i + 1, i + 3).find((text) => !isBlank(text)) ?? ''
  return quoteDepth(below) < 2
}

/**
 * Without any `>`: lines below an attribution, or a piece of a diff, that all begin with `| `, the
 * same `xyz> `, or blanks.
 */
function markOtherStyle(lines: readonly string[], depths: number[]): void {
  const diff = lines.findIndex((line) => OWN_DIFF.test(line))
  const end = diff === -1 ? lines.length : diff
  const first = lines.findIndex((_, i) => i < end && beginsQuote(lines, i))
  const start = lines[first] ?? ''
  const mark = otherMark(start)
  if (first === -1) return
  if (mark === '') markIndented(lines, depths, first)
  else {
    const isName = /[A-Za-z]/.test(mark)
    for (let i = first; i < lines.length; i++) {
      const own = otherMark(lines[i] ?? '')
      // The initials of each writer stand before what he wrote, with a mark for each time.
      if (own === mark || (isName && /^ ?[A-Z]{1,4} ?>/.test(own)))
        depths[i] = Math.max(1, own.split('>').length - 1)
    }
  }
}

/** Lines of an attribution and a greeting. */
const MOST_BEFORE = 3

function beginsQuote(lines: readonly string[], i: number): boolean {
  const line = lines[i] ?? ''
  if (isBlank(line)) return false
  const isSetIn = /^ {2,8}>/.test(line)
  const mark = otherMark(line)
  if (!isSetIn && mark === '' && !INDENTED.test(line)) return false
  const above = i === 0 ? '' : lastOf(lines, i)
  if (isSetIn && isFirst(lines, i, above)) return true
  if (mark === '' && !INDENTED.test(line)) return false
  // 163.com draws the head of the original as a table.
  if (isOriginalRule(above)) return false
  if (isAttribution(above)) return mark !== '' || SAYS.test(above)
  return mark !== '' && QUOTED_DIFF.test(stripLevel(line))
}

/**
 * Outlook for Mac sets in what it marks; a mail that begins so has no words above. A commit message
 * sets in what it quotes, too, and says more before.
 */
function isFirst(lines: readonly string[], i: number, above: string): boolean {
  const before = lines.slice(0, i).filter((text) => !isBlank(text)).length
  return before === 0 || (before <= MOST_BEFORE && isAttribution(above))
}

/** The line above, or the one above an empty line. */
function lastOf(lines: readonly string[], i: number): string {
  return (isBlank(lines[i - 1]) ? lines[i - 2] : lines[i - 1]) ?? ''
}

function markIndented(lines: readonly string[], depths: number[], first: number): void {
  const isMarked = /^\s+>/.test(lines[first] ?? '')
  const prefix = isMarked ? /^\s+>/ : /^(?: {4}|\t)/
  for (const [i, line] of lines.entries())
    if (i >= first && !isBlank(line) && prefix.test(line))
      depths[i] = Math.max(1, quoteDepth(line.trimStart()))
}

/** Lines between an attribution and its quote: empty ones, and what says that some are left out. */
const MOST_BETWEEN = 4

/**
 * An attribution stands right above a quote, over at most three lines, an empty line or an elision
 * between. At the top of a mail it may stand above all that is written.
 */
function markAttributions(lines: readonly string[], types: ReplyNode['type'][]): void {
  for (let i = 0; i < lines.length; i++) {
    if (types[i] !== 'quote' || types[i - 1] === 'quote') continue
    let last = i - 1
    while (last >= 0 && types[last] === 'blank' && i - last <= 2) last--
    if (types[last] === 'elision')
      while (/^(?:blank|elision)$/.test(types[last] ?? '') && i - last <= MOST_BETWEEN) last--
    const first = startOfAttribution(lines, types, last)
    if (first !== -1) types.fill('attribution', first, last + 1)
  }
  const top = types.findIndex((type) => type !== 'blank')
  if (types[top] === 'comment' && types.includes('quote')) markTop(lines, types, top)
}

/** Who was quoted is said first, and an answer to all of it stands before the first quote. */
function markTop(lines: readonly string[], types: ReplyNode['type'][], top: number): void {
  for (let last = top; last < top + 3 && types[last] === 'comment'; last++) {
    const paragraph = lines.slice(top, last + 1).join(' ')
    if (!introducesAll(paragraph) || !isBlank(lines[last + 1])) continue
    types.fill('attribution', top, last + 1)
    return
  }
}

/** Where a patch begins that was attached to a mail. */
const PATCH = /^(?:From [0-9a-f]{40} Mon Sep 17 |diff --git |Index: |--- \S+\/)/
/** Lines of a signature, the footer of a list among them. */
const MOST_SIGNED = 14

/**
 * `-- ` and a few lines, right above an attribution or an attached patch: the signature of a mail
 * with the quote, or the patch, below.
 */
function markSignatureAbove(lines: readonly string[], types: ReplyNode['type'][]): void {
  for (const [i, line] of lines.entries()) {
    if (line !== '-- ' || types[i] !== 'comment') continue
    let end = i
    while (/^(?:comment|blank)$/.test(types[end + 1] ?? '') && !PATCH.test(lines[end + 1] ?? ''))
      end++
    const isEnded = types[end + 1] === 'attribution' || PATCH.test(lines[end + 1] ?? '')
    if (isEnded && end - i <= MOST_SIGNED) types.fill('signature', i, end + 1)
  }
}

/** Lines of a banner. */
const LONGEST_BANNER = 6

/** What servers put at the top of a mail: paragraphs of their own, one below the other. */
function markBanners(lines: readonly string[], types: ReplyNode['type'][]): void {
  for (let first = 0; ;) {
    while (first < lines.length && isBlank(lines[first])) first++
    let end = first
    while (types[end] === 'comment' && end - first < LONGEST_BANNER) end++
    if (end === first || types[end] === 'comment') return
    if (!isBanner(lines.slice(first, end).join(' '))) return
    types.fill('footer', first, end)
    first = end
  }
}
