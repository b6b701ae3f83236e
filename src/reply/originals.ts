import type { ReplyNode } from '../model/reply.ts'
import { isBlank } from '../text/lines.ts'
import { isSamePerson, personIn } from '../text/people.ts'
import {
  endOfOriginalHead,
  isEndOfForward,
  isForwardRule,
  startOfFields,
} from '../text/original-head.ts'
import { introducesAll, isAttribution, readAttribution } from './attribution.ts'
import { NAME_ALONE } from './attribution-forms.ts'
import { isOfTelephone } from '../text/footers.ts'

const OPENING =
  /^\s*(?:on|am|le|el|il|em|den|op|at|dne|dňa|pe|in|w dniu|quoting|excerpts|\*|在|于|於|-{2,} ?on)/i
const INITIALS = /^\s*\[[A-Z][\w .-]{1,20}\]:? +\S/

/** The first of at most three lines that end in `last` and are an attribution together, or -1. */
export function startOfAttribution(
  lines: readonly string[],
  types: readonly ReplyNode['type'][],
  last: number,
): number {
  let found = -1
  for (let first = last; first > last - 3 && types[first] === 'comment'; first--) {
    if (!isAttribution(lines.slice(first, last + 1).join(' '))) continue
    // More lines belong to it where the uppermost opens like one.
    if (found === -1 || opens(lines[first] ?? '')) found = first
  }
  if (types[last] !== 'comment') return found
  const isName = NAME_ALONE.test(lines[last] ?? '')
  return found === -1 && isName ? last : found
}

/** The first line of an attribution opens like one, or is the time of it. */
function opens(line: string): boolean {
  return OPENING.test(line) || (/\d{1,2}:\d\d|\b20\d\d\b/.test(line) && !/[.?!:;]\s*$/.test(line))
}

/** A line, or one with words of any language in it: what stands below says what it is. */
const RULE_ABOVE = /^\s*[-_]{2,}\s*$|^\s*[-_=‐-—]{3,}[^-_=<>%✂]{2,40}[-_=‐-—]{3,}\s*$/

/**
 * Outlook and webmail: a rule, a block of `From:`, `Sent:`, `To:`, `Subject:`, or both, and below
 * it the original as it was, without marks. All of that is a quote.
 */
export function markOriginal(
  lines: readonly string[],
  types: ReplyNode['type'][],
  depths: number[],
): void {
  for (let i = 0; i < lines.length; i++) {
    if (types[i] !== 'comment') continue
    const end = endOfOriginalHead(lines, i)
    if (end === -1) continue
    const rule = ruleAbove(lines, types, i)
    types.fill('attribution', rule, end + 1)
    markTelephone(lines, types, rule)
    let first = end + 1
    while (isBlank(lines[first]) && first < lines.length) first++
    if (first >= lines.length) continue
    // What is passed on is another's, with what he quotes and what he says to that.
    if (isForward(lines, rule, end)) {
      markUnmarked(lines, types, depths, first)
      return
    }
    if ((depths[first] ?? 0) > 0) continue
    // Who writes nothing above it answers between its lines: which are whose cannot be told.
    if (!hasWords(lines, types, rule)) continue
    markUnmarked(lines, types, depths, first)
    return
  }
}

/** A rule says so, and fields without marks stand below it. */
function isForward(lines: readonly string[], rule: number, end: number): boolean {
  return end > rule && lines.slice(rule, end).some(isForwardRule)
}

/** The line of a rule above the head in line `n`, an empty one between or not; else `n`. */
function ruleAbove(lines: readonly string[], types: ReplyNode['type'][], n: number): number {
  const above = types[n - 1] === 'blank' ? n - 2 : n - 1
  return types[above] === 'comment' && RULE_ABOVE.test(lines[above] ?? '') ? above : n
}

/** What is left of such a head right above marked lines: two fields, or those of nmh. */
export function markFieldsAbove(lines: readonly string[], types: ReplyNode['type'][]): void {
  for (let i = 1; i < lines.length; i++) {
    if (types[i] !== 'quote' || types[i - 1] === 'quote') continue
    const last = types[i - 1] === 'blank' ? i - 2 : i - 1
    const first = types[last] === 'comment' ? startOfFields(lines, last) : -1
    if (first !== -1 && types.slice(first, last).every((type) => type === 'comment'))
      types.fill('attribution', first, last + 1)
  }
}

