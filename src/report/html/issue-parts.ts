import type { Element } from 'hast'
import { h } from 'hastscript'
import type { ShownIssue } from '../../model/report/issues.ts'
import { messageOf } from '../../text/comment-id.ts'
import { firstLine } from '../issues-text.ts'
import { evidenceWords } from '../../model/evidence.ts'
import { badge, beginning, children, link, linkified, person, text, time } from './elements.ts'
import type { Site } from './site.ts'

/** One issue: what was asked, of which lines, by whom, what came of it, and what tells so. @param whole the comment and all evidence */
export function issueElement(site: Site, issue: ShownIssue, whole: boolean): Element {
  const where = issue.path
    ? `${issue.path}${issue.line === null ? '' : `:${issue.line}`}`
    : issue.patch === 0
      ? 'cover letter'
      : 'commit message'
  const isOpen = issue.state === 'open' || issue.state === 'agreed'
  const doubt = issue.marked
    ? ' (you said so)'
    : issue.confidence === 'high'
      ? ''
      : ` (${issue.confidence} confidence)`
  const quote = issue.quote.filter((line) => line.trim() !== '').slice(whole ? 0 : -3)
  const to = { page: whole ? 'why' : 'issue', id: issue.id } as const
  return h('article', { className: `issue${isOpen ? ' open' : ''}`, tabIndex: -1 }, [
    h('header', [
      link(site, to, badge(issue.state, issue.addressedIn)),
      h('span', { className: 'dim' }, doubt),
      ' ',
      person(site, issue.by, issue.sender),
      ' ',
      time(issue.date),
      ' ',
      ...children(issue.patch === 0 ? where : `patch ${issue.patch}: ${where}`),
      ' ',
      link(site, { page: 'raw', id: messageOf(issue.id) }, 'mail'),
      ...(issue.severity ? [' ', h('span', { className: 'dim' }, issue.severity)] : []),
      ...(issue.carried
        ? [' ', h('span', { className: 'dim' }, `raised on v${issue.revision}`)]
        : []),
    ]),
    ...(quote.length > 0 ? [h('blockquote', { className: 'quoted' }, text(quote.join('\n')))] : []),
    h('p', { className: 'asked' }, linkified(whole ? issue.text : issue.summary)),
    ...issue.replies
      .slice(whole ? 0 : -2)
      .map((reply) =>
        h('p', { className: 'reply' }, [
          person(site, reply.by),
          ': ',
          ...children(whole ? reply.text : firstLine(reply.text)),
        ]),
      ),
    h(
      'ul',
      { className: 'evidence', ariaLabel: 'Evidence' },
      issue.evidence
        .slice(0, whole ? 20 : 2)
        .map((e) =>
          h('li', [
            ...children(
              `${evidenceWords(e.rule)}${e.text.trim() === '' ? '' : `: \u201c${beginning(e.text.trim(), 200)}\u201d `}`,
            ),
            ...(e.messageId
              ? [
                  link(
                    site,
                    e.line === null
                      ? { page: 'message', id: e.messageId }
                      : { page: 'raw', id: e.messageId, line: e.line },
                    e.line === null ? 'mail' : `line ${e.line}`,
                  ),
                ]
              : []),
          ]),
        ),
    ),
  ])
}
