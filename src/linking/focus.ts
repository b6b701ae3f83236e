import type { Part } from '../model/content.ts'
import type { LineRange } from '../model/reply.ts'
import { isBlank } from '../text/lines.ts'
import { isSignedLine } from '../text/greetings.ts'
import { trailerOf } from '../text/trailers.ts'

/** A quoted line above a comment, its quote marks stripped. */
export interface QuotedLine {
  readonly line: number
  readonly text: string
  /** What it is a line of, in the message that first said it. */
  readonly part: Part | null
  /**
   * It is context at the end of its hunk: there because the hunk ends so, not because it was
   * chosen.
   */
  endsHunk(): boolean
}

/** In a diff the statement above a comment is at most so many lines. */
const LONGEST_STATEMENT = 4

type Segment = readonly QuotedLine[]

/**
 * The tightest quoted lines a comment is about: from the last paragraph, or the last statement of a
 * diff, to the comment. Lines that nobody chose to quote (trailers, diffstat, context that ends a
 * hunk) are none. A message quoted down to its trailers was not cut at any paragraph: the comment
 * is about all of it.
 * @param quoted the quote it stands under, top to bottom
 * @param comment the lines of the comment
 * @param isAmidTags more trailers of the same message are quoted right below it: it stands where it
 *   does for the sake of those above
 */
export function focusLines(
  quoted: readonly QuotedLine[],
  comment: readonly string[],
  isAmidTags = false,
): LineRange | null {
  const said = comment.join('\n')
  const chosen = withoutTail(quoted, isAmidTags || isAboutTags(said))
  const segments = segmentsOf(chosen)
  const last = segments.at(-1)
  const wasCut = chosen.length === quoted.length
  if (!last || (!wasCut && last[0]?.part !== 'diff')) return rangeOf(quoted)
  if (last[0]?.part !== 'diff') return rangeOf([...last, ...quoted.slice(-1)])
  const remark = OF_A_REMARK.test(said.slice(0, BEGINNING)) ? remarkAtEnd(chosen) : []
  const statement = remark.length > 0 ? remark : last.slice(-LONGEST_STATEMENT)
  return rangeOf([...statement, ...quoted.slice(-1)])
}

/** "This comment has typos", said so early that it is what the lines above are. */
const OF_A_REMARK = new RegExp(
  String.raw`\b(?:this|the|that|these) (?:whole |entire |code |block |doc(?:umentation)? )?` +
    String.raw`(?:doc-?)?(?:comments?|kernel-?doc|docstring)\b`,
  'i',
)
const BEGINNING = 60
/** A line of a remark in code; what a preprocessor reads is none. */
const REMARK = /^[-+ ]?\s*(?:\/\/|\/\*|\*|#(?!\s*(?:if|el|en|def|inc|und|pra|err|war|!|\[))|--\s|;)/

/** The remark in code, its blank lines too, with which some lines of a diff end. */
function remarkAtEnd(lines: Segment): Segment {
  const end = lines.findLastIndex(({ text }) => !isBlank(text.replace(/^[-+]/, ''))) + 1
  let first = end
  while (
    first > 0 &&
    lines[first - 1]?.part === 'diff' &&
    REMARK.test(lines[first - 1]?.text ?? '')
  )
    first--
  return lines.slice(first, end)
}

/** From the first to the last of some lines; `null` where there is none. */
export function rangeOf(lines: readonly QuotedLine[]): LineRange | null {
  const first = lines[0]
  return first ? { line: first.line, endLine: lines.at(-1)?.line ?? first.line } : null
}

const TAGS = new RegExp(
  String.raw`\b(?:tags?|trailers?|fixes|cc|stable|sign(?:ed)?-?off|s-o-b|sob|link|closes|changelog|` +
    String.raw`reporter|[a-z]{3,12}-by)\b`,
  'i',
)

/** Does a comment name what a message ends with? */
function isAboutTags(said: string): boolean {
  return TAGS.test(firstWords(said))
}

/** Drops from the end what stands there anyway, unless nothing else is quoted or it is meant. */
function withoutTail(quoted: readonly QuotedLine[], aboutTags: boolean): readonly QuotedLine[] {
  let end = quoted.length
  while (end > 0 && isTail(quoted[end - 1], aboutTags)) end--
  return end === 0 || !quoted.slice(0, end).some(({ text }) => !isBlank(text))
    ? quoted
    : quoted.slice(0, end)
}

/** A greeting and a tag given are not what a comment is about. */
function firstWords(said: string): string {
  return said
    .split('\n')
    .filter((line) => trailerOf(line) === null)
    .join('\n')
}

function isTail(line: QuotedLine | undefined, aboutTags: boolean): boolean {
  if (!line) return false
  const text = line.text.trim()
  if (text === '' || text === '---') return true
  if (line.part === 'reply' && isSignedLine(text)) return true
  if (line.part === 'diff') return line.endsHunk()
  if (/^\[\d+\]:? *https?:/.test(text) || line.part === 'diffstat' || isShortlog(line)) return true
  return !aboutTags && (line.part === 'trailers' || line.part === 'changelog')
}

/** "Name (3):" and the indented titles below it, as git-shortlog prints them into a cover. */
function isShortlog({ text, part }: QuotedLine): boolean {
  return part === 'cover' && (/^\S.* \(\d+\):$/.test(text) || /^ {2,4}\S/.test(text))
}

/** Paragraphs; in a diff also what is changed apart from its context. */
function segmentsOf(quoted: readonly QuotedLine[]): Segment[] {
  const segments: QuotedLine[][] = []
  let open = false
  for (const [i, line] of quoted.entries()) {
    const isEmpty = isBlank(line.part === 'diff' ? line.text.replace(/^[-+]/, '') : line.text)
    const before = quoted[i - 1]
    if (isEmpty || (line.part === 'diff' && line.text.startsWith('@@'))) open = false
    else if (open && before && kindOf(before) === kindOf(line)) segments.at(-1)?.push(line)
    else {
      segments.push([line])
      open = true
    }
  }
  return segments
}

function kindOf({ part, text }: QuotedLine): 'prose' | 'changed' | 'context' {
  if (part !== 'diff') return 'prose'
  return /^[-+]/.test(text) ? 'changed' : 'context'
}
