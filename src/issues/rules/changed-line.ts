import type { DiffLine } from '../../model/diff.ts'
import type { Origin } from '../../model/link.ts'
import type { Mail } from '../../model/mail.ts'
import { fileAt, partAt } from '../../patch/locate.ts'
import type { Edit } from '../../text/diff.ts'
import { squash } from '../../text/lines.ts'
import { trailerOf } from '../../text/trailers.ts'
import { comparedOnce, comparisonOf, type Comparison } from '../../versions/comparison.ts'
import { fileIn } from '../../versions/moves/renamed.ts'
import { linesOfPart } from '../../versions/patch-lines.ts'
import type { CommentCase } from '../cases.ts'
import { hasToken, overlap, tokensOf } from '../../patch/tokens.ts'
import { tellingWords, tellingWordsOf, weightOfAll } from '../signals/words.ts'
import { patchText } from '../signals/version-text.ts'
import { bare, isTelling, spokenOf, writtenOut } from './spoken-line.ts'

/** A line of a mail, to be checked by a reader. */
interface Shown {
  readonly messageId: string
  readonly line: number
  readonly text: string
}

/**
 * The line that shows how some lines changed: what stands in the place of the last of them, else a
 * new line that has words of the comment. Never one that is quoted above the comment.
 * @param at where the lines stood
 * @param to the patch or cover that has them no more as they were
 */
export function changedLine(one: CommentCase, from: Mail, at: Origin, to: Mail): Shown | null {
  const quote = [...one.context.quoted, ...from.lines.slice(at.line - 1, at.endLine)].map(bare)
  const keys = new Set(quote.map(squash))
  const isNew = (text: string): boolean => isTelling(text) && !keys.has(squash(bare(text)))
  const isSpaced = (text: string): boolean => isTelling(text) && !quote.includes(bare(text))
  const compared = comparedAt(from, at, to)
  const line = isOnlySpaced(compared, at)
    ? successorOf(compared, at, isSpaced, () => 0)
    : (writtenOut(one.says, from, to) ??
      successorOf(compared, at, isNew, askedIn(one)) ??
      spokenOf(one, from, at, to, isNew)?.line)
  return line === undefined ? null : shownAt(to, line)
}

/** Does nothing but white space differ in some lines? */
function isOnlySpaced(compared: Comparison | null, { line, endLine }: Origin): boolean {
  if (!compared) return false
  const { a, b, edits } = compared
  const first = a.findIndex(({ bodyLine }) => bodyLine >= line)
  const last = a.findLastIndex(({ bodyLine }) => bodyLine <= endLine)
  const touching = edits.filter((e) => e.a <= last && (e.aEnd > first || e.a > first))
  const textOf = (lines: readonly DiffLine[]): string => squash(lines.map((l) => l.text).join(''))
  return (
    touching.length > 0 &&
    touching.every((e) => textOf(a.slice(e.a, e.aEnd)) === textOf(b.slice(e.b, e.bEnd)))
  )
}

/** Words of a comment that weigh less than this together stand in a new line by chance. */
const LEAST = 2
/** More than any words weigh: what a line has that is named in so many letters. */
const NAMED = 100

/**
 * How much a line has of what a comment asks for: a name of code or the conversion of a format
 * (`%pR`), else words that do not stand in the lines above it.
 */
function askedIn({ says, context: { quoted, people } }: CommentCase): (text: string) => number {
  const isNew = (word: string): boolean => !quoted.some((line) => line.includes(word))
  const said = says.join('\n')
  const names = [...new Set(said.match(/\b[A-Za-z]\w*_\w+/g) ?? [])].filter(isNew)
  const formats = [...new Set(said.match(/%[a-z][A-Za-z]*/g) ?? [])].filter(isNew)
  const words = tellingWordsOf(says, people)
  const above = tellingWordsOf(quoted)
  return (text) => {
    if (names.some((name) => hasToken(text, name))) return NAMED + 1
    if (formats.some((one) => hasToken(text, one))) return NAMED
    if (trailerOf(text) !== null) return 0
    const own = [...tellingWords(text)].filter((word) => words.has(word) && !above.has(word))
    const weight = weightOfAll(own)
    return weight < LEAST ? 0 : weight
  }
}

/**
 * The last of some lines that says something and does not stand in the later version any more. What
 * a patch has around its changes tells nothing: the later one may only show less of the file.
 */
