import type { Element } from 'hast'
import type { PatchNeighbours } from '../../model/report/neighbours.ts'
import type { ShowReport } from '../../model/report/show.ts'
import { commentPlace } from '../view.ts'
import { counted } from '../words.ts'
import { discussion } from './comments.ts'
import { dim, el, link, person, quoted, spaced, time } from './elements.ts'
import { linesWithComments } from './lines.ts'
import type { Page } from './page.ts'
import { idPart, type Site } from './site.ts'

/** A patch or cover with its comments under their lines, or a reply with the lines it is about. */
export function messagePage(site: Site, report: ShowReport, near: PatchNeighbours): Page {
  const parts = [
    el('h1', null, report.subject),
    meta(site, report),
    neighbours(site, near),
    report.kind === 'patch' ? null : answered(site, report.parent),
    report.lines.length > 0 ? linesWithComments(site, report) : null,
    ...said(site, report),
    general(site, report),
  ]
  return {
    title: report.subject,
    json: `/m/${idPart(report.messageId)}.json`,
    main: parts.filter((part) => part !== null),
  }
}

function meta(site: Site, { author, date, messageId: id, counts }: ShowReport): Element {
  return el(
    'p',
    'meta',
    spaced(
      person(site, author),
      time(date),
      dim(countsText(counts)),
      link(site, { page: 'raw', id }, 'as it was mailed'),
    ),
  )
}

function countsText({ comments, answers, people }: ShowReport['counts']): string {
  if (comments === 0) return 'no comments'
  const said = `${counted(comments, 'comment')}, ${counted(answers, 'answer')}`
  return `${said}, by ${counted(people, 'person', 'people')}`
}

function answered(site: Site, parent: string | null): Element | null {
  return parent === null
    ? null
    : el('p', 'meta', 'answers ', link(site, { page: 'message', id: parent }, parent))
}

/** The same patch in other versions, and the patches before and after it. */
function neighbours(site: Site, { series, versions, before, after }: PatchNeighbours) {
  if (series === null) return null
  return el(
    'nav',
    { ariaLabel: 'Series', className: 'near' },
    spaced(
      link(site, { page: 'series', id: series.id }, series.title),
      ...versions.map(({ name, messageId: id, isThis }) =>
        isThis ? el('strong', null, name) : link(site, { page: 'message', id }, name),
      ),
      before && link(site, { page: 'message', id: before }, '\u2190 previous', 'prev'),
      after && link(site, { page: 'message', id: after }, 'next \u2192', 'next'),
    ),
  )
}

/** What a reply says, each comment under what it quotes. */
function said(site: Site, report: ShowReport): Element[] {
  return report.said.map(({ quote, discussion: one }) => {
    const place = commentPlace(one.comment)
    return el(
      'section',
      'said',
      place &&
        el(
          'p',
          'meta',
          link(
            site,
            { page: 'message', id: place.messageId, at: `L${place.endLine}` },
            place.words,
          ),
        ),
      quoted(quote),
      discussion(site, one),
    )
  })
}

function general(site: Site, report: ShowReport): Element | null {
  return report.general.length === 0
    ? null
    : el(
        'section',
        null,
        el('h2', null, 'Not tied to a line'),
        report.general.map((one) => discussion(site, one)),
      )
}
