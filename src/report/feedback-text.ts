import type { FeedbackReport } from '../model/report/feedback.ts'
import type { Reviewer, WhoReport } from '../model/report/who.ts'
import { commentText } from './search-text.ts'
import { harmless, type Paint } from './style.ts'
import { counted, dayText, personText } from './words.ts'

/** What was said before, most useful first. */
export function feedbackText(report: FeedbackReport, paint: Paint): string[] {
  const lines = report.items.flatMap(({ nearness, path, comment, others }) => [
    paint(
      'bar',
      `${nearness}${nearness === 'similar code' || path === comment.comment.about?.path ? '' : ` (as in ${harmless(path)})`}`,
    ),
    ...commentText(comment, paint),
    ...(others.length > 0
      ? [
          paint(
            'dim',
            `  and ${counted(others.length, 'more comment')} on these lines: ${harmless(others.slice(0, 3).join(' '))}`,
          ),
        ]
      : []),
    '',
  ])
  const rest =
    report.items.length === report.total
      ? counted(report.total, 'discussion')
      : `${report.items.length} of ${counted(report.total, 'discussion')}; --limit N shows more`
  return [...lines, paint('dim', rest)]
}

/** Reviewers one below the other, each with what they asked for last. */
export function whoText({ reviewers }: WhoReport, paint: Paint): string[] {
  return reviewers.flatMap((r) => [
    `${paint(r.sender === 'human' ? 'who' : 'bot', personText(r.person))}  ${countsText(r)}  ${paint('dim', `last ${dayText(r.last)}`)}`,
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
