import { isStatLine } from '../../patch/sections.ts'
import { isClosing, isGreeting, withoutClosing } from '../../text/greetings.ts'
import { isBlank } from '../../text/lines.ts'
import { pointGrade } from '../../text/point-head.ts'
import { sentencesOf, type Sentence } from '../../text/sentences.ts'
import { trailerOf } from '../../text/trailers.ts'
import { withCodeSetIn } from './code.ts'
import { withInsetsSetIn } from './insets.ts'

/** What leads over to a tag below. */
export const LEADS_OVER =
  /^\s*(?:otherwise|if so|with (?:that|those|these|this)(?: \w+)? (?:fixed|addressed|changed|done|resolved|in place))\s*[,.!:]?\s*$/i
/** A line of a kernel's log or of make, whose words are those of a program. */
const LOGGED = /^\s*(?:\[\s*\+?\d+\.\d+\]|\d*>?make(?:\[\d+\])?:|[=-]{6,}\s*$)/
/** What it logs that is worth a summary, without its time. */
const ERROR = /^(?:\s*\[[^\]]*\])?\s*(.*\b(?:error|warning|BUG)\b ?(?:#\d+)?:.*\S)/i
/** What stands where no words do: a link of a list of links. */
const LINK = /^\s*\[\d+\]:?\s+https?:\S+\s*$/

/** The lines of a comment that may ask: without log, name, tags and greeting. */
export function linesThatMayAsk(lines: readonly string[]): readonly string[] {
  const given = withInsetsSetIn(withoutPatch(withoutCommands(lines)))
  const said = withoutLog(withoutClosing(given))
  return (said.length < given.length ? said : withoutName(said)).filter(
    (line, i, all) =>
      (trailerOf(line) === null || isLedTo(all, i)) &&
      !isGreeting(line) &&
      !isClosing(line) &&
      !LEADS_OVER.test(line) &&
      !LINK.test(line) &&
      pointGrade(line) === null,
  )
}

/** "pw-bot: cr", "#syz fix: ...": said to a robot, which does something with the patch or report. */
const COMMAND = /^\s*(?:pw-bot\s*:|#\s?syz\b|#regzbot\b)/i

/** Without commands to robots at their end. */
function withoutCommands(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => !isBlank(line) && !COMMAND.test(line))
  return last === -1 ? lines : lines.slice(0, last + 1)
}

const FILES_CHANGED = /^ ?\d+ files? changed\b/
const RULE = /^---\s*$/
/** What may stand in the diff below a diffstat, also in one that git has not made. */
const OF_PATCH =
  /^(?:[-+ \t@\\]|\s*$|diff |index |Index: |={5}|new |deleted |old |similarity |rename |copy )/

function isOwnWord(line: string): boolean {
  return trailerOf(line) === null && !isGreeting(line) && /\w{2}/.test(line)
}

/** Without a diffstat and the diff below it, where somebody says something above them. */
function withoutPatch(lines: readonly string[]): readonly string[] {
  const total = lines.findIndex((line) => FILES_CHANGED.test(line) && isStatLine(line))
  if (total === -1) return lines
  const start = lines.slice(0, total).findLastIndex((line) => !isStatLine(line)) + 1
  const said = lines.slice(0, start).findLastIndex((line) => !isBlank(line) && !RULE.test(line)) + 1
  if (!lines.slice(0, said).some(isOwnWord)) return lines
  const below = lines.findIndex((line, i) => i > total && !OF_PATCH.test(line))
  return [...lines.slice(0, said), ...(below === -1 ? [] : ['', ...lines.slice(below)])]
}

/** Sentences of these lines as one reads them: of a diff what it changes. */
export function sentencesRead(lines: readonly string[]): readonly Sentence[] {
  return asRead(sentencesOf(withCodeSetIn(unbroken(lines))))
}

/** "->index is used" and "--first opens all of them" are no lines that a diff takes away. */
const MEMBER = /^->\w+ \w+ \w/
const OPTION = /^--[a-z]\S{0,60}(?: \S+){0,8}? [\p{L}'\u2019]+ [\p{L}'\u2019]+ [\p{L}'\u2019]+/u
const BEFORE_OPTION = /^[^\s+@-].* .*[\p{L},]$/u

/** "- maybe there is one", where a line of prose above it was full. */
const DASHED = /^[-\u2013] \S/
/** So long a line may be full, and begins no list, whose heading is short. */
const FULL = 50
const OPEN_END = /[\p{L}\d)"'\u2019\u201d]$/u
const OF_LIST = /^\s*(?:[-*+\u2022\u2013]|\(?\d{1,2}[.)])\s/

/** Is a dash at the beginning of a line one between two parts of a sentence? */
function isDashed(lines: readonly string[], i: number): boolean {
  const above = lines[i - 1] ?? ''
  if (!DASHED.test(lines[i] ?? '') || above.length < FULL || !OPEN_END.test(above.trimEnd()))
    return false
  const from = lines.slice(0, i).findLastIndex(isBlank) + 1
  const end = lines.findIndex((line, k) => k > i && isBlank(line))
  const paragraph = lines.slice(from, end === -1 ? lines.length : end)
  return paragraph.filter((line) => OF_LIST.test(line) || /^[-+@]/.test(line)).length === 1
}

/** Prose that goes on with a member of a struct, an option or a dash, with it. */
function unbroken(lines: readonly string[]): readonly string[] {
  const all: string[] = []
  for (const [i, line] of lines.entries()) {
    const above = all.at(-1) ?? ''
    const isMember = MEMBER.test(line) && /\p{L}$/u.test(above)
    if (isMember || (OPTION.test(line) && BEFORE_OPTION.test(above)) || isDashed(lines, i))
      all[all.length - 1] += ` ${line}`
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

/** What a person wrote around a log; of a log alone its first error, else all of it. */
function withoutLog(lines: readonly string[]): readonly string[] {
  const rest = lines.filter((line) => !LOGGED.test(line))
  if (rest.length === lines.length) return lines
  const isSaid = sentencesOf(rest).some(({ text, isCode }) => !isCode && !isGreeting(text))
  const error = lines.map((line) => ERROR.exec(line)?.[1]).find(Boolean)
  return isSaid ? rest : error ? [error] : lines
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
