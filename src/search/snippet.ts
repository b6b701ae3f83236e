import { isGreeting } from '../text/greetings.ts'
import type { SnippetLine } from '../model/report/search.ts'
import type { TextField } from '../model/indexed.ts'
import type { CommentField, Wanted } from '../model/wanted.ts'

/** Lines shown of what was found. */
const MOST = 3
/** Columns of a line around its first word. */
const WIDEST = 300

/** What stands in the body of a mail. */
const IN_BODY: ReadonlySet<string> = new Set<TextField | CommentField>([
  'text',
  'above',
  'own',
  'quoted',
  'dfn',
  'dfa',
  'dfb',
  'dfhh',
  'dfctx',
  'dfpre',
  'dfpost',
])

/**
 * Words that a query wants in the text of what it finds, so that they can be shown; those it does
 * not want are left out.
 */
export function wordsShown(wanted: Wanted): {
  readonly words: readonly string[]
  readonly open: boolean
} {
  const texts = textsIn(wanted).filter(
    ({ fields }) => fields.length === 0 || fields.some((field) => IN_BODY.has(field)),
  )
  return {
    words: [...new Set(texts.flatMap(({ words }) => words))].slice(0, 200),
    open: texts.some(({ open }) => open),
  }
}

function textsIn(wanted: Wanted): Extract<Wanted, { type: 'text' }>[] {
  if (wanted.type === 'text') return [wanted]
  return wanted.type === 'all' || wanted.type === 'any' ? wanted.of.flatMap(textsIn) : []
}

/**
 * The lines of a text that show best why it was found: those around which most different words
 * stand, else its beginning.
 * @param text with marks around the words found @param first number of its first line
 */
export function snippetOf(
  text: string,
  first: number,
  marks: { readonly start: string; readonly end: string },
): SnippetLine[] {
  const lines = text.split('\n').map((line, i) => lineOf(line, first + i, marks))
  const told = lines.map(
    (line) =>
      new Set(line.marks.map(([from, before]) => line.text.slice(from, before).toLowerCase())),
  )
  let best = lines.findIndex(({ text: t }) => t.trim() !== '' && !isGreeting(t))
  let most = 0
  for (const [i, line] of lines.entries()) {
    if (line.marks.length === 0) continue
    const words = new Set(told.slice(i, i + MOST).flatMap((own) => [...own]))
    if (words.size > most) [best, most] = [i, words.size]
  }
  const from = Math.max(0, best - (isContinued(lines, best) ? 1 : 0))
  const shown = lines.slice(from, from + MOST)
  while (shown.at(-1)?.text.trim() === '') shown.pop()
  return shown.map(cut)
}

/**
 * A sentence begins on the line above, and no word found is lost where the snippet begins there
 * too.
 */
function isContinued(lines: readonly SnippetLine[], best: number): boolean {
  const above = lines[best - 1]?.text.trim() ?? ''
  return (
    above !== '' && !/[.:,?!]$/.test(above) && (lines[best + MOST - 1]?.marks.length ?? 0) === 0
  )
}

function lineOf(
  line: string,
  number: number,
  { start, end }: { readonly start: string; readonly end: string },
): SnippetLine {
  const marks: [number, number][] = []
  let text = ''
  for (const [i, piece] of line.split(start).entries()) {
    const [word = '', rest] = piece.split(end)
    if (i > 0 && rest !== undefined) marks.push([text.length, text.length + word.length])
    text += word + (rest ?? '')
  }
  return { line: number, text, marks }
}

/** A line as wide as can be read; the first word found stays in sight. */
function cut(line: SnippetLine): SnippetLine {
  if (line.text.length <= WIDEST) return line
  const from = Math.max(0, (line.marks[0]?.[0] ?? 0) - WIDEST / 3)
  const inside = line.marks.filter(([start, before]) => start >= from && before <= from + WIDEST)
  return {
    line: line.line,
    text: line.text.slice(from, from + WIDEST),
    marks: inside.map(([start, before]) => [start - from, before - from]),
  }
}
