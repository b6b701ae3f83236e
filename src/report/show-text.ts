import type { CommentRecord } from '../model/report/records.ts'
import type { Discussion, ShownLine, ShowReport } from '../model/report/show.ts'
import { isGreeting } from '../text/greetings.ts'
import { onListsText } from './formats/on-lists.ts'
import { harmless, type Paint } from './style.ts'
import { anchorDoubt, commentPlace, lookOf } from './view.ts'
import { counted, fileLineText, issueStateText, nameText, personText } from './words.ts'

export interface ShowOptions {
  readonly paint: Paint
  /** Lines to keep above each comment; `null` shows the whole message. */
  readonly context: number | null
}

/** Deeper answers are not indented further: a long exchange must stay readable. */
const DEEPEST = 26

/** A shown message as lines of text for a terminal. */
export function showText(report: ShowReport, { paint, context }: ShowOptions): string[] {
  const general = report.general.filter(
    ({ comment, answers }) => answers.length > 0 || !isGreeting(comment.text),
  )
  return [
    ...headText(report, paint),
    ...onListsText(report).map((line) => paint('dim', line)),
    ...bodyText(report, context, paint),
    ...saidText(report, paint),
    ...(general.length > 0 ? ['', paint('title', 'Not tied to a line')] : []),
    ...general.flatMap((one) => ['', ...discussionText(one, 2, paint)]),
  ]
}

/** Lines with what was said under them; what is left out between two is counted. */
function bodyText({ lines: all }: ShowReport, context: number | null, paint: Paint): string[] {
  const lines = context === null ? all : nearComments(all, context)
  const hidden = (n: number): string[] =>
    n > 0 ? [paint('dim', `   ... ${counted(n, 'line')} ...`)] : []
  const texts = lines.flatMap((line, i) => [
    ...hidden(line.line - (lines[i - 1]?.line ?? 0) - 1),
    `${line.inFocus ? paint('focus', '\u00bb ') : '  '}${lineText(line, paint)}`.replace(
      /^ +$/,
      '',
    ),
    ...line.discussions.flatMap((one) => [
      '',
      ...discussionText(one, 2, paint, fileLineText(one.comment.about)),
      '',
    ]),
  ])
  return [...texts, ...hidden((all.at(-1)?.line ?? 0) - (lines.at(-1)?.line ?? 0))]
}

/** What a reply says, each comment under what it quotes. */
function saidText({ said }: ShowReport, paint: Paint): string[] {
  return said.flatMap(({ quote, discussion }, i) => [
    ...(i > 0 ? [''] : []),
    ...placeText(discussion.comment, paint),
    ...shortened(quote).map((text) => `  ${paint('dim', harmless(text))}`),
    ...discussionText(discussion, 2, paint),
  ])
}

function headText(report: ShowReport, paint: Paint): string[] {
  const { author, counts } = report
  const parts = [
    counted(counts.comments, 'comment'),
    counted(counts.answers, 'answer'),
    `by ${counts.people === 1 ? 'one person' : `${counts.people} people`}`,
  ]
  return [
    paint('title', harmless(report.subject)),
    paint('dim', `${personText(author)}  ${dayOf(report.date)}  ${harmless(report.messageId)}`),
    paint('dim', counts.comments === 0 ? 'no comments' : parts.join(', ')),
    '',
  ]
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

function lineText(line: ShownLine, paint: Paint): string {
  const look = lookOf(line)
  const safe = harmless(line.text)
  return look === null ? safe : paint(look, safe)
}

function discussionText(
  { comment, answers }: Discussion,
  indent: number,
  paint: Paint,
  where = '',
): string[] {
  const margin = ' '.repeat(indent)
  const bar = paint('bar', '\u2502')
  const body = comment.text.split('\n').map((text) => `${margin}${bar} ${harmless(text)}`.trimEnd())
  return [
    `${margin}${paint('bar', '\u250c')} ${commentHead(comment, where, paint)}`,
    ...body,
    `${margin}${paint('bar', '\u2514')} ${paint('dim', comment.id)}`,
    ...answers.flatMap((answer) => discussionText(answer, Math.min(indent + 3, DEEPEST), paint)),
  ]
}

function commentHead(comment: CommentRecord, where: string, paint: Paint): string {
  const who = paint(comment.sender === 'human' ? 'who' : 'bot', nameText(comment.author))
  const place = where && `  ${paint('hunk', harmless(where))}`
  const doubt = anchorDoubt(comment)
  const warning = doubt === null ? '' : `  ${paint('warning', `(${doubt})`)}`
  const day = paint('dim', dayOf(comment.date))
  return `${who} ${day}${place}${stateOf(comment, paint)}${warning}`
}

/** Where the issue stands that a comment raises. */
function stateOf({ state, addressedInName }: CommentRecord, paint: Paint): string {
  if (state === null) return ''
  const role = state === 'open' ? 'warning' : state === 'agreed' ? 'who' : 'good'
  return `  ${paint(role, `[${issueStateText(state, addressedInName)}]`)}`
}

/** A long quote tells by its start and its end. */
function shortened(quote: readonly string[]): string[] {
  const left = quote.length - 6
  return left < 4
    ? [...quote]
    : [...quote.slice(0, 3), `   ... ${left} lines ...`, ...quote.slice(-3)]
}

/** Where a reply's comment points, in which function and in which message. */
function placeText(comment: CommentRecord, paint: Paint): string[] {
  const { anchor } = comment
  const place = commentPlace(comment)
  if (!place) return []
  const name = anchor?.function && anchor.path === place.path ? ` in ${anchor.function}` : ''
  const where = paint('hunk', harmless(`${place.words}${name}`))
  return [`${where} ${paint('dim', harmless(place.messageId))}`]
}
