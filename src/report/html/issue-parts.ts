import type { Element } from 'hast'
import { isDue, type IssueEvidence } from '../../model/issue.ts'
import type { ShownIssue } from '../../model/report/issues.ts'
import { messageOf } from '../../text/comment-id.ts'
import { firstSaid } from '../first-said.ts'
import { confidenceText, debtWords, evidenceWords, firstAndLast, issuePlaceText } from '../view.ts'
import {
  beginning,
  dim,
  el,
  link,
  linkified,
  person,
  quoted,
  spaced,
  stateLink,
  time,
  type Child,
} from './elements.ts'
import type { Site } from './site.ts'

/** What an issue points at where it points at no file. */
const PART_NAMES = { cover: 'cover letter', message: 'commit message' }

/**
 * One issue: what was asked, of which lines, by whom, what came of it, and what tells so.
 * @param whole the comment and all evidence
 */
export function issueElement(site: Site, issue: ShownIssue, whole: boolean): Element {
  return el(
    'article',
    { className: classOf(issue, !whole), tabIndex: -1 },
    header(site, issue),
    placeOf(site, issue),
    debtOf(issue),
    quoted(linesOf(issue).slice(whole ? 0 : -3)),
    whole ? el('p', 'asked', linkified(issue.text)) : asked(site, issue),
    (whole ? issue.replies : firstAndLast(issue)).map((reply) => replyElement(site, reply, whole)),
    el(
      'ul',
      { className: 'evidence', ariaLabel: 'Evidence' },
      issue.evidence.slice(0, whole ? 20 : 2).map((one) => evidenceItem(site, issue, one)),
    ),
  )
}

/**
 * The same on one screen with many others: what it is about, in few lines.
 * @param since what was raised after this date is new to who looks
 */
export function issueCard(site: Site, issue: ShownIssue, since: string | null = null): Element {
  const isNew = since !== null && (issue.date ?? '') > since
  return el(
    'article',
    { className: classOf(issue, true) + (isNew ? ' new' : ''), tabIndex: -1 },
    header(site, issue, false),
    placeOf(site, issue, doubtOf(issue)),
    debtOf(issue),
    quoted(linesOf(issue).slice(isDue(issue) ? -2 : -1)),
    asked(site, issue),
    firstAndLast(issue).map((reply) => replyElement(site, reply, false)),
  )
}

function classOf(issue: ShownIssue, isShort: boolean): string {
  return `issue${isDue(issue) ? ' open' : ''}${isShort ? ' short' : ''}`
}

function linesOf({ quote }: ShownIssue): string[] {
  return quote.filter((line) => line.trim() !== '')
}

/** What is asked in one sentence, and in others of the same comment. */
function asked(site: Site, { id, summary, alsoAsks }: ShownIssue): Element[] {
  return [
    el('p', 'asked', link(site, { page: 'issue', id }, summary)),
    ...alsoAsks.map((one) => el('p', 'asked', `and: ${one}`)),
  ]
}

/** @param isWhole also how far the verdict can be trusted */
function header(site: Site, issue: ShownIssue, isWhole = true): Element {
  return el(
    'header',
    null,
    spaced(
      stateLink(site, issue.id, issue.state, issue.addressedInName),
      person(site, issue.by, issue.sender),
      dim(`on ${issue.revisionName}`),
      time(issue.date),
      isWhole ? doubtOf(issue) : null,
      issue.severity && dim(issue.severity),
    ),
  )
}

/** How far the verdict can be trusted, where that is to be said. */
function doubtOf(issue: ShownIssue): Child {
  const words = confidenceText(issue).trim()
  return words === '' ? null : dim(words)
}

/** Where the lines are that it is about, and where it says so. */
function placeOf(site: Site, issue: ShownIssue, more: Child = null): Element {
  const words = issuePlaceText(issue, PART_NAMES)
  const where = issue.patch === 0 ? words : `patch ${issue.patch}: ${words}`
  const { about } = issue
  return el(
    'p',
    'place',
    spaced(
      about
        ? link(
            site,
            // Of a patch every line has a name; of an answer those as it was mailed.
            about.part === 'reply'
              ? { page: 'raw', id: about.messageId, line: about.endLine }
              : { page: 'message', id: about.messageId, at: `L${about.endLine}` },
            where,
          )
        : where,
      link(site, { page: 'raw', id: messageOf(issue.id) }, 'mail', 'dim'),
      more,
    ),
  )
}

function debtOf(issue: ShownIssue): Element | null {
  const words = debtWords(issue)
  return words.length === 0 ? null : el('p', 'debt', words.join(', '))
}

function replyElement(
  site: Site,
  { by, text }: ShownIssue['replies'][number],
  whole: boolean,
): Element {
  return el('p', 'reply', person(site, by), ': ', whole ? text : beginning(firstSaid(text), 160))
}

function evidenceItem(site: Site, issue: ShownIssue, one: IssueEvidence): Element {
  const words = evidenceWords(one, issue, (text) => `\u201c${beginning(text, 200)}\u201d `)
  return el('li', null, words, evidenceLink(site, one))
}

function evidenceLink(site: Site, { messageId: id, line }: IssueEvidence): Element | null {
  if (!id) return null
  return line === null
    ? link(site, { page: 'message', id }, 'mail')
    : link(site, { page: 'raw', id, line }, `line ${line}`)
}
