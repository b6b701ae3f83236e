import type { ReplyNode } from '../model/reply.ts'
import { isElision } from '../text/elision.ts'
import { isBlank } from '../text/lines.ts'
import { quoteDepth } from '../text/quoting.ts'
import { isAttribution } from './attribution.ts'
import { footerLine, signatureLine } from './shapes.ts'

/** How robot reports announce that they mark lines with `>>`, and how they begin a listing of code. */
const ROBOT = /\b(?:by|with) >>|^vim \+\d+ /
const OPENING = /^\s*(?:on|am|le|el|il|em|den|op|at|\*|在|于|於)/i
const OTHER_STYLE = /^(?:\| ?|[A-Za-z]{1,8}> ?)/

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
  const signature = signatureLine(lines, isQuoted, footer - 1)
  if (signature > 0) types.fill('signature', signature - 1, footer - 1)
  markAttributions(lines, types)
  markOriginalMessage(lines, types)
  markSignatureAbove(lines, types)
  return { types, depths }
}

function depthsOf(lines: readonly string[]): number[] {
  // Robot reports mark new warnings with `>>`, and say so. Such lines are no quotes.
  const isReport = lines.some((line) => quoteDepth(line) === 0 && ROBOT.test(line))
  const depths = lines.map((line) => (isReport && /^(?:>>| >)/.test(line) ? 0 : quoteDepth(line)))
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

/** Without any `>`: lines below an attribution that all begin with `| ` or with the same `xyz> `. */
function markOtherStyle(lines: readonly string[], depths: number[]): void {
  const first = lines.findIndex(
    (line, i) => i > 0 && OTHER_STYLE.test(line) && isAttribution(lines[i - 1] ?? ''),
  )
  const prefix = OTHER_STYLE.exec(lines[first] ?? '')?.[0].trimEnd()
  if (prefix === undefined) return
  for (const [i, line] of lines.entries()) if (i >= first && line.startsWith(prefix)) depths[i] = 1
}

/** An attribution stands right above a quote, over at most three lines, an empty line between. */
function markAttributions(lines: readonly string[], types: ReplyNode['type'][]): void {
  for (let i = 0; i < lines.length; i++) {
    if (types[i] !== 'quote' || types[i - 1] === 'quote') continue
    let last = i - 1
    while (last >= 0 && types[last] === 'blank' && i - last <= 2) last--
    const first = startOfAttribution(lines, types, last)
    if (first !== -1) types.fill('attribution', first, last + 1)
  }
}

/** The first of at most three lines that end in `last` and are an attribution together, or -1. */
function startOfAttribution(
  lines: readonly string[],
  types: readonly ReplyNode['type'][],
  last: number,
): number {
  let found = -1
  for (let first = last; first > last - 3 && types[first] === 'comment'; first--) {
    if (!isAttribution(lines.slice(first, last + 1).join(' '))) continue
    // More lines belong to it where the uppermost opens like one.
    if (found === -1 || OPENING.test(lines[first] ?? '')) found = first
  }
  return found
}

/** `-- ` and a few lines, right above an attribution: the signature of a mail with the quote below. */
function markSignatureAbove(lines: readonly string[], types: ReplyNode['type'][]): void {
  for (const [i, line] of lines.entries()) {
    if (line !== '-- ' || types[i] !== 'comment') continue
    let end = i
    while (types[end + 1] === 'comment' || types[end + 1] === 'blank') end++
    if (types[end + 1] === 'attribution' && end - i <= 10) types.fill('signature', i, end + 1)
  }
}

/** Outlook's block: a rule or not, then `From:`, `Sent:` or `Date:`, `To:`, `Subject:`. */
function markOriginalMessage(lines: readonly string[], types: ReplyNode['type'][]): void {
  for (let i = 0; i < lines.length; i++) {
    if (types[i] !== 'comment' || !/^\*?From:/.test(lines[i] ?? '')) continue
    let end = i
    while (
      /^\*?(?:From|Sent|Date|To|Cc|Subject):/i.test(lines[end + 1] ?? '') ||
      /^\s+\S/.test(lines[end + 1] ?? '')
    )
      end++
    const block = lines.slice(i, end + 1).join('\n')
    // A patch pasted into a mail has From, Date and Subject; a quoted mail says to whom it went.
    if (!/^\*?(?:Sent|Date):/im.test(block) || !/^\*?To:/im.test(block)) continue
    const rule = /^\s*[-_]{2,}/.test(lines[i - 1] ?? '') && types[i - 1] === 'comment' ? i - 1 : i
    types.fill('attribution', rule, end + 1)
  }
}
