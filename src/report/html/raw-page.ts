import type { Element, ElementContent } from 'hast'
import type { Person } from '../../model/message.ts'
import type { RawReport } from '../../model/report/raw.ts'
import { quoteDepth } from '../../text/quoting.ts'
import { archiveAddress } from '../archive.ts'
import { harmlessLines } from '../style.ts'
import { el, lineList, link, linkified, person, spaced, type Child } from './elements.ts'
import type { Page } from './page.ts'
import { replyAddress } from './reply.ts'
import { idPart, type Site } from './site.ts'

/** A message as it was mailed, with its quotes leading to where they come from. */
export function rawPage(site: Site, report: RawReport): Page {
  return {
    title: report.subject,
    json: `/m/${idPart(report.messageId)}/raw.json`,
    up: { page: 'message', id: report.messageId },
    main: [
      el('h1', null, report.subject),
      ways(site, report),
      headers(site, report),
      el(
        'section',
        { className: 'body raw', ariaLabel: 'Message' },
        lineList(report.lines.map((line) => lineElement(site, line))),
      ),
    ],
  }
}

function ways(site: Site, report: RawReport): Element {
  const { messageId: id } = report
  return el(
    'p',
    'ways',
    spaced(
      link(site, { page: 'message', id }, 'with its comments'),
      site.isServed ? link(site, { page: 'thread', id }, 'thread') : null,
      site.isServed ? link(site, { page: 'mbox', id }, 'mbox') : null,
      el('a', { href: archiveAddress(id), rel: ['nofollow', 'noreferrer', 'noopener'] }, 'lore'),
      replyLink(report),
    ),
  )
}

function replyLink({ author, to, cc, subject, messageId, references }: RawReport): Child {
  if (author.address === null) return null
  return el(
    'a',
    {
      href: replyAddress({
        to: author.address,
        cc: [...to, ...cc].flatMap(({ address }) => address ?? []),
        subject,
        id: messageId,
        references,
      }),
    },
    'reply',
  )
}

function headers(site: Site, report: RawReport): Element {
  const { author, date, to, cc, messageId, inReplyTo, lists } = report
  const rows: readonly (readonly [string, Child])[] = [
    ['From', person(site, author)],
    ['To', people(site, to)],
    ['Cc', people(site, cc)],
    [
      'Date',
      date === null
        ? null
        : el('time', { dateTime: date }, `${date.slice(0, 10)} ${date.slice(11, 19)} UTC`),
    ],
    ['List', lists.length > 0 ? lists.join(', ') : null],
    ['Message-ID', messageId],
    ['In-Reply-To', inReplyTo.length > 0 ? inReplyTo.join(' ') : null],
  ]
  return el(
    'dl',
    'headers',
    rows
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [el('dt', null, name), el('dd', null, value)]),
  )
}

function people(site: Site, all: readonly Person[]): Child {
  if (all.length === 0) return null
  return all.flatMap((one, i): Child[] => [i > 0 ? ', ' : null, person(site, one)])
}

type RawLine = RawReport['lines'][number]

function lineElement(site: Site, line: RawLine): Element {
  const number = el('a', {
    className: 'n',
    href: `#L${line.line}`,
    ariaLabel: `line ${line.line}`,
    dataN: String(line.line),
  })
  const depth = Math.min(3, quoteDepth(line.text))
  const className = depth > 0 ? `l q${depth}` : 'l'
  return el('div', { className, id: `L${line.line}` }, number, contentOf(site, line))
}

/** What the line says; a quote as a link to who said it first. */
function contentOf(site: Site, { text, origin }: RawLine): Element | ElementContent[] | string {
  if (text === '') return '\n'
  const href = origin && site.href({ page: 'raw', id: origin.messageId, line: origin.line })
  if (!href) return linkified(text)
  const title = harmlessLines(`${origin.author}: ${origin.text}`)
  return el('a', { href, title, className: `from ${origin.match}` }, text)
}