export function goneLine(mail: Mail, { line, endLine }: Origin, to: Mail): Shown | null {
  const { keys } = patchText(to)
  const isDiff = fileAt(mail, endLine) !== null
  const stands = (text: string): boolean => keys.has(squash(bare(text))) || keys.has(squash(text))
  const last = mail.lines
    .slice(line - 1, endLine)
    .findLastIndex((text) => isTelling(text) && (!isDiff || /^[-+]/.test(text)) && !stands(text))
  return last === -1 ? null : shownAt(mail, line + last)
}

function shownAt(mail: Mail, line: number): Shown {
  return { messageId: mail.id, line, text: mail.lines[line - 1] ?? '' }
}

/** The file, or the part of the message, in both versions; `null` where the later has none. */
function comparedAt(from: Mail, { line, endLine }: Origin, to: Mail): Comparison | null {
  const file = fileAt(from, endLine)
  if (file) {
    const there = fileIn(file, from, to)
    const lines = from.lines.slice(line - 1, endLine)
    const side = lines.every((text) => text.startsWith('-')) ? 'old' : 'new'
    return there && comparisonOf(from, to, file, there, side)
  }
  const part = partAt(from, endLine) ?? partAt(from, line)
  if (part === null) return null
  return comparedOnce(from, to, part, () => [asLines(from, part), asLines(to, part)])
}

function asLines(mail: Mail, part: string): DiffLine[] {
  return linesOfPart(mail, part).map((n) => ({
    kind: 'insertion',
    bodyLine: n,
    oldLine: null,
    newLine: null,
    text: mail.lines[n - 1] ?? '',
  }))
}

/**
 * Two lines that share less are not taken for one that was changed; what shares more is the line
 * itself, whatever other lines say.
 */
const [ALIKE, SAME] = [0.2, 0.5]

/**
 * What stands in the place of the last of some lines for which anything does, by what it is most
 * like; else what came between them.
 */
function successorOf(
  compared: Comparison | null,
  at: Origin,
  isNew: (text: string) => boolean,
  asked: (text: string) => number,
): number | undefined {
  if (!compared) return undefined
  const { a, b, edits } = compared
  const before = new Set(a.map(({ text }) => bare(text)))
  const came = ({ b: start, bEnd }: Edit): DiffLine[] =>
    b
      .slice(start, bEnd)
      .filter(({ kind, text }) => kind !== 'context' && isNew(text) && !before.has(bare(text)))
  const focus = a.flatMap(({ bodyLine, text }, i) =>
    bodyLine >= at.line && bodyLine <= at.endLine && isTelling(text) ? [i] : [],
  )
  const touching = focus
    .reverse()
    .map((i) => ({ i, edit: edits.find((e) => e.a <= i && i < e.aEnd) }))
  const fresh = touching.flatMap(({ edit }) => (edit ? came(edit) : []))
  const wanted = mostOf(fresh, asked)
  if (wanted && asked(wanted.text) >= NAMED) return wanted.bodyLine
  const best = likestOf(
    touching.flatMap(({ i, edit }) => (edit ? [[a[i]?.text ?? '', came(edit)] as const] : [])),
  )
  if (wanted && (best?.like ?? 0) < SAME) return wanted.bodyLine
  if (best) return best.line.bodyLine
  const [last = -1, first = -1] = [focus[0], focus.at(-1)]
  const between = edits.find((e) => e.a > first && e.a <= last && e.a === e.aEnd)
  return between && came(between)[0]?.bodyLine
}

/** Of some lines the first that any new one is like, with that one; else what is likest of all. */
function likestOf(pairs: readonly (readonly [string, readonly DiffLine[]])[]): Like | null {
  let best: Like | null = null
  for (const [text, came] of pairs) {
    const next = mostLike(text, came)
    if (next && next.like > (best?.like ?? -1)) best = next
    if (next && next.like >= ALIKE) break
  }
  return best
}

/** A new line, and how much of an old one it has. */
interface Like {
  readonly line: DiffLine
  readonly like: number
}

/** The first of the lines that have most of something; `null` where none has any. */
function mostOf(lines: readonly DiffLine[], measure: (text: string) => number): DiffLine | null {
  let [best, most]: [DiffLine | null, number] = [null, 0]
  for (const line of lines) {
    const much = measure(line.text)
    if (much > most) [best, most] = [line, much]
  }
  return best
}

function mostLike(text: string, lines: readonly DiffLine[]): Like | null {
  const tokens = new Set(tokensOf(text))
  let best: Like | null = null
  for (const line of lines) {
    const like = overlap(tokens, new Set(tokensOf(line.text)))
    if (best === null || like > best.like) best = { line, like }
  }
  return best
}
