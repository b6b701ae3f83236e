import type { Element } from 'hast'
import type { MailLine } from '../../../model/report/overview.ts'
import type { RecentReport } from '../../../model/report/thread.ts'
import { dim, el, link, person, spaced } from '../elements.ts'
import type { Page } from '../page.ts'
import type { Site } from '../site.ts'

/** The latest mail, by day. @param asked what stands behind the path in the address */
export function recentPage(site: Site, { mails, before }: RecentReport, asked: string): Page {
  const days = [...new Set(mails.map(({ date }) => dayOf(date)))]
  const older = before === null ? null : `/recent/?before=${encodeURIComponent(before)}`
  return {
    title: 'Recent mail',
    json: `/recent.json${asked}`,
    up: { page: 'list' },
    main: [
      el('h1', null, 'Recent mail'),
      ...days.flatMap((day) => [
        el('h2', null, day),
        el(
          'ul',
          'last',
          mails.filter(({ date }) => dayOf(date) === day).map((mail) => mailItem(site, mail)),
        ),
      ]),
      mails.length === 0 ? el('p', null, 'There is none.') : el('p', 'dim', olderLink(older)),
    ],
  }
}

function olderLink(href: string | null): Element | string {
  return href === null
    ? 'This is the oldest mail here.'
    : el('a', { href, rel: ['next'] }, 'older \u2192')
}

function dayOf(date: string | null): string {
  return (date ?? '').slice(0, 10)
}

function mailItem(site: Site, { messageId: id, subject, from, sender, date }: MailLine): Element {
  return el(
    'li',
    { className: 'step', tabIndex: -1 },
    spaced(
      dim((date ?? '').slice(11, 16)),
      link(site, { page: 'message', id }, subject === '' ? '(no subject)' : subject),
      person(site, from, sender),
    ),
  )
}
