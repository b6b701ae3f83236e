import { isWaiting } from '../model/issue.ts'
import type { CommentHit, MessageHit, SearchReport, SnippetLine } from '../model/report/search.ts'
import { onListsText } from './formats/on-lists.ts'
import { harmless, type Paint } from './style.ts'
import { SEARCH_NOUNS } from './view.ts'
import { counted, dayText, grouped, issueStateText, nameText, fileLineText } from './words.ts'

/** What was found, the best first. */
export function searchText(report: SearchReport, paint: Paint): string[] {
  const hits = [
    ...report.comments.map((hit) => commentText(hit, paint)),
    ...report.messages.map((hit) => messageText(hit, paint)),
  ]
  const shown = report.offset + hits.length
  const found = counted(report.total, SEARCH_NOUNS[report.in], report.in)
  const more = shown < report.total ? `; --offset ${shown} shows more` : ''
  const range = `${report.offset + 1} to ${grouped(shown)} of ${found}${more}`
  const rest = hits.length === report.total ? found : range
  return [...hits.flatMap((lines) => [...lines, '']), paint('dim', rest)]
}

/**
 * One comment: who and when, what became of it, where it points, what it stands under and what it
 * says.
 */
export function commentText(hit: CommentHit, paint: Paint): string[] {
  const { comment: c, function: name, quote, snippet } = hit
  const about = [fileLineText(c.about), name].filter(Boolean).join(' ')
  return [
    commentHead(hit, paint),
    ...(about === '' ? [] : [`  ${paint('hunk', harmless(about))}`]),
    ...quote.slice(-2).map((line) => paint('dim', `  > ${harmless(line)}`)),
    ...snippet.map((line) => `  ${snippetText(line, paint)}`.trimEnd()),
    paint('dim', `  ${[harmless(c.id), ...onListsText(hit)].join('  ')}`),
  ]
}

function commentHead({ comment: c, subject }: CommentHit, paint: Paint): string {
  const verdict = verdictText(c)
  return [
    paint('dim', dayText(c.date)),
    paint(c.sender === 'human' ? 'who' : 'bot', nameText(c.author)),
    ...(verdict ? [paint(isWaiting(c.state) ? 'warning' : 'good', verdict)] : []),
    paint('title', harmless(subject)),
  ].join('  ')
}

function verdictText({ kind, state, addressedInName, severity }: CommentHit['comment']): string {
  return [severity, kind, state && issueStateText(state, addressedInName)]
    .filter(Boolean)
    .join(', ')
}

function messageText(hit: MessageHit, paint: Paint): string[] {
  const { messageId, subject, author, sender, date, comments, open, snippet } = hit
  const told =
    comments === 0 ? '' : `  ${counted(comments, 'comment')}${open > 0 ? `, ${open} open` : ''}`
  const title = paint('title', harmless(subject))
  const who = paint(sender === 'human' ? 'who' : 'bot', nameText(author))
  return [
    `${paint('dim', dayText(date))}  ${who}  ${title}${paint('dim', told)}`,
    ...snippet.map((line) =>
      `  ${paint('dim', `${line.line}:`)} ${snippetText(line, paint)}`.trimEnd(),
    ),
    paint('dim', `  ${[harmless(messageId), ...onListsText(hit)].join('  ')}`),
  ]
}

/** A line with what was found in it set off. */
function snippetText({ text, marks }: SnippetLine, paint: Paint): string {
  let done = 0
  const parts = marks.map(([from, before]) => {
    const found = paint('focus', harmless(text.slice(from, before)))
    const piece = `${harmless(text.slice(done, from))}${found}`
    done = before
    return piece
  })
  return parts.join('') + harmless(text.slice(done))
}
