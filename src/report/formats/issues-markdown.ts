import { isDue } from '../../model/issue.ts'
import type { IssuesReport, ShownIssue } from '../../model/report/issues.ts'
import { messageOf } from '../../text/comment-id.ts'
import { versionName } from '../../text/version-name.ts'
import { completenessText } from '../issues-text.ts'
import { plainMarkdown } from './plain-markdown.ts'
import { harmless } from '../style.ts'
import { issuePlaceText } from '../view.ts'
import { countsText, stateOfIssue, nameText } from '../words.ts'

/** Open and promised are to do; what was refused, or applied without, is neither that nor done. */
function boxOf(issue: ShownIssue): string {
  if (isDue(issue)) return '[ ]'
  return issue.state === 'rejected' || issue.moot ? '[-]' : '[x]'
}

/**
 * The issues of a series as Markdown that reads well as plain text: for a cover letter or a reply.
 * @param archive what an address of the archive begins with; empty: Message-IDs alone are given
 */
export function issuesMarkdown(report: IssuesReport, archive = ''): string[] {
  // A version of which nothing is listed has no chapter, unless it is the only one.
  const listed = report.versions.filter(({ issues }) => issues.length > 0)
  const versions = (listed.length > 0 ? listed : report.versions).flatMap((v) => [
    '',
    `## ${versionName(v)}: ${countsText(v.counts)}`,
    '',
    ...v.issues.flatMap((issue) => itemOf(issue, archive)),
  ])
  return [`# ${plainMarkdown(report.title)}`, ...versions, '', completenessText(report)]
}

function itemOf(issue: ShownIssue, archive: string): string[] {
  const place = issuePlaceText(issue, { cover: 'cover', message: 'commit message' })
  const where = issue.path ? `\`${harmless(place).replaceAll('`', "'")}\`` : place
  const state = stateOfIssue(issue)
  const patch = issue.patch === 0 ? '' : `patch ${issue.patch}, `
  const by = plainMarkdown(nameText(issue.by))
  const said = plainMarkdown(issue.summary)
  return [
    `- ${boxOf(issue)} ${patch}${where} (${by}, ${state}): ${said}`,
    ...issue.alsoAsks.map((asked) => `  and: ${plainMarkdown(asked)}`),
    `  ${sourceOf(messageOf(issue.id), archive)}`,
  ]
}

/** Where it was said: an address, or the Message-ID. */
export function sourceOf(messageId: string, archive: string): string {
  const bare = harmless(messageId).replace(/^<|>$/g, '')
  return archive === '' ? `\`${bare.replaceAll('`', "'")}\`` : `${archive}${encodeURI(bare)}`
}
