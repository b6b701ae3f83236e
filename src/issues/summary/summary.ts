import type { Role } from '../../model/issue.ts'
import { collapse } from '../../text/lines.ts'
import type { Sentence } from '../../text/sentences.ts'
import { trailerOf } from '../../text/trailers.ts'
import { askingClip, clip, WIDTH } from './clip.ts'
import { LEADS_OVER, linesThatMayAsk, sentencesRead } from './lines.ts'
import { foundByRobot } from './robots.ts'
import { asksMore, howMuchAsked, isOtherHalf, isThanks, lessAt, takesBack } from './score.ts'
import { withNeighbour } from './neighbours.ts'
import type { Part } from './part.ts'
import { withoutLeads } from './tag-leads.ts'

/**
 * One line for what a comment asks, in its own words: the sentence that asks, else the first that
 * says something.
 * @param role of who asks
 */
export function summaryOf(lines: readonly string[], role: Role = 'reviewer'): string {
  const found = foundByRobot(lines)
  if (found !== null) return clip(found)
  const own = linesThatMayAsk(lines)
  const parts = partsOf(own, lines)
  const whole = wholeOf(parts)
  if (whole !== null) return whole
  const words = collapse(chosen(parts, role)?.text ?? own.join(' '))
  return askingClip(words === '' ? collapse(lines.join(' ')) : words, role)
}

/**
 * What a comment asks for beside what its summary says: its other sentences that plainly ask or
 * tell somebody to do something, in their own words; at most `MOST`.
 * @param role of who asks
 */
export function furtherAsked(lines: readonly string[], role: Role = 'reviewer'): string[] {
  const parts = partsOf(linesThatMayAsk(lines), lines)
  const best = foundByRobot(lines) === null && wholeOf(parts) === null ? chosen(parts, role) : null
  if (best === null) return []
  const asks = (i: number): number => (best.scores[i] ?? 0) + lessAt(i)
  return best.among
    .filter(({ text }, i) => asks(i) >= leastOf(text) && !best.text.includes(text))
    .slice(0, MOST)
    .map(({ text }) => askingClip(collapse(text), role))
}

/** Sentences beside the summary that are worth their room. */
const MOST = 4
/** From this on a question asks by itself, and what is told tells it plainly. */
const ASKED = 1.7
const TOLD = 2.9
/** "Right?", "Is it?": nothing by itself. */
const BARELY_ASKED = /^(?:\S+\s+){0,2}\S+$/
/** `pump: open the valve`, as lists of patches have it. */
const TITLE = /^(?:\[[^\]]*\] )?[\w/-]+(?:: [\w/-]+)*: \p{Lu}?\p{Ll}+ [^?]*$/u

function leastOf(sentence: string): number {
  if (BARELY_ASKED.test(sentence) || TITLE.test(sentence)) return Infinity
  return /\?["')]*$/.test(sentence) ? ASKED : TOLD
}

/** The sentences of a comment, each with what it leads to. */
function partsOf(own: readonly string[], lines: readonly string[]): readonly Part[] {
  return ledTo(goneOn(withoutLeads(sentencesRead(own), lines))).filter(
    ({ text }) => /\w{2}/.test(text) && !LEADS_OVER.test(text),
  )
}

/** All that a comment says, where that fits; `null` where it does not. */
function wholeOf(parts: readonly Part[]): string | null {
  const said = parts.filter(({ text }) => !isThanks(text)).map(({ text }) => text)
  const whole = said.join(' ')
  return whole !== '' && whole.length <= WIDTH ? whole : null
}

/** So much less the other half of a question asks than the first. */
const LESS = 2
/** So much less what is taken back asks. */
const GIVEN_UP = 4

/** So much less what is said by the way. */
const ASIDE = 2

/** Which sentences stand between a bracket that one begins with and the one that ends it. */
function asidesOf(parts: readonly Part[]): boolean[] {
  let depth = 0
  return parts.map(({ text }) => {
    if (depth === 0 && !text.startsWith('(')) return false
    const wasOpen = depth > 0
    depth = Math.max(0, depth + (text.match(/\(/g) ?? []).length - (text.match(/\)/g) ?? []).length)
    return (wasOpen || depth > 0) && !/\)[.!?]* ./.test(text.slice(1))
  })
}

/** The sentence that asks most. */
interface Chosen {
  /** With what it points at. */
  readonly text: string
  /** Where it stands among the sentences, and how much each of those asks. */
  readonly at: number
  readonly among: readonly Part[]
  readonly scores: readonly number[]
}

/** The sentence that asks; `null` where there is none. */
function chosen(parts: readonly Part[], role: Role): Chosen | null {
  const prose = parts.filter(({ isCode }) => !isCode)
  const among = prose.length > 0 ? prose : parts
  const inAside = asidesOf(among)
  const scores = among.map(({ text, lead, hasCode }, i) => {
    const isPlace = IS_PLACE.test(lead)
    const says = FEW.test(lead) && !isPlace ? text : lead
    const asked = howMuchAsked(says, i, hasCode && !isPlace, role)
    const aside = inAside[i] === true ? ASIDE : 0
    const isBack = takesBack(text) || takesBack(among[i + 1]?.text ?? '')
    const isOther = isOtherHalf(text, among[i - 1]?.text ?? '')
    return asked - aside - (isBack ? GIVEN_UP : isOther ? LESS : 0)
  })
  const at = scores.indexOf(Math.max(...scores))
  const best = among[at]
  return best === undefined ? null : { text: withNeighbour(among, best), at, among, scores }
}

