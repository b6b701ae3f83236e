import type { Element } from 'hast'
import type { PatchInVersion, PatchNeighbours } from '../../model/report/neighbours.ts'
import type { CommentRecord } from '../../model/report/records.ts'
import type { ShowReport } from '../../model/report/show.ts'
import { archiveAddress } from '../archive.ts'
import { commentPlace, type CommentPlace } from '../view.ts'
import { counted } from '../words.ts'
import { discussion } from './comments.ts'
import { dim, el, link, person, quoted, spaced, time } from './elements.ts'
import { linesWithComments, type DiffView } from './lines.ts'
import type { Page } from './page.ts'
import { sideOf } from './patch/side.ts'
import { replyAddress } from './reply.ts'
import { CHANGES } from './series/changes.ts'
import { idPart, type Site, type Target } from './site.ts'

/** A patch or cover with its comments under their lines, or a reply with the lines it is about. */
export function messagePage(
  site: Site,
  report: ShowReport,
  near: PatchNeighbours,
  view: DiffView = 'unified',
): Page {
  const body = [
    report.lines.length > 0 ? linesWithComments(site, report, view) : null,
    ...said(site, report),
    general(site, report),
  ]
  const side = sideOf(report)
  const parts = [
    el('h1', null, report.subject),
    meta(site, report, view),
    neighbours(site, near),
    report.kind === 'patch' ? null : answered(site, report.parent),
    side === null
      ? el('div', null, body)
      : el('div', 'reader', side, el('div', { tabIndex: -1 }, body)),
  ]
  return {
    title: report.subject,
    json: `/m/${idPart(report.messageId)}.json`,
    up: near.series === null ? { page: 'list' } : { page: 'series', id: near.series.id },
    main: parts.filter((part) => part !== null),
  }
}

function meta(site: Site, report: ShowReport, view: DiffView): Element {
  const { author, date, messageId: id, counts, subject } = report
  return el(
    'p',
    'meta',
    spaced(
      person(site, author),
      time(date),
      dim(countsText(counts)),
      site.isServed && report.files.length > 0 ? viewLink(id, view) : null,
      link(site, { page: 'raw', id }, 'as it was mailed'),
      site.isServed ? link(site, { page: 'thread', id }, 'thread') : null,
      site.isServed ? link(site, { page: 'mbox', id }, 'mbox') : null,
      el('a', { href: archiveAddress(id), rel: ['nofollow', 'noreferrer', 'noopener'] }, 'lore'),
      author.address === null
        ? null
        : el(
            'a',
            { href: replyAddress({ to: author.address, cc: [], subject, id, references: [] }) },
            'reply',
          ),
    ),
  )
}

/** The same page in the other view. */
function viewLink(id: string, view: DiffView): Element {
  const [href, words] =
    view === 'split'
      ? [`/m/${idPart(id)}/`, 'unified']
      : [`/m/${idPart(id)}/?view=split`, 'side by side']
  return el('a', { href }, words)
}

function countsText({ comments, answers, people }: ShowReport['counts']): string {
  if (comments === 0) return 'no comments'
  const said = `${counted(comments, 'comment')}, ${counted(answers, 'answer')}`
  return `${said}, by ${counted(people, 'person', 'people')}`
}

function answered(site: Site, parent: string | null): Element | null {
  return parent === null
    ? null
    : el('p', 'meta', link(site, { page: 'message', id: parent }, 'the mail that it answers'))
}

/** The same patch in other versions, and the patches before and after it. */
function neighbours(site: Site, near: PatchNeighbours): Element | null {
  const { series, versions, number, total, before, after } = near
  if (series === null) return null
  return el(
    'nav',
    { ariaLabel: 'Series', className: 'near' },
    link(site, { page: 'series', id: series.id }, series.title),
    number === null ? null : dim(`${number} of ${total}`),
    before && link(site, { page: 'message', id: before }, '\u2190 previous', 'prev'),
    after && link(site, { page: 'message', id: after }, 'next \u2192', 'next'),
    versions.length < 2
      ? null
      : el(
          'span',
          'switch',
          versions.map((one) => versionLink(site, one)),
        ),
  )
}

function versionLink(site: Site, one: PatchInVersion): Element {
  const { name, messageId: id, isThis, number, change } = one
  const [sign, words] = change === null ? ['', ''] : CHANGES[change]
  const inside = [
    name,
    number === null ? null : el('small', { title: words }, ` ${number} ${sign}`),
  ]
  return isThis
    ? el('strong', { ariaCurrent: 'page' }, inside)
    : link(site, { page: 'message', id }, inside)
}

/** The lines of a patch are on its page, those of a reply only where it stands as it was mailed. */
function placeTarget({ messageId: id, endLine, part }: CommentPlace): Target {
  return part === 'reply'
    ? { page: 'raw', id, line: endLine }
    : { page: 'message', id, at: `L${endLine}` }
}

/** What a reply says, each comment under what it quotes. */
function said(site: Site, report: ShowReport): Element[] {
  return report.said.map(({ quote, discussion: one }) => {
    const place = commentPlace(one.comment)
    return el(
      'section',
      'said',
      diffNames(one.comment),
      place && el('p', 'meta', link(site, placeTarget(place), place.words)),
      quoted(quote),
      discussion(site, one),
    )
  })
}

/** Names of the diff lines that a comment writes out: others speak of them, and lead here. */
function diffNames({ line, text }: CommentRecord): Element[] {
  return text
    .split('\n')
    .flatMap((shown, i) => (DIFF_LINE.test(shown) ? [el('span', { id: `L${line + i}` })] : []))
}

const DIFF_LINE = /^(?:[-+@ \t]|diff |index )/

function general(site: Site, report: ShowReport): Element | null {
  return report.general.length === 0
    ? null
    : el(
        'section',
        { id: 'general' },
        el('h2', null, 'Not tied to a line'),
        report.general.map((one) => discussion(site, one)),
      )
}
