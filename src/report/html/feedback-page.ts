import type { Element } from 'hast'
import type { FeedbackItem, FeedbackReport } from '../../model/report/feedback.ts'
import type { Reviewer, WhoReport } from '../../model/report/who.ts'
import { harmlessLines } from '../style.ts'
import { counted, grouped } from '../words.ts'
import { dim, el, headed, link, person, spaced, time, type Child } from './elements.ts'
import type { Page } from './page.ts'
import { commentElement } from './search-page.ts'
import type { Site } from './site.ts'

/** What was said before about what somebody is about to change. `null`: nothing is asked yet. */
export function feedbackPage(site: Site, path: string, report: FeedbackReport | null): Page {
  const title = path === '' ? 'Feedback' : `Feedback on ${path}`
  return {
    title,
    up: { page: 'list' },
    ...(path === '' ? {} : { json: `/feedback.json?path=${encodeURIComponent(path)}` }),
    main: [
      el('h1', null, title),
      el(
        'p',
        'meta',
        'What reviewers said before about a file, a function, or what a diff changes.',
      ),
      forms(path, report === null),
      ...(report === null ? [] : found(site, report, path)),
    ],
  }
}

function forms(path: string, isOpen: boolean): Element {
  const value = harmlessLines(path)
  const placeholder = 'drivers/net/x.c, x.c:120, x.c:probe'
  return el(
    'div',
    null,
    el(
      'form',
      { action: '/feedback/', method: 'get', className: 'filter', ariaLabel: 'By path' },
      el(
        'label',
        null,
        'Path, with a line or a function',
        el('input', { name: 'path', value, placeholder, maxLength: 500, className: 'long' }),
      ),
      el('button', { type: 'submit' }, 'Show'),
    ),
    el(
      'details',
      { open: isOpen },
      el('summary', null, 'or paste a diff'),
      el(
        'form',
        { action: '/feedback/', method: 'post', ariaLabel: 'By diff' },
        el('textarea', { name: 'diff', rows: 10, ariaLabel: 'Diff', required: true }),
        el('button', { type: 'submit' }, 'Show'),
      ),
    ),
  )
}

function found(site: Site, { files, items, total }: FeedbackReport, path: string): Element[] {
  return [
    el(
      'p',
      'meta',
      total === 0
        ? 'Nobody has commented on this before.'
        : `${grouped(items.length)} of ${counted(total, 'discussion')}. `,
      path === '' ? null : link(site, { page: 'who', path: fileOf(path) }, 'Who reviews this?'),
    ),
    files.length > 1
      ? el(
          'ul',
          'last',
          files.map((file) =>
            el('li', null, spaced(file.path, dim(counted(file.discussions, 'discussion')))),
          ),
        )
      : null,
    ...items.map((item) => itemElement(site, item)),
  ].filter((one) => one !== null)
}

/** A path without the line or function behind it. */
function fileOf(path: string): string {
  return path.replace(/:[^:/]*$/, '')
}

function itemElement(site: Site, { nearness, path, comment, others }: FeedbackItem): Element {
  const isThere = nearness === 'similar code' || path === comment.comment.about?.path
  const words = isThere ? nearness : `${nearness} (as in ${path})`
  const more = others.length === 0 ? '' : `, ${counted(others.length, 'more comment')} there`
  return el('section', null, el('h2', 'dim', `${words}${more}`), commentElement(site, comment))
}

/** Who reviews a file or folder. */
export function reviewersPage(site: Site, { path, reviewers }: WhoReport): Page {
  const names = ['Reviewer', 'Comments', 'Asked', 'Addressed', 'Nits', 'Tags', 'Last', 'Asked last']
  return {
    title: `Who reviews ${path}`,
    up: { page: 'list' },
    json: `/who.json?path=${encodeURIComponent(path)}`,
    main: [
      el('h1', null, `Who reviews ${path}`),
      el('p', 'meta', link(site, { page: 'feedback', path }, 'What was said about it')),
      reviewers.length === 0
        ? el('p', null, 'Nobody has commented on it.')
        : el(
            'div',
            'wide',
            headed(
              null,
              names,
              reviewers.map((one) => reviewerRow(site, one)),
            ),
          ),
    ],
  }
}

function reviewerRow(site: Site, one: Reviewer): Element {
  const counts = [one.comments, one.asked, one.addressed, one.nits, one.tags]
  return el(
    'tr',
    null,
    el('th', { scope: 'row' }, person(site, one.person, one.sender)),
    counts.map((n): Child => el('td', 'num', grouped(n))),
    el('td', null, time(one.last)),
    el('td', 'dim', one.requests.slice(0, 2).join(' \u00b7 ')),
  )
}
