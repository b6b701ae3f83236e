import type { ReplyNode } from '../model/reply.ts'
import { isElision } from '../text/elision.ts'
import { isBlank } from '../text/lines.ts'
import { quoteDepth } from '../text/quoting.ts'
import { isAttribution } from './attribution.ts'
import { footerLine, signatureLine } from './shapes.ts'

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
  return { types, depths }
}

/** Robot reports mark new warnings with `>>`, and say so. Such lines are no quotes. */
function depthsOf(lines: readonly string[]): number[] {
  const isReport = lines.some((line) => /prefixed by >>/.test(line))
  return lines.map((line) => (isReport && /^(?:>>| >)/.test(line) ? 0 : quoteDepth(line)))
}

/** An attribution stands right above a quote, over at most three lines, an empty line between. */
function markAttributions(lines: readonly string[], types: ReplyNode['type'][]): void {
  for (let i = 0; i < lines.length; i++) {
    if (types[i] !== 'quote' || types[i - 1] === 'quote') continue
    let last = i - 1
    while (last >= 0 && types[last] === 'blank' && i - last <= 2) last--
    for (let first = last; first >= Math.max(0, last - 3) && types[first] === 'comment'; first--) {
      if (!isAttribution(lines.slice(first, last + 1).join(' '))) continue
      const above = headOfAttribution(lines, types, first)
      types.fill('attribution', above, last + 1)
      break
    }
  }
  markOriginalMessage(lines, types)
}

/** "On Fri, Aug 21, 2020 at 6:06 AM" on its own, and the name and verb on the next line. */
function headOfAttribution(lines: readonly string[], types: readonly ReplyNode['type'][], first: number): number {
  let top = first
  while (top > 0 && first - top < 2 && types[top - 1] === 'comment' && !isBlank(lines[top - 1])) {
    const joined = lines.slice(top - 1, first + 1).join(' ')
    if (!/^\s*(?:on|am|le|el|il|em|den|op|at|\*|在|于|於)/i.test(lines[top - 1] ?? '') || !isAttribution(joined)) break
    top--
  }
  return top
}

/** Outlook's block: a rule or not, then `From:`, `Sent:` or `Date:`, `To:`, `Subject:`. */
function markOriginalMessage(lines: readonly string[], types: ReplyNode['type'][]): void {
  for (let i = 0; i < lines.length; i++) {
    if (types[i] !== 'comment' || !/^\*?From:/.test(lines[i] ?? '')) continue
    let end = i
    while (/^\*?(?:From|Sent|Date|To|Cc|Subject):/i.test(lines[end + 1] ?? '') || /^\s+\S/.test(lines[end + 1] ?? '')) end++
    const block = lines.slice(i, end + 1).join('\n')
    // A patch pasted into a mail has From, Date and Subject; a quoted mail says to whom it went.
    if (!/^\*?(?:Sent|Date):/im.test(block) || !/^\*?To:/im.test(block)) continue
    const rule = /^\s*[-_]{2,}/.test(lines[i - 1] ?? '') && types[i - 1] === 'comment' ? i - 1 : i
    types.fill('attribution', rule, end + 1)
  }
}
