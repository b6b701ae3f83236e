import { isClosing, isGreeting, withoutClosing } from '../text/greetings.ts'
import { collapse, isBlank } from '../text/lines.ts'
import { pointGrade } from '../text/point-head.ts'
import { sentencesOf, type Sentence } from '../text/sentences.ts'
import { trailerOf } from '../text/trailers.ts'
import { asksMore, howMuchAsked, isThanks } from './summary-score.ts'
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
const NEW_IN_CHECK = /^(?:\S*\/)?((?:Documentation|arch)\/\S+: .*\S)/
/**
 * One line for what a comment asks, in its own words: the sentence that asks, else the first that
 * says something.
 */
export function summaryOf(lines: readonly string[]): string {
  const found = foundByRobot(lines)
  if (found !== null) return clip(found)
  const said = withoutLog(withoutClosing(lines))
  const own = (said.length < lines.length ? said : withoutName(said)).filter(
    (line) =>
      trailerOf(line) === null &&
      !isGreeting(line) &&
      !isClosing(line) &&
      !LEADS_OVER.test(line) &&
      !LINK.test(line) &&
      pointGrade(line) === null,
  )
  const parts = ledTo(goneOn(withoutLeads(sentencesOf(own), lines))).filter(
    ({ text }) => /\w{2}/.test(text) && !LEADS_OVER.test(text),
  )
  const whole = parts.filter(({ text }) => !isThanks(text)).map(({ text }) => text)
  if (whole.length > 0 && whole.join(' ').length <= WIDTH) return whole.join(' ')
  const words = collapse(chosen(parts) ?? own.join(' '))
  return clip(words === '' ? collapse(lines.join(' ')) : words)
}

/** The sentence that asks, with what it points at; `null` where there is none. */
function chosen(parts: readonly Part[]): string | null {
  const prose = parts.filter(({ isCode }) => !isCode)
  const among = prose.length > 0 ? prose : parts
  const scores = among.map(({ text, lead, hasCode }, i) =>
    howMuchAsked(FEW.test(lead) ? text : lead, i, hasCode),
  )
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
  return found ? collapse(found) : null
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
        hasCode: above.hasCode || part.isCode,
      }
    else found.push({ ...part, lead: part.text, hasCode: false })
  }
  return found
}

/** Words that alone say nothing; what asks for more than longer ones stands for itself. */
const FEW = /^(?:\S+ ){0,3}\S+$/

function isLeading(text: string, next: Sentence): boolean {
  if (next.isCode) return !/[.?!]["')]*$/.test(text)
  return /:$/.test(text) && (FEW.test(text) || !asksMore(next.text, text))
}

/** What a person wrote around a log; of a log alone its first error, else all of it. */
function withoutLog(lines: readonly string[]): readonly string[] {
  const rest = lines.filter((line) => !LOGGED.test(line))
  if (rest.length === lines.length) return lines
  const isSaid = sentencesOf(rest).some(({ text, isCode }) => !isCode && !isGreeting(text))
  const error = lines.map((line) => ERROR.exec(line)?.[1]).find(Boolean)
  return isSaid ? rest : error ? [error] : lines
}

/** A question that goes on below a list or an example, as one with what it began with. */
function goneOn(sentences: readonly Sentence[]): readonly Sentence[] {
  return sentences.reduce<Sentence[]>((found, one) => {
    const begin = found.findLastIndex(({ text, isCode }) => !isCode && /[:,]$/.test(text))
    const between = found.slice(begin + 1)
    const isTail = !one.isCode && /^\p{Ll}+ \p{L}.*\?$/u.test(one.text)
    if (!isTail || begin === -1 || between.some(({ text }) => /[.?!]$/.test(text)))
      return [...found, one]
    const parts = [...found.slice(begin), one].map(({ text }) => text)
    return [...found.slice(0, begin), { ...one, text: parts.join(' ') }]
  }, [])
}

/** "Tova", "Tova Lindqvist", "-TL", "tova", "tova l-q", below the last paragraph. */
const ALONE =
  /^\s*-{0,2}\s*(?:\p{L}[\p{L}'-]{0,11}(?: \p{L}[.-]\p{L}?\.?)?|\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+){1,2})[.,]?\s*$/u

/** Without the name that stands below the last paragraph. */
function withoutName(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => !isBlank(line))
  const isApart =
    isBlank(lines[last - 1]) || /^\s*-|^\s{8}|^\s*\p{Lu}\p{L}+\s*$/u.test(lines[last] ?? '')
  return last > 0 && isApart && ALONE.test(lines[last] ?? '') ? lines.slice(0, last) : lines
}

function clip(text: string): string {
  return text.length > WIDTH ? `${text.slice(0, WIDTH - 1)}\u2026` : text
}
