import { isClosing, isGreeting, withoutClosing } from '../text/greetings.ts'
import { collapse, isBlank } from '../text/lines.ts'
import { pointGrade } from '../text/point-head.ts'
import { sentencesOf, type Sentence } from '../text/sentences.ts'
import { trailerOf } from '../text/trailers.ts'
import { ASKING } from './kinds/phrases.ts'

/** Characters of a summary. */
const WIDTH = 140
/** What leads over to a tag below. */
const LEADS_OVER =
  /^\s*(?:otherwise|if so|with (?:that|those|these|this)(?: \w+)? (?:fixed|addressed|changed|done|resolved|in place))\s*[,.!:]?\s*$/i
/** "Simplify to", above code. */
const LEADS_TO_CODE = /^(?:please |just |maybe )?\w+(?: \w+){0,4} (?:to|like|with|into|as)[: ]*$/i
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
/** Wordings that are in too many sentences to choose one by. */
const WEAK: ReadonlySet<string> = new Set([
  'asks: why',
  'doubts',
  'offers code',
  'ends with a question',
  'suggests: I would',
  'leaves it open',
  'speaks of the mail',
])
const STRONG = ASKING.filter(([name]) => !WEAK.has(name))

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
  const parts = goneOn(sentencesOf(own)).filter(({ text }) => /\w{2}/.test(text))
  const sentences = parts.map(({ text }) => text)
  const whole = sentences.filter((sentence) => !isThanks(sentence)).join(' ')
  if (whole !== '' && whole.length <= WIDTH) return whole
  const scored = sentences.map((sentence, i) => ({
    sentence: withCode(parts, i),
    score:
      STRONG.filter(([, p]) => p.test(sentence)).length +
      (/\?/.test(sentence) ? 1 : 0) +
      (LEADS_TO_CODE.test(sentence) && parts[i + 1]?.isCode ? 1 : 0) -
      i * 0.3 -
      (isThanks(sentence) ? 5 : 0) -
      (/\bsorry\b|^I (?:should|was|had|have|did|see|know|guess)\b/i.test(sentence) ? 2 : 0),
  }))
  const best = scored.reduce<{ sentence: string; score: number } | null>(
    (a, b) => (a === null || b.score > a.score ? b : a),
    null,
  )
  const words = collapse(best?.sentence ?? own.join(' '))
  return clip(words === '' ? collapse(lines.join(' ')) : words)
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

/** "Simplify to" is half a request: the code below it goes with it. */
function withCode(parts: readonly Sentence[], i: number): string {
  const { text = '', isCode = true } = parts[i] ?? {}
  const code = parts.slice(i + 1)
  const end = code.findIndex((part) => !part.isCode)
  const below = code.slice(0, end === -1 ? code.length : end).map((part) => part.text)
  return isCode || /[.?!]$/.test(text) ? text : [text, ...below].join(' ')
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

/** Without the name that stands below the last paragraph. */
function withoutName(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => !isBlank(line))
  const isName = last > 0 && /^\s*(?:\p{Lu}\p{L}+|-?\p{Lu}{1,3})[.,]?\s*$/u.test(lines[last] ?? '')
  return isName ? lines.slice(0, last) : lines
}

function isThanks(sentence: string): boolean {
  return (
    (/^(?:thanks|thank you|cheers|regards|best|looks good|nice|great)\b/i.test(sentence) &&
      sentence.length < 40) ||
    /^[A-Z]\p{L}+$/u.test(sentence)
  )
}

function clip(text: string): string {
  return text.length > WIDTH ? `${text.slice(0, WIDTH - 1)}\u2026` : text
}
