import type { CommentRecord } from '../model/report/records.ts'
import type { Discussion, ShownLine, ShowReport } from '../model/report/show.ts'
import { harmless, type Paint } from './style.ts'
import { fileLineText, issueStateText, nameText, personText } from './words.ts'

export interface ShowOptions {
  readonly paint: Paint
  /** Lines to keep above each comment; `null` shows the whole message. */
  readonly context: number | null
}

/** Deeper answers are not indented further: a long exchange must stay readable. */
const DEEPEST = 26

/** A shown message as lines of text for a terminal. */
export function showText(report: ShowReport, { paint, context }: ShowOptions): string[] {
  const out = headText(report, paint)
  const lines = context === null ? report.lines : nearComments(report.lines, context)
  let before = 0
  for (const line of lines) {
    if (line.line > before + 1)
      out.push(paint('dim', `   ... ${count(line.line - before - 1, 'line')} ...`))
    before = line.line
    out.push(
      `${line.inFocus ? paint('focus', '\u00bb ') : '  '}${lineText(line, paint)}`.replace(
        /^ +$/,
        '',
      ),
    )
    for (const discussion of line.discussions)
      out.push(
        '',
        ...discussionText(discussion, 2, paint, fileLineText(discussion.comment.about)),
        '',
      )
  }
  const hidden = (report.lines.at(-1)?.line ?? 0) - before
  if (context !== null && hidden > 0) out.push(paint('dim', `   ... ${count(hidden, 'line')} ...`))
  for (const { quote, discussion } of report.said) {
    if (out.at(-1) !== '') out.push('')
    out.push(
      ...placeText(discussion.comment, paint),
      ...shortened(quote).map((text) => `  ${paint('dim', harmless(text))}`),
    )
    out.push(...discussionText(discussion, 2, paint))
  }
  const general = report.general.filter(
    ({ comment, answers }) => answers.length > 0 || !isGreeting(comment.text),
  )
  if (general.length > 0) out.push('', paint('title', 'Not tied to a line'))
  for (const discussion of general) out.push('', ...discussionText(discussion, 2, paint))
  return out
}

function headText(report: ShowReport, paint: Paint): string[] {
  const { author, counts } = report
  const parts = [
    count(counts.comments, 'comment'),
    count(counts.answers, 'answer'),
    `by ${counts.people === 1 ? 'one person' : `${counts.people} people`}`,
  ]
  return [
    paint('title', harmless(report.subject)),
    paint('dim', `${personText(author)}  ${dayOf(report.date)}  ${harmless(report.messageId)}`),
    paint('dim', counts.comments === 0 ? 'no comments' : parts.join(', ')),
    '',
  ]
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`
}

/** `2020-08-21 10:06` in UTC. */
function dayOf(date: string | null): string {
  return date ? date.slice(0, 16).replace('T', ' ') : 'no date'
}

/** Lines up to `context` above a comment. */
function nearComments(lines: readonly ShownLine[], context: number): ShownLine[] {
  const keep = new Set<number>()
  for (const { line, discussions } of lines) {
    if (discussions.length === 0) continue
    for (let n = Math.max(1, line - context); n <= line; n++) keep.add(n)
  }
  for (const { line, part, text } of lines) {
    if (part === 'diff' && /^(?:diff --git|@@ )/.test(text) && hasKeptBelow(lines, line, keep))
      keep.add(line)
  }
  return lines.filter(({ line }) => keep.has(line))
}

/** Is a line kept before the next header of the same rank? Then this header tells where it is. */
function hasKeptBelow(
  lines: readonly ShownLine[],
  from: number,
  keep: ReadonlySet<number>,
): boolean {
  const isFile = (lines[from - 1]?.text ?? '').startsWith('diff')
  for (let n = from + 1; n <= lines.length; n++) {
    const text = lines[n - 1]?.text ?? ''
    if (text.startsWith('diff --git') || (!isFile && text.startsWith('@@ '))) return false
    if (keep.has(n)) return true
  }
  return false
}

function lineText({ text, part }: ShownLine, paint: Paint): string {
  const safe = harmless(text)
  if (part === 'trailers') return paint('trailer', safe)
  if (part !== 'diff') return safe
  if (
    /^(?:diff --git|index |--- |\+\+\+ |new file|deleted file|rename|copy|similarity|old mode|new mode)/.test(
      text,
    )
  )
    return paint('file', safe)
  if (text.startsWith('@@')) return paint('hunk', safe)
  if (text.startsWith('+')) return paint('insertion', safe)
  return text.startsWith('-') ? paint('deletion', safe) : safe
}

function discussionText(
  { comment, answers }: Discussion,
  indent: number,
  paint: Paint,
  where = '',
): string[] {
  const margin = ' '.repeat(indent)
  const bar = paint('bar', '\u2502')
  const isHuman = comment.sender === 'human'
  const doubt = doubts(comment)
    .map((text) => `  ${paint('warning', text)}`)
    .join('')
  const head = `${margin}${paint('bar', '\u250c')} ${paint(isHuman ? 'who' : 'bot', nameText(comment.author))} ${paint('dim', dayOf(comment.date))}${where && `  ${paint('hunk', harmless(where))}`}${stateOf(comment, paint)}${doubt}`
  const body = comment.text.split('\n').map((text) => `${margin}${bar} ${harmless(text)}`.trimEnd())
  const id = `${margin}${paint('bar', '\u2514')} ${paint('dim', comment.id)}`
  return [
    head,
    ...body,
    id,
    ...answers.flatMap((answer) => discussionText(answer, Math.min(indent + 3, DEEPEST), paint)),
  ]
}

/** Where the issue stands that a comment raises. */
function stateOf({ state, addressedIn }: CommentRecord, paint: Paint): string {
  if (state === null) return ''
  const role = state === 'open' ? 'warning' : state === 'agreed' ? 'who' : 'good'
  return `  ${paint(role, `[${issueStateText(state, addressedIn)}]`)}`
}

/** A long quote tells by its start and its end. */
function shortened(quote: readonly string[]): string[] {
  const left = quote.length - 6
  return left < 4
    ? [...quote]
    : [...quote.slice(0, 3), `   ... ${left} lines ...`, ...quote.slice(-3)]
}

/** What a reader should know before trusting the place of a comment. */
function doubts(comment: CommentRecord): string[] {
  const { anchor } = comment
  if (!anchor) return []
  if (anchor.ambiguous) return ['(the quoted line stands in more than one place)']
  return anchor.match === 'edited' ? ['(the quote was edited)'] : []
}

/** Where a reply's comment points, in which function and in which message. */
function placeText(comment: CommentRecord, paint: Paint): string[] {
  const { about, anchor } = comment
  const place = about ?? anchor
  if (!place) return []
  const name = anchor?.function && anchor.path === place.path ? ` in ${anchor.function}` : ''
  const where = fileLineText(comment.about) || (place.part ?? 'message')
  return [
    `${paint('hunk', harmless(`${where}${name}`))} ${paint('dim', harmless(place.messageId))}`,
  ]
}

/** "Hi Dan," alone tells nothing; it is kept in the JSON. */
function isGreeting(text: string): boolean {
  return /^\s*(?:hi|hello|hey|dear|good (?:morning|day|evening))\b[^.?!\n]{0,40}[,.!]?\s*$/i.test(
    text,
  )
}
