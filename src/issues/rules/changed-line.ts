import type { DiffLine } from '../../model/diff.ts'
import type { Origin } from '../../model/link.ts'
import type { Mail } from '../../model/mail.ts'
import { fileAt, partAt } from '../../patch/locate.ts'
import type { Edit } from '../../text/diff.ts'
import { squash } from '../../text/lines.ts'
import { comparedOnce, comparisonOf, type Comparison } from '../../versions/comparison.ts'
import { linesOfPart, sameFile } from '../../versions/patch-lines.ts'
import type { CommentCase } from '../cases.ts'
import { overlap, tokensOf } from '../signals/tokens.ts'
import { patchText, type TextLine } from '../signals/version-text.ts'
import { tellingWordsAt, tellingWordsOf, weightOfAll } from '../signals/words.ts'

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
  const quote = new Set(
    [...one.context.quoted, ...from.lines.slice(at.line - 1, at.endLine)].map(bare),
  )
  const isNew = (text: string): boolean => isTelling(text) && !quote.has(bare(text))
  const line =
    successorOf(comparedAt(from, at, to), at, isNew) ?? spokenOf(one, from, at, to, isNew)?.line
  return line === undefined ? null : shownAt(to, line)
}

/** The last of some lines that says something and does not stand in the later version any more. */
export function goneLine(mail: Mail, { line, endLine }: Origin, to: Mail): Shown | null {
  const { keys } = patchText(to)
  const stands = (text: string): boolean => keys.has(squash(bare(text))) || keys.has(squash(text))
  const last = mail.lines
    .slice(line - 1, endLine)
    .findLastIndex((text) => isTelling(text) && !stands(text))
  return last === -1 ? null : shownAt(mail, line + last)
}

function shownAt(mail: Mail, line: number): Shown {
  return { messageId: mail.id, line, text: mail.lines[line - 1] ?? '' }
}

/** A line of a diff or of text without its sign, and without blanks around it. */
function bare(text: string): string {
  return text.replace(/^[-+]/, '').trim()
}

/** It says more than a brace or the mark of a comment. */
function isTelling(text: string): boolean {
  return /\w{2}/.test(text)
}

/** The file, or the part of the message, in both versions; `null` where the later has none. */
function comparedAt(from: Mail, { line, endLine }: Origin, to: Mail): Comparison | null {
  const file = fileAt(from, endLine)
  if (file) {
    const there = sameFile(file, to)
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

/** Two lines that share less are not taken for one that was changed. */
const ALIKE = 0.2

/**
 * What stands in the place of the last of some lines for which anything does, by what it is most
 * like; else what came between them.
 */
function successorOf(
  compared: Comparison | null,
  at: Origin,
  isNew: (text: string) => boolean,
): number | undefined {
  if (!compared) return undefined
  const { a, b, edits } = compared
  const before = new Set(a.map(({ text }) => bare(text)))
  const came = ({ b: start, bEnd }: Edit): DiffLine[] =>
    b.slice(start, bEnd).filter(({ text }) => isNew(text) && !before.has(bare(text)))
  const focus = a.flatMap(({ bodyLine, text }, i) =>
    bodyLine >= at.line && bodyLine <= at.endLine && isTelling(text) ? [i] : [],
  )
  let best: { line: DiffLine; like: number } | null = null
  for (const i of focus.reverse()) {
    const edit = edits.find((e) => e.a <= i && i < e.aEnd)
    const next = edit && mostLike(a[i]?.text ?? '', came(edit))
    if (next && next.like >= ALIKE) return next.line.bodyLine
    if (next && next.like > (best?.like ?? -1)) best = next
  }
  if (best) return best.line.bodyLine
  const [last = -1, first = -1] = [focus[0], focus.at(-1)]
  const between = edits.find((e) => e.a > first && e.a <= last && e.a === e.aEnd)
  return between && came(between)[0]?.bodyLine
}

function mostLike(
  text: string,
  lines: readonly DiffLine[],
): { line: DiffLine; like: number } | null {
  const tokens = new Set(tokensOf(text))
  let best: { line: DiffLine; like: number } | null = null
  for (const line of lines) {
    const like = overlap(tokens, new Set(tokensOf(line.text)))
    if (best === null || like > best.like) best = { line, like }
  }
  return best
}

/**
 * Words of a comment that weigh less than this together stand in a new line by chance; in another
 * file more do.
 */
const [LEAST, LEAST_AWAY] = [2, 3]
const TRAILER =
  /^\s*(?:[A-Z][A-Za-z-]+-by|Link|Fixes|Closes|Cc|Message-I[Dd]|[Cc]hange-[Ii]d|base-commit): /

/** The new line that has most of a comment: a sentence that it writes out before words of it. */
function spokenOf(
  { says, context: { people } }: CommentCase,
  from: Mail,
  at: Origin,
  to: Mail,
  isNew: (text: string) => boolean,
): TextLine | null {
  const { keys } = patchText(from)
  const file = fileAt(from, at.endLine)
  const home = file && sameFile(file, to)
  const fresh = patchText(to).lines.filter(
    ({ key, text }) => !key.startsWith('-') && !keys.has(key) && isNew(text) && !TRAILER.test(text),
  )
  const sentences = sentencesIn(says)
  const written = fresh.find(({ key }) =>
    sentences.some((s) => key.includes(s) || (key.length > 15 && s.includes(key))),
  )
  if (written) return written
  const said = tellingWordsOf(says, people)
  let [best, most]: [TextLine | null, number] = [null, 0]
  for (const line of fresh) {
    if (line.inDiff !== (file !== null)) continue
    const isHome = home ? home.line <= line.line && line.line <= home.endLine : !line.inDiff
    const words = tellingWordsAt(to.lines, line.line - 1).filter((w) => said.has(w))
    const weight = weightOfAll(words) - (isHome ? LEAST : LEAST_AWAY)
    if (weight >= 0 && (weight > most || best === null)) [best, most] = [line, weight]
  }
  return best
}

/** Sentences of four words or more that a comment puts between quotes, without white space. */
function sentencesIn(says: readonly string[]): string[] {
  const quoted = says.join('\n').matchAll(/["\u201c]([^"\u201c\u201d]{12,300})["\u201d]/g)
  return [...quoted]
    .map(([, text = '']) => text)
    .filter((text) => text.trim().split(/\s+/).length >= 4)
    .map((text) => squash(text).replace(/[.,;:]$/, ''))
}