/**
 * From line `first` on all is the original; but some mark what they write between its lines with
 * their name.
 */
function markUnmarked(
  lines: readonly string[],
  types: ReplyNode['type'][],
  depths: number[],
  first: number,
): void {
  let isOwn = false
  for (let n = first; n < lines.length && types[n] !== 'footer'; n++) {
    if (isEndOfForward(lines[n] ?? '')) {
      types[n] = 'quote'
      depths[n] = 1
      return
    } else if (isBlank(lines[n])) {
      isOwn = false
      types[n] = 'blank'
      depths[n] = 0
    } else if (isOwn || INITIALS.test(lines[n] ?? '')) isOwn = true
    else {
      types[n] = 'quote'
      depths[n] = (depths[n] ?? 0) + 1
    }
  }
}

/** "Get Outlook for iOS" stands at the end of what was written, which is above the original. */
function markTelephone(lines: readonly string[], types: ReplyNode['type'][], end: number): void {
  let n = end - 1
  while (n >= 0 && types[n] === 'blank') n--
  if (types[n] === 'comment' && isOfTelephone(lines[n] ?? '')) types[n] = 'footer'
}

/**
 * The same above an original with marks: a line by itself, between what was written and a quote.
 */
export function markTelephones(lines: readonly string[], types: ReplyNode['type'][]): void {
  for (const [n, type] of types.entries())
    if (
      (type === 'quote' || type === 'attribution') &&
      types[n - 1] === 'blank' &&
      (types[n - 3] === 'blank' || n === 2)
    )
      markTelephone(lines, types, n)
}

/** Webmail sets its attribution in, or draws a rule before it. */
const SET_IN = /^(?: +|-{2,} ?)\p{L}/u

/**
 * Webmail that puts the original below "    On ..., somebody wrote:" without marks. It is one only
 * where a day, and something above, show that this is no sentence, and nothing below is marked. A
 * commit message may quote mail, too, but does not look so: it is set in, or signed by another.
 */
export function markUnmarkedBelow(
  lines: readonly string[],
  types: ReplyNode['type'][],
  depths: number[],
): void {
  if (types.includes('quote')) return
  const last = lines.findIndex(
    (line, n) =>
      types[n] === 'comment' &&
      ((SET_IN.test(line) && introducesAll(line)) || introducesPatch(lines, types, n)) &&
      hasWords(lines, types, n),
  )
  const first = last === -1 ? -1 : startOfAttribution(lines, types, last)
  if (first === -1 || !hasWords(lines, types, first)) return
  const below = types.slice(last + 1).filter((type) => type === 'comment').length
  if (below < FEWEST_BELOW || lines.slice(last + 1).some((line) => /^\s*>/.test(line))) return
  types.fill('attribution', first, last + 1)
  markTelephone(lines, types, first)
  markUnmarked(lines, types, depths, last + 1)
}

/** Does an attribution end in line `n`, and stand above a patch that is signed by whom it names? */
function introducesPatch(
  lines: readonly string[],
  types: readonly ReplyNode['type'][],
  n: number,
): boolean {
  if (!/[:：]\s*$/.test(lines[n] ?? '') || !isBlank(lines[n + 1])) return false
  const first = startOfAttribution(lines, types, n)
  if (first === -1) return false
  const who = readAttribution(lines.slice(first, n + 1).join(' ')).who
  const below = lines.slice(n + 1)
  const diff = below.findIndex((line) => /^(?:diff --git |Index: |--- \S+\/)/.test(line))
  const signed = below.slice(0, Math.max(0, diff)).flatMap((line) => SIGNED.exec(line)?.[1] ?? [])
  return who !== null && signed.some((value) => isSamePerson(personIn(value), who))
}

const SIGNED = /^signed-off-by: (.+)$/i

/** Fewer lines below an attribution are more likely an answer to it. */
const FEWEST_BELOW = 4

/** What a company stamps on its mail says nothing. */
const STAMP = /^\W*(?:\w+ )?(?:confidential|internal(?: use only)?|restricted|public)\W*$/i

function hasWords(
  lines: readonly string[],
  types: readonly ReplyNode['type'][],
  end: number,
): boolean {
  return types.slice(0, end).some((type, n) => type === 'comment' && !STAMP.test(lines[n] ?? ''))
}
