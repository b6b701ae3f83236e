import { collapse, isBlank } from './lines.ts'

/** A sentence of prose, or one line of code. */
export interface Sentence {
  readonly text: string
  /** Index of the line on which it begins. */
  readonly at: number
  /** Index of the line on which it ends. */
  readonly endAt: number
  readonly isCode: boolean
}

/** Indented or signed lines, as code and diffs are written in mail. */
const CODE = /^(?:\t| {4,}|-\S|\+\s*\S|diff --git |@@ -\d)/
/** What begins anew on its line; a numbered one also where it is set in. */
const ITEM = /^(?:[-*\u2022] \S|\s{0,8}\(?\d{1,2}[.)] \S)/
/** A diff begins here, and goes on as long as its lines do. */
const DIFF = /^(?:diff --git |@@ -\d|--- a\/)/
const OF_DIFF = /^(?:[-+ @\\]|diff |index |new file|deleted|old mode|new mode|similarity|rename )/
const NUMBERED = /^\s+\(?\d{1,2}[.)] \p{L}/u

/** Sentences of the paragraphs and of the items of lists; a line of code is one of its own. */
export function sentencesOf(lines: readonly string[]): Sentence[] {
  return paragraphsOf(lines).flatMap((paragraph) =>
    paragraph.isCode ? [whole(paragraph)] : cut(paragraph),
  )
}

interface Paragraph {
  readonly isCode: boolean
  readonly lines: { readonly text: string; readonly at: number }[]
}

function paragraphsOf(lines: readonly string[]): Paragraph[] {
  const found: Paragraph[] = []
  let open: Paragraph | null = null
  let isDiff = false
  for (const [at, line] of lines.entries()) {
    if (isBlank(line)) {
      open = null
      continue
    }
    isDiff = DIFF.test(line) || (isDiff && OF_DIFF.test(line))
    const isCode = isDiff || (CODE.test(line) && !NUMBERED.test(line))
    if (open === null || isCode || ITEM.test(line)) {
      const made: Paragraph = { isCode, lines: [] }
      found.push(made)
      open = isCode ? null : made
      made.lines.push({ text: line.trim(), at })
    } else open.lines.push({ text: line.trim(), at })
  }
  return found
}

function whole({ lines }: Paragraph): Sentence {
  const at = lines[0]?.at ?? 0
  return { text: collapse(lines[0]?.text ?? ''), at, endAt: at, isCode: true }
}

function cut({ lines }: Paragraph): Sentence[] {
  const text = lines.map((l) => l.text).join(' ')
  const starts: number[] = []
  for (const [i] of lines.entries())
    starts.push(i === 0 ? 0 : (starts[i - 1] ?? 0) + (lines[i - 1]?.text.length ?? 0) + 1)
  const found: Sentence[] = []
  let from = 0
  for (const part of text.split(/(?<=[.?!])\s+(?=["'(A-Z`])/)) {
    const begin = text.indexOf(part, from)
    from = begin + part.length
    const rowOf = (at: number): number =>
      lines[starts.findLastIndex((start) => start <= at)]?.at ?? 0
    const made = collapse(part)
    if (/\w{2}/.test(made))
      found.push({ text: made, at: rowOf(begin), endAt: rowOf(from - 1), isCode: false })
  }
  return found
}
