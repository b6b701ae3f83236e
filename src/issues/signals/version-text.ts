import type { Mail } from '../../model/mail.ts'
import { once } from '../../text/memo.ts'
import { squash, squashedLines } from '../../text/lines.ts'
import { comparisonLines } from '../../patch/range-diff-lines.ts'
import { tellingWordsAt } from './words.ts'

/** One line that a patch says or leaves standing. */
export interface TextLine {
  readonly line: number
  readonly text: string
  /** Without white space; `-` before a removed line. */
  readonly key: string
  readonly inDiff: boolean
}

/** A patch or cover as a reader of its result sees it. */
export interface PatchText {
  readonly lines: readonly TextLine[]
  /** How many lines have a key. */
  readonly keys: ReadonlyMap<string, number>
  /** All of it without white space. */
  readonly all: string
  readonly words: ReadonlySet<string>
}

/** What a patch leaves standing and what it takes away, its message included. */
export function patchText(mail: Mail): PatchText {
  return texts(mail)
}

const texts = once((mail: Mail): PatchText => {
  const inDiff = new Uint8Array(mail.lines.length + 2)
  for (const file of mail.files) inDiff.fill(1, file.line, file.endLine + 1)
  const bare = squashedLines(mail.lines)
  const lines: TextLine[] = []
  const between = comparisonLines(mail)
  for (let i = 0; i < mail.lines.length; i++) {
    if (between.has(i)) continue
    const text = mail.lines[i] ?? ''
    const isCode = inDiff[i + 1] === 1
    const key = isCode ? keyOfCode(text, bare[i] ?? '') : (bare[i] ?? '')
    if (key !== '') lines.push({ line: i + 1, text, key, inDiff: isCode })
  }
  return {
    lines,
    keys: counted(lines),
    all: lines.map((l) => l.key).join('\n'),
    words: wordsOf(mail, lines),
  }
})

function counted(lines: readonly TextLine[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { key } of lines) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

/** The telling words of what it leaves standing. */
function wordsOf(mail: Mail, lines: readonly TextLine[]): ReadonlySet<string> {
  const words = new Set<string>()
  for (const { key, line } of lines)
    if (!key.startsWith('-'))
      for (const word of tellingWordsAt(mail.lines, line - 1)) words.add(word)
  return words
}

/**
 * A line of a diff by its text; what is removed keeps its sign, as it is no text of the new file.
 */
function keyOfCode(text: string, squashed: string): string {
  if (isHeader(text)) return ''
  const sign = text[0] ?? ''
  const bare = squash(sign) === '' ? squashed : squashed.slice(1)
  return bare === '' ? '' : sign === '-' ? squashed : bare
}

function isHeader(text: string): boolean {
  // Few lines begin so; the others need no look at the whole.
  return '+-@di'.includes(text[0] ?? ' ') && /^(?:diff |index |--- |\+\+\+ |@@)/.test(text)
}
