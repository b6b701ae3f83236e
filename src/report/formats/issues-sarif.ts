import { COMMENT_KINDS, isDue, type Strength } from '../../model/issue.ts'
import type { IssuesReport, ShownIssue } from '../../model/report/issues.ts'
import { debtWords } from '../view.ts'
import { stateOfIssue, nameText } from '../words.ts'

/** How grave an editor shows what was asked for. */
const LEVELS: Readonly<Record<Strength, 'error' | 'warning' | 'note'>> = {
  blocking: 'error',
  must: 'warning',
  nit: 'note',
  optional: 'note',
  question: 'note',
}

/**
 * The issues as SARIF 2.1.0 (OASIS), for CI and editors: a result each, at its line in the latest
 * version where it could be followed there, else at that of the version it was raised on.
 * @param ownVersion of this program
 */
export function issuesSarif(report: IssuesReport, ownVersion: string): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'patchtrail',
            semanticVersion: ownVersion,
            rules: COMMENT_KINDS.map((id) => ({
              id,
              shortDescription: { text: `${id} asked for in review` },
            })),
          },
        },
        properties: { series: report.id, title: report.title },
        results: report.versions.flatMap((v) => v.issues.map(resultOf)),
      },
    ],
  }
}

function resultOf(issue: ShownIssue): object {
  const place = issue.now?.path ? issue.now : null
  const path = place?.path ?? issue.path
  const line = place?.newEndLine ?? place?.oldEndLine ?? issue.line
  const state = stateOfIssue(issue)
  const more = debtWords(issue).map((words) => `, ${words}`)
  return {
    ruleId: issue.kind,
    level: LEVELS[issue.strength],
    message: {
      text: `${issue.summary} (${nameText(issue.by)}, ${issue.revisionName}: ${state}${more.join('')})`,
    },
    locations: path
      ? [
          {
            physicalLocation: {
              artifactLocation: { uri: encodeURI(path) },
              ...(line === null ? {} : { region: { startLine: line } }),
            },
          },
        ]
      : [],
    partialFingerprints: { issue: issue.id },
    ...(isDue(issue) ? {} : { suppressions: [{ kind: 'external', justification: state }] }),
    properties: { state: issue.state, confidence: issue.confidence, id: issue.id },
  }
}
