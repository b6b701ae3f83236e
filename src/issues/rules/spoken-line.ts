import type { Origin } from '../../model/link.ts'
import type { Mail } from '../../model/mail.ts'
import type { LineRange } from '../../model/reply.ts'
import { fileAt } from '../../patch/locate.ts'
import { isStatLine } from '../../patch/sections.ts'
import { squash } from '../../text/lines.ts'
import { once } from '../../text/memo.ts'
import { trailerOf } from '../../text/trailers.ts'
import { fileIn } from '../../versions/moves/renamed.ts'
import type { CommentCase } from '../cases.ts'
import { overlap, tokensOf } from '../../patch/tokens.ts'
import { patchText, type TextLine } from '../signals/version-text.ts'
import { tellingWordsAt, tellingWordsOf, weightOfAll } from '../signals/words.ts'

/** A line of a diff or of text without its sign, and without blanks around it. */
export function bare(text: string): string {
  return text.replace(/^[-+]/, '').trim()
}

/** It says more than a brace or the mark of a comment. */
export function isTelling(text: string): boolean {
  return /\w{2}/.test(text)
}

/**
 * Words of a comment that weigh less than this together stand in a new line by chance; in another
 * file more do.
 */
const [LEAST, LEAST_AWAY] = [2, 3]
const TRAILER =
  /^\s*(?:[A-Z][A-Za-z-]+-by|Link|Fixes|Closes|Cc|Message-I[Dd]|[Cc]hange-[Ii]d|base-commit): /

/**
 * The new line that some line has become elsewhere in the file, else what has most of a comment.
 */
export function spokenOf(
  { says, context: { people } }: CommentCase,
  from: Mail,
  at: Origin,
  to: Mail,
  isNew: (text: string) => boolean,
): TextLine | null {
  const { keys } = patchText(from)
  const file = fileAt(from, at.endLine)
  const home = file && fileIn(file, from, to)
  const fresh = patchText(to).lines.filter(
    ({ key, text, inDiff }) =>
      !key.startsWith('-') &&
      !keys.has(key) &&
      isOfPatch({ key, text, inDiff }, keys) &&
      isNew(text) &&
      !TRAILER.test(text) &&
      !isStatLine(text),
  )
  const renamed = home ? mostLikeOf(from, at, fresh.filter(inFile(home))) : null
  if (renamed) return renamed
  const said = tellingWordsOf(says, people)
  let [best, most]: [TextLine | null, number] = [null, 0]
  for (const line of fresh) {
    if (line.inDiff !== (file !== null)) continue
    const isHome = home ? inFile(home)(line) : !line.inDiff
    const words = tellingWordsAt(to.lines, line.line - 1).filter((w) => said.has(w))
    const weight = weightOfAll(words) - (isHome ? LEAST : LEAST_AWAY)
    if (weight >= 0 && (weight > most || best === null)) [best, most] = [line, weight]
  }
  return best
}

/**
 * Is a line a patch's own? What it shows around its changes is no news, unless the version before
 * took it away.
 */
function isOfPatch(
  { key, text, inDiff }: Pick<TextLine, 'key' | 'text' | 'inDiff'>,
  before: ReadonlyMap<string, number>,
): boolean {
  return !inDiff || /^[+!]/.test(text) || before.has(`-${key}`)
}

function inFile({ line, endLine }: LineRange): (one: TextLine) => boolean {
  return (one) => line <= one.line && one.line <= endLine
}

/** Lines that share so much of their words and signs, and a name, are one that went elsewhere. */
const SAME = 0.45
const NAME = /\b[A-Za-z]\w*_\w{2,}/g

/** The new line of the file that the last of some lines has become, far from where it stood. */
function mostLikeOf(from: Mail, at: Origin, fresh: readonly TextLine[]): TextLine | null {
  const last = from.lines.slice(at.line - 1, at.endLine).findLast(isTelling) ?? ''
  const names = last.match(NAME) ?? []
  if (names.length === 0) return null
  const wanted = partsOf(last)
  let [best, most]: [TextLine | null, number] = [null, SAME]
  for (const line of fresh) {
    const like = overlap(wanted, partsOf(line.text))
    if (like > most && names.some((name) => line.text.includes(name))) [best, most] = [line, like]
  }
  return best
}

/** Signs and words of a line, names of code taken apart. */
function partsOf(text: string): Set<string> {
  return new Set(tokensOf(bare(text)).flatMap((token) => token.split('_')))
}

/** Where a text stands that a comment writes out and the version before does not have. */
export function writtenOut(says: readonly string[], from: Mail, to: Mail): number | undefined {
  for (const sentence of sentencesIn(says)) {
    if (flat(from).text.includes(sentence)) continue
    const { text, starts, lines } = flat(to)
    const at = text.indexOf(sentence)
    if (at === -1) continue
    const first = starts.findLastIndex((start) => start <= at)
    // Of a line that only begins it, the one below says more.
    const isEnd = (starts[first + 1] ?? Infinity) - at < Math.min(10, sentence.length)
    const found = lines[first + Number(isEnd)]
    if (found && isOfPatch(found, patchText(from).keys)) return found.line
  }
  return undefined
}

/** What a patch leaves standing as one text without white space, and where each line begins. */
const flat = once((mail: Mail) => {
  const lines = patchText(mail).lines.filter(({ key }) => !key.startsWith('-'))
  const starts: number[] = []
  let length = 0
  for (const { key } of lines) {
    starts.push(length)
    length += key.length
  }
  return { text: lines.map(({ key }) => key).join(''), starts, lines }
})

/** What a diff has around its changes, and what it takes away. */
const NOT_NEW = /^(?: \t|-\s)/

/**
 * Sentences of four words or more that a comment puts between quotes, and its lines of five words
 * or more, without white space.
 */
function sentencesIn(says: readonly string[]): string[] {
  const quoted = says.join('\n').matchAll(/["\u201c]([^"\u201c\u201d]{12,300})["\u201d]/g)
  const between = [...quoted].map(([, text = '']) => text)
  return [
    ...between.filter((text) => wordCount(text) >= 4),
    ...says.filter(
      (line) =>
        line.length > 20 && wordCount(line) >= 5 && trailerOf(line) === null && !NOT_NEW.test(line),
    ),
  ].map((text) => squash(text.replace(/(?:\.{2,}|\u2026)\s*$/, '')).replace(/[.,;:]$/, ''))
}

function wordCount(text: string): number {
  return text.trim().split(/\s+/).length
}
