import type { Element, ElementContent } from 'hast'
import type { RawReport } from '../../model/report/raw.ts'
import { harmlessLines } from '../style.ts'
import { dim, el, lineList, link, linkified, person, spaced, time } from './elements.ts'
import type { Page } from './page.ts'
import { idPart, type Site } from './site.ts'

/** A message as it was mailed, with its quotes leading to where they come from. */
export function rawPage(site: Site, report: RawReport): Page {
  return {
    title: report.subject,
    json: `/m/${idPart(report.messageId)}/raw.json`,
    main: [
      el('h1', null, report.subject),
      el(
        'p',
        'meta',
        spaced(
          person(site, report.author),
          time(report.date),
          link(site, { page: 'message', id: report.messageId }, 'with its comments'),
          dim(report.messageId),
        ),
      ),
      el(
        'section',
        { className: 'body', ariaLabel: 'Message' },
        lineList(report.lines.map((line) => lineElement(site, line))),
      ),
    ],
  }
}

type RawLine = RawReport['lines'][number]

function lineElement(site: Site, line: RawLine): Element {
  const number = el('a', {
    className: 'n',
    href: `#L${line.line}`,
    ariaLabel: `line ${line.line}`,
    dataN: String(line.line).padStart(5),
  })
  return el('div', { className: 'l', id: `L${line.line}` }, number, contentOf(site, line))
}

/** What the line says; a quote as a link to who said it first. */
function contentOf(site: Site, { text, origin }: RawLine): Element | ElementContent[] | string {
  if (text === '') return '\n'
  const href = origin && site.href({ page: 'raw', id: origin.messageId, line: origin.line })
  if (!href) return linkified(text)
  const title = harmlessLines(`${origin.author}: ${origin.text}`)
  return el('a', { href, title, className: `from ${origin.match}` }, text)
}
