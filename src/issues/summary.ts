import type { Role } from '../model/issue.ts'
import { isClosing, isGreeting, withoutClosing } from '../text/greetings.ts'
import { collapse, isBlank } from '../text/lines.ts'
import { pointGrade } from '../text/point-head.ts'
import { sentencesOf, type Sentence } from '../text/sentences.ts'
import { trailerOf } from '../text/trailers.ts'
import { asksMore, howMuchAsked, isOtherHalf, isThanks } from './summary-score.ts'
import { withoutLeads } from './tag-leads.ts'

/** Characters of a summary. */
const WIDTH = 140
/** What leads over to a tag below. */
const LEADS_OVER =
  /^\s*(?:otherwise|if so|with (?:that|those|these|this)(?: \w+)? (?:fixed|addressed|changed|done|resolved|in place))\s*[,.!:]?\s*$/i
/** A line of a kernel's log or of make, whose words are those of a program. */
const LOGGED = /^\s*(?:\[\s*\+?\d+\.\d+\]|\d*>?make(?:\[\d+\])?:|[=-]{6,}\s*$)/
/** What it logs that is worth a summary, without its time. */
const ERROR = /^(?:\s*\[[^\]]*\])?\s*(.*\b(?:error|warning|BUG)\b ?(?:#\d+)?:.*\S)/i
/** What stands where no words do: a link of a list of links. */
const LINK = /^\s*\[\d+\]:?\s+https?:\S+\s*$/
/** How a robot that builds tells on what it built, and where it marks what is new. */
const BUILT = /^\s*\[(?:auto|also) build test/
const NEW_IN_BUILD = /^>> ?(.*\S)/
/** The same of a robot that checks descriptions of devices; where it checks is no news. */
const CHECKED = /^My bot found /
const NEW_IN_CHECK = /^(?:Error: |\S*\/)?((?:Documentation|arch)\/\S+:(?: |\d\S* ).*\S)/
/**
 * One line for what a comment asks, in its own words: the sentence that asks, else the first that
 * says something.
 * @param role of who asks
 */
export function summaryOf(lines: readonly string[], role: Role = 'reviewer'): string {
  const found = foundByRobot(lines)
  if (found !== null) return clip(found)
  const said = withoutLog(withoutClosing(lines))
  const own = (said.length < lines.length ? said : withoutName(said)).filter(
    (line, i, all) =>
      (trailerOf(line) === null || isLedTo(all, i)) &&
      !isGreeting(line) &&
      !isClosing(line) &&
      !LEADS_OVER.test(line) &&
      !LINK.test(line) &&
      pointGrade(line) === null,
  )
  const parts = ledTo(goneOn(withoutLeads(asRead(sentencesOf(unbroken(own))), lines))).filter(
    ({ text }) => /\w{2}/.test(text) && !LEADS_OVER.test(text),
  )
  const whole = parts.filter(({ text }) => !isThanks(text)).map(({ text }) => text)
  if (whole.length > 0 && whole.join(' ').length <= WIDTH) return whole.join(' ')
  const words = collapse(chosen(parts, role) ?? own.join(' '))
  return askingClip(words === '' ? collapse(lines.join(' ')) : words, role)
}

/** Prose that goes on with a member of a struct: "->index is used" is no line that is taken away. */
function unbroken(lines: readonly string[]): readonly string[] {
  const all: string[] = []
  for (const line of lines) {
    const above = all.at(-1) ?? ''
    if (/^->\w+ \w+ \w/.test(line) && /\p{L}$/u.test(above)) all[all.length - 1] += ` ${line}`
    else all.push(line)
  }
  return all
}

/** Lines by which a diff names files and places. */
const HEAD_OF_DIFF = /^(?:diff --git |index [0-9a-f]+\.\.|--- \S|\+\+\+ \S|@@ -\d)/
/** A question that is set in, and no code. */
const SET_IN = /^["'\u201c]?\p{Lu}\p{Ll}*(?:,? [\p{L}\d'\u2019/-]+){3,}\?["'\u201d]?$/u

/** Sentences as one reads them: of a diff what it changes, and a question that is set in. */
function asRead(sentences: readonly Sentence[]): readonly Sentence[] {
  let isDiff = false
  return sentences.flatMap((one) => {
    isDiff = one.isCode && (isDiff || HEAD_OF_DIFF.test(one.text))
    if (!one.isCode) return [one]
    if (isDiff) return /^[-+]/.test(one.text) && !HEAD_OF_DIFF.test(one.text) ? [one] : []
    return [SET_IN.test(one.text) ? { ...one, isCode: false } : one]
  })
}

/** Is a line that looks like a tag what the one above it leads to ("It should be:")? */
function isLedTo(lines: readonly string[], i: number): boolean {
  let at = i - 1
  while (at > 0 && isBlank(lines[at])) at--
  return (
    /[^:]:\s*$/.test((lines[at] ?? '').slice(-40)) &&
    !/-by$/i.test(trailerOf(lines[i] ?? '')?.name ?? '-by')
  )
}

/** So much less the other half of a question asks than the first. */
const LESS = 2

/** The sentence that asks, with what it points at; `null` where there is none. */
function chosen(parts: readonly Part[], role: Role): string | null {
  const prose = parts.filter(({ isCode }) => !isCode)
  const among = prose.length > 0 ? prose : parts
  const scores = among.map(({ text, lead, hasCode }, i) => {
    const asked = howMuchAsked(FEW.test(lead) ? text : lead, i, hasCode, role)
    return isOtherHalf(text, among[i - 1]?.text ?? '') ? asked - LESS : asked
  })
  const best = among[scores.indexOf(Math.max(...scores))]
  return best === undefined ? null : withNeighbour(among, best)
}

/** "Is that wanted?", "This is odd.": of what, the sentence before or after it says. */
const ASKS_BACK = /^(?:\S+ ){0,2}(?:this|that|it|these|those|they|so)\b.{0,30}\?$/i
const SAYS_ON = /^(?:this|that|it|these|those|I) .{0,40}\.+$/i

function withNeighbour(among: readonly Sentence[], best: Sentence): string {
  const at = among.indexOf(best)
  const [before, after] = [among[at - 1]?.text ?? '', among[at + 1]?.text ?? '']
  const { text } = best
  if (ASKS_BACK.test(text) && before !== '' && before.length + text.length < WIDTH)
    return `${before} ${text}`
  const saysLittle = SAYS_ON.test(text) && !asksMore(text, '?')
  return saysLittle && after !== '' ? `${text} ${after}` : text
}

/** The first thing that a robot found new in a build or a check; `null` where none wrote this. */
function foundByRobot(lines: readonly string[]): string | null {
  const news = lines.some((line) => BUILT.test(line))
    ? NEW_IN_BUILD
    : lines.some((line) => CHECKED.test(line))
      ? NEW_IN_CHECK
      : null
  const found = news && lines.map((line) => news.exec(line)?.[1]).find(Boolean)
  if (found) return collapse(found)
  // Where it lists nothing its closing words ("please re-submit") say less than its first.
  return news === NEW_IN_CHECK
    ? (sentencesOf(lines).find((s) => CHECKED.test(s.text))?.text ?? null)
    : null
}

/** A sentence with what it leads to, and its words above that. */
interface Part extends Sentence {
  readonly lead: string
  readonly hasCode: boolean
}

/** "Simplify to" and "How about:" are half a request: what stands below goes with them. */
function ledTo(parts: readonly Sentence[]): readonly Part[] {
  const found: Part[] = []
  for (const [i, part] of parts.entries()) {
    const above = found.at(-1)
    const isHalf = above !== undefined && !above.isCode && isLeading(above.text, part)
    const goesOn = parts[i - 1]?.isCode === true && part.isCode
    if (above && (isHalf || (goesOn && !above.isCode)))
      found[found.length - 1] = {
        ...above,
        text: `${above.text} ${part.text}`,
        hasCode: above.hasCode || part.isCode || trailerOf(part.text) !== null,
      }
    else found.push({ ...part, lead: part.text, hasCode: false })
  }
  return found
}

/** Words that alone say nothing; what asks for more than longer ones stands for itself. */
const FEW = /^(?:\S+ ){0,3}\S+$/

/** A comment of code, or words between quotes, as a proposal is written. */
const WRITTEN_OUT = /^(?:\/\*|["'`\u201c])/

function isLeading(text: string, next: Sentence): boolean {
  if (next.isCode) return !/[.?!]["')]*$/.test(text)
  if (FEW.test(text) && /\w$/.test(text) && WRITTEN_OUT.test(next.text)) return true
  const isTag = trailerOf(next.text) !== null
  return /:$/.test(text) && (isTag || FEW.test(text) || !asksMore(next.text, text))
}

/** What a person wrote around a log; of a log alone its first error, else all of it. */
function withoutLog(lines: readonly string[]): readonly string[] {
  const rest = lines.filter((line) => !LOGGED.test(line))
  if (rest.length === lines.length) return lines
  const isSaid = sentencesOf(rest).some(({ text, isCode }) => !isCode && !isGreeting(text))
  const error = lines.map((line) => ERROR.exec(line)?.[1]).find(Boolean)
  return isSaid ? rest : error ? [error] : lines
}

/** The end of a question. */
const TAIL = /^(?:\p{Ll}+ \p{L}.*|(?:And|Or) \p{L}.{0,50})\?$/u

/** A question that goes on below a list or an example, as one with what it began with. */
function goneOn(sentences: readonly Sentence[]): readonly Sentence[] {
  return sentences.reduce<Sentence[]>((found, one) => {
    const begin = found.findLastIndex(({ text, isCode }) => !isCode && /[:,]$/.test(text))
    const between = found.slice(begin + 1)
    const isTail = !one.isCode && TAIL.test(one.text)
    if (!isTail || begin === -1 || between.some(({ text }) => /[.?!]$/.test(text)))
      return [...found, one]
    const parts = [...found.slice(begin), one].map(({ text }) => text)
    return [...found.slice(0, begin), { ...one, text: parts.join(' ') }]
  }, [])
}

/** "Tova", "Tova Lindqvist", "-TL", "~~ Tova", "tova", "tova l-q", below the last paragraph. */
const ALONE =
  /^\s*[-~]{0,2}\s*(?:\p{L}[\p{L}'-]{0,11}(?: \p{L}[.-]\p{L}?\.?)?|\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+){1,2})[.,]?\s*$/u

/** Without the name that stands below the last paragraph. */
function withoutName(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => !isBlank(line))
  const isApart =
    isBlank(lines[last - 1]) || /^\s*[-~]|^\s{8}|^\s*\p{Lu}\p{L}+\s*$/u.test(lines[last] ?? '')
  return last > 0 && isApart && ALONE.test(lines[last] ?? '') ? lines.slice(0, last) : lines
}

function clip(text: string): string {
  return text.length > WIDTH ? `${text.slice(0, WIDTH - 1)}\u2026` : text
}

/** So much more a whole sentence asks than what fits of it. */
const MORE = 0.6
/** What asks at once need not be read to its end. */
const ASKS_AT_ONCE =
  /^(?:(?:and|so|but|also|then|just|hm+|or),? )*(?:do|does|did|is|are|was|were|can|could|would|will|shall|should|why|how|what|where|have|has|any|perhaps|maybe|please|you|just|alternatively)\b/i
/** Where what follows from the words before it begins. */
const CONCLUDES =
  /[,;] (?=(?:so|then|hence|therefore|thus) |(?:and |but )?(?:(?:will|would|can|could|should|do|does|did|don't|doesn't|is|are|isn't|aren't|shouldn't|why|how|what|maybe|perhaps|presumably|please|let's) |I (?:wonder|think|guess|would) ))/g
/** Code, several sentences, or a list. */
const IS_MIXED = /[{};]|[.?!] \p{Lu}|: \S+: /u
/** Letters of a conclusion that can stand for itself. */
const LEAST = 25

/** What fits of a sentence; of one that asks at its end ("If ..., could you ...") the end. */
function askingClip(text: string, role: Role): string {
  const asks = (part: string): number => howMuchAsked(part, 0, false, role)
  if (text.length <= WIDTH || ASKS_AT_ONCE.test(text) || IS_MIXED.test(text)) return clip(text)
  const whole = asks(text)
  if (asks(text.slice(0, WIDTH - 1)) + MORE >= whole) return clip(text)
  const end = [...text.matchAll(CONCLUDES)]
    .filter(({ index }) => isOutside(text.slice(0, index)))
    .map(({ index }) => text.slice(index + 2))
    .find((rest) => rest.length < WIDTH && rest.length >= LEAST && asks(rest) + MORE >= whole)
  return end === undefined ? clip(text) : `\u2026${end}`
}

/** Are all brackets closed? */
function isOutside(text: string): boolean {
  return (text.match(/\(/g) ?? []).length <= (text.match(/\)/g) ?? []).length
}
