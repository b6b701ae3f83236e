import type { Element } from 'hast'
import { isWaiting, type IssueEvidence } from '../../model/issue.ts'
import type { ShownIssue } from '../../model/report/issues.ts'
import { messageOf } from '../../text/comment-id.ts'
import { firstLine } from '../issues-text.ts'
import { confidenceText, debtWords, evidenceWords, issuePlaceText } from '../view.ts'
import {
  badge,
  beginning,
  dim,
  el,
  link,
  linkified,
  person,
  quoted,
  spaced,
  time,
} from './elements.ts'
import type { Site } from './site.ts'

/** What an issue points at where it points at no file. */
const PART_NAMES = { cover: 'cover letter', message: 'commit message' }

/**
 * One issue: what was asked, of which lines, by whom, what came of it, and what tells so.
 * @param whole the comment and all evidence
 */
export function issueElement(site: Site, issue: ShownIssue, whole: boolean): Element {
  const className = isWaiting(issue.state) ? 'issue open' : 'issue'
  const lines = issue.quote.filter((line) => line.trim() !== '')
  return el(
    'article',
    { className, tabIndex: -1 },
    header(site, issue, whole),
    quoted(lines.slice(whole ? 0 : -3)),
    el('p', 'asked', linkified(whole ? issue.text : issue.summary)),
    issue.replies.slice(whole ? 0 : -2).map((reply) => replyElement(site, reply, whole)),
    el(
      'ul',
      { className: 'evidence', ariaLabel: 'Evidence' },
      issue.evidence.slice(0, whole ? 20 : 2).map((one) => evidenceItem(site, one)),
    ),
  )
}

function header(site: Site, issue: ShownIssue, whole: boolean): Element {
  const to = { page: whole ? 'why' : 'issue', id: issue.id } as const
  const where = issuePlaceText(issue, PART_NAMES)
  return el(
    'header',
    null,
    link(site, to, badge(issue.state, issue.addressedIn)),
    spaced(
      dim(confidenceText(issue)),
      person(site, issue.by, issue.sender),
      time(issue.date),
      issue.patch === 0 ? where : `patch ${issue.patch}: ${where}`,
      link(site, { page: 'raw', id: messageOf(issue.id) }, 'mail'),
      issue.severity && dim(issue.severity),
      ...debtWords(issue).map((words) => dim(words)),
      issue.carried ? dim(`raised on v${issue.revision}`) : null,
    ),
  )
}

function replyElement(site: Site, { by, text }: ShownIssue['replies'][number], whole: boolean) {
  return el('p', 'reply', person(site, by), ': ', whole ? text : firstLine(text))
}

function evidenceItem(site: Site, one: IssueEvidence): Element {
  const words = evidenceWords(one, (text) => `\u201c${beginning(text, 200)}\u201d `)
  return el('li', null, words, evidenceLink(site, one))
}

function evidenceLink(site: Site, { messageId: id, line }: IssueEvidence): Element | null {
  if (!id) return null
  return line === null
    ? link(site, { page: 'message', id }, 'mail')
    : link(site, { page: 'raw', id, line }, `line ${line}`)
}