/** "Simplify to" and "How about:" are half a request: what stands below goes with them. */
function ledTo(parts: readonly Sentence[]): readonly Part[] {
  const found: Part[] = []
  for (const [i, part] of parts.entries()) {
    const above = found.at(-1)
    const belowCode = parts[i - 1]?.isCode === true
    if (above === undefined || above.isCode) found.push(partOf(part))
    else if (isLeading(above.text, part) || (belowCode && part.isCode))
      found[found.length - 1] = {
        ...above,
        text: `${above.text} ${part.text}`,
        hasCode: above.hasCode || part.isCode || trailerOf(part.text) !== null,
      }
    else if (belowCode && endsSentence(above, part))
      found[found.length - 1] = {
        ...above,
        text: `${above.text} ${part.text}`,
        lead: `${above.lead} ${part.text}`,
      }
    else found.push(partOf(part))
  }
  return found
}

function partOf(sentence: Sentence): Part {
  return { ...sentence, lead: sentence.text, hasCode: false }
}

/** "Could you write", and below the code "instead of two calls?". */
function endsSentence(above: Part, part: Sentence): boolean {
  const isOpen = above.hasCode && !ENDS.test(above.lead)
  return (
    isOpen &&
    /^(?:\.{2,} ?)?\p{Ll}/u.test(part.text) &&
    (HANGS_ON.test(part.text) || !/:$/.test(above.lead) || !asksMore(part.text, above.lead))
  )
}

/** No sentence begins so. */
const HANGS_ON = new RegExp(
  [
    String.raw`^(?:\.|(?:instead|rather than|because|since|so that|which|where|and|or|for|to|as|`,
    String.raw`in|on|here|above|below)\b)`,
  ].join(''),
)
/** The end of a sentence. */
const ENDS = /[.?!]["')]*$/
/** "That is to say", "for example": no sentence ends here, although a dot stands there. */
const SHORTENED = /(?:^|[\s(])(?:e\.g|i\.e|a\.k\.a|aka|viz|eg|ie)\.$/i

/** Words that alone say nothing; what asks for more than longer ones stands for itself. */
const FEW = /^(?:\S+ ){0,3}\S+$/

/** "And in open():", "E.g.", "I see:": what code is shown below, and nothing that asks for it. */
const IS_PLACE = new RegExp(
  [
    String.raw`^(?:(?:and|or|then|so|also),? )*(?:(?:in|from|at) \S+(?: \S+)?|I (?:see|get|got|`,
    String.raw`have)):$|^(?:e\.?g|i\.?e)\b\.?:?$`,
  ].join(''),
  'i',
)

/** A comment of code, or words between quotes, as a proposal is written. */
const WRITTEN_OUT = /^(?:\/\*|["'`\u201c])/

function isLeading(text: string, next: Sentence): boolean {
  if (next.isCode) return !ENDS.test(text) || SHORTENED.test(text)
  if (FEW.test(text) && /\w$/.test(text) && WRITTEN_OUT.test(next.text)) return true
  const isTag = trailerOf(next.text) !== null
  return /:$/.test(text) && (isTag || FEW.test(text) || !asksMore(next.text, text))
}

/** The end of a question. */
const TAIL = /^(?:\p{Ll}+ \p{L}.*|(?:And|Or) \p{L}.{0,50})\?$/u
/** "How does", above what is asked about, and "sound?" below it. */
const BEGINS = new RegExp(
  [
    String.raw`^(?:(?:so|and|but),? )*(?:how|what|why|does|do|is|are|would|could|can|`,
    String.raw`should) (?!(?:about|if)\b)[^.?!:]*[^.?!:,]$`,
  ].join(''),
  'i',
)
const LAST = /^\p{Ll}+ ?\?/u

/** A question that goes on below a list or an example, as one with what it began with. */
function goneOn(sentences: readonly Sentence[]): readonly Sentence[] {
  return sentences.reduce<Sentence[]>((found, one) => {
    const isTail = !one.isCode && (TAIL.test(one.text) || LAST.test(one.text))
    const begin = isTail ? beginOf(found, LAST.test(one.text)) : -1
    const between = found.slice(begin + 1)
    if (begin === -1 || between.some(({ text }) => /[.?!]$/.test(text))) return [...found, one]
    const parts = [...found.slice(begin), one].map(({ text }) => text)
    return [...found.slice(0, begin), { ...one, text: parts.join(' ') }]
  }, [])
}

/** Where the question begins of which the end stands below; -1 where none does. */
function beginOf(found: readonly Sentence[], isOneWord: boolean): number {
  return found.findLastIndex(
    ({ text, isCode }) =>
      !isCode && (/[:,]$/.test(text) || (isOneWord && found.at(-1)?.isCode && BEGINS.test(text))),
  )
}
