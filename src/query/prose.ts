import type { Discussion, ShowReport } from '../model/report/show.ts'
import { parseProse } from '../reply/prose.ts'

/** The report with the prose of every comment as mdast, for those who render it. */
export function withProse(report: ShowReport): ShowReport {
  return {
    ...report,
    lines: report.lines.map((line) =>
      line.discussions.length === 0 ? line : { ...line, discussions: line.discussions.map(parsed) },
    ),
    said: report.said.map(({ quote, discussion }) => ({ quote, discussion: parsed(discussion) })),
    general: report.general.map(parsed),
  }
}

function parsed({ comment, answers }: Discussion): Discussion {
  return { comment, prose: parseProse(comment.text), answers: answers.map(parsed) }
}
