import type { FeedbackItem, FeedbackReport } from '../model/report/feedback.ts'
import type { Reviewer, WhoReport } from '../model/report/who.ts'
import { commentText } from './search-text.ts'
import { harmless, type Paint } from './style.ts'
import { counted, dayText, personText } from './words.ts'

/** What was said before, most useful first. */
export function feedbackText(report: FeedbackReport, paint: Paint): string[] {
  const lines = report.items.flatMap((item) => [
    paint('bar', nearnessText(item)),
    ...commentText(item.comment, paint),
    ...othersText(item.others).map((text) => paint('dim', text)),
    '',
  ])
  const rest =
    report.items.length === report.total
      ? counted(report.total, 'discussion')
      : `${report.items.length} of ${counted(report.total, 'discussion')}; --limit N shows more`
  return [...lines, paint('dim', rest)]
}

function nearnessText({ nearness, path, comment }: FeedbackItem): string {
  const isThere = nearness === 'similar code' || path === comment.comment.about?.path
  return isThere ? nearness : `${nearness} (as in ${harmless(path)})`
}

function othersText(others: readonly string[]): string[] {
  if (others.length === 0) return []
  const ids = harmless(others.slice(0, 3).join(' '))
  return [`  and ${counted(others.length, 'more comment')} on these lines: ${ids}`]
}

/** Reviewers one below the other, each with what they asked for last. */
export function whoText({ reviewers }: WhoReport, paint: Paint): string[] {
  return reviewers.flatMap((r) => [
    [
      paint(r.sender === 'human' ? 'who' : 'bot', personText(r.person)),
      countsText(r),
      paint('dim', `last ${dayText(r.last)}`),
    ].join('  '),
    ...r.requests.map((text) => paint('dim', `    ${harmless(text)}`)),
  ])
}

/** `27 comments: 14 requests (9 addressed), 5 questions, 2 nits; 3 tags`. */
function countsText({ comments, asked, addressed, questions, nits, tags }: Reviewer): string {
  const parts = [
    ...(asked > 0
      ? [`${counted(asked, 'request')}${addressed > 0 ? ` (${addressed} addressed)` : ''}`]
      : []),
    ...(questions > 0 ? [`${counted(questions, 'question')} among them`] : []),
    ...(nits > 0 ? [counted(nits, 'nit')] : []),
  ]
  const said =
    comments === 0
      ? ''
      : `${counted(comments, 'comment')}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`
  return [said, tags > 0 ? counted(tags, 'tag') : ''].filter(Boolean).join('; ')
}
