import { isDue } from '../model/issue.ts'
import type { IssuesReport, ShownIssue } from '../model/report/issues.ts'
import { versionName } from '../text/version-name.ts'
import { completenessText } from './issues-text.ts'
import { harmless } from './style.ts'
import { issuePlaceText } from './view.ts'
import { countsText, issueStateText, nameText } from './words.ts'

/**
 * The issues of a series as Markdown that reads well as plain text: for a cover letter or a reply.
 */
export function issuesMarkdown(report: IssuesReport): string[] {
  const versions = report.versions.flatMap((v) => [
    '',
    `## ${versionName(v)}: ${countsText(v.counts)}`,
    '',
    ...v.issues.flatMap(itemOf),
  ])
  return [`# ${escaped(report.title)}`, ...versions, '', completenessText(report)]
}

function itemOf(issue: ShownIssue): string[] {
  const box = isDue(issue) ? '[ ]' : '[x]'
  const place = issuePlaceText(issue, { cover: 'cover', message: 'commit message' })
  const where = issue.path ? `\`${harmless(place).replaceAll('`', "'")}\`` : place
  const state = issueStateText(issue.state, issue.addressedIn)
  const patch = issue.patch === 0 ? '' : `patch ${issue.patch}, `
  const by = escaped(nameText(issue.by))
  return [`- ${box} ${patch}${where} (${by}, ${state}): ${escaped(issue.summary)}`]
}

/** Text that must not become markup. */
function escaped(text: string): string {
  return harmless(text).replace(/([\\`*_[\]<>#|&])/g, '\\$1')
}
