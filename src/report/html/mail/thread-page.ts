import type { Element } from 'hast'
import type { ThreadMail, ThreadReport } from '../../../model/report/thread.ts'
import { quoteDepth } from '../../../text/quoting.ts'
import { counted, grouped } from '../../words.ts'
import { dim, el, link, linkified, person, spaced, time, type Child } from '../elements.ts'
import type { Page } from '../page.ts'
import { idPart, type Site } from '../site.ts'

/** Quotes of so many lines are folded: who reads a thread has just read what is quoted. */
const FOLDED = 4

/** Addresses of the pages around one. */
export interface Around {
  readonly before: string | null
  readonly after: string | null
}

/** All mail of a thread, one below the other as it came. */
export function threadPage(site: Site, report: ThreadReport, around: Around): Page {
  const { subject, messageId, series, total, offset, mails } = report
  const shown = new Set(mails.map(({ messageId: id }) => id))
  return {
    title: subject,
    json: `/t/${idPart(messageId)}.json?offset=${offset}`,
    up: { page: 'message', id: messageId },
    main: [
      el('h1', null, subject),
      el(
        'p',
        'meta',
        spaced(
          counted(total, 'mail'),
          el('a', { href: `/t/${idPart(messageId)}/mbox` }, 'all as mbox'),
        ),
      ),
      ...series.map(({ id, title }) =>
        el('p', 'meta', 'Series: ', link(site, { page: 'series', id }, title)),
      ),
      ...mails.map((mail) => mailElement(site, mail, shown)),
      steps(offset, mails.length, total, around),
    ],
  }
}

function steps(offset: number, shown: number, total: number, { before, after }: Around): Element {
  return el(
    'p',
    'meta',
    before && [el('a', { href: before, rel: ['prev'] }, '\u2190 earlier'), ' '],
    `${grouped(Math.min(total, offset + 1))} to ${grouped(offset + shown)} of ${grouped(total)} `,
    after && el('a', { href: after, rel: ['next'] }, 'later \u2192'),
  )
}

/** Where a mail stands on the page of its thread. */
export function mailAnchor(id: string): string {
  return `t-${id.replace(/[<>\s]/g, '')}`
}

/** To the mail that is answered: on this page, or, where it is on another, to its own. */
function toParent(site: Site, parent: string, shown: ReadonlySet<string>): Element | string {
  if (!shown.has(parent)) return link(site, { page: 'message', id: parent }, 'to')
  return el('a', { href: `#${encodeURIComponent(mailAnchor(parent))}`, className: 'dim' }, 'to')
}

function mailElement(site: Site, mail: ThreadMail, shown: ReadonlySet<string>): Element {
  const { messageId: id, from, sender, date, subject, parent, content } = mail
  return el(
    'article',
    { className: 'mail step', id: mailAnchor(id), tabIndex: -1 },
    el(
      'header',
      null,
      spaced(
        person(site, from, sender),
        time(date),
        link(site, { page: 'message', id }, subject),
        content === 'reply' || content === 'other' ? null : dim(content),
        parent === null ? null : toParent(site, parent, shown),
      ),
    ),
    blocksOf(site, mail),
  )
}

/** Runs of lines, quoted ones and others apart. */
function runsOf(
  lines: readonly string[],
): { readonly isQuote: boolean; readonly lines: string[] }[] {
  const runs: { isQuote: boolean; lines: string[] }[] = []
  for (const line of lines) {
    const isQuote = quoteDepth(line) > 0
    const last = runs.at(-1)
    if (last?.isQuote === isQuote) last.lines.push(line)
    else runs.push({ isQuote, lines: [line] })
  }
  return runs
}

/** What a mail says, long quotes folded; the diff of a patch has a page of its own. */
function blocksOf(site: Site, { messageId: id, lines, content }: ThreadMail): Child[] {
  const diff = content === 'patch' ? lines.findIndex((line) => line.startsWith('diff --git ')) : -1
  const own = diff === -1 ? lines : lines.slice(0, diff)
  const rest = lines.length - own.length
  const words = `${counted(rest, 'line')} of diff`
  return [
    ...runsOf(own).map((run) => runElement(run.isQuote, run.lines)),
    rest > 0 ? el('p', 'meta', link(site, { page: 'message', id }, words)) : null,
  ]
}

function runElement(isQuote: boolean, lines: readonly string[]): Element {
  const text = el('div', 'lines', lines.map(lineElement))
  if (!isQuote || lines.length < FOLDED) return text
  return el('details', 'dim', el('summary', null, `${lines.length} quoted lines`), text)
}

function lineElement(line: string): Element {
  const depth = Math.min(3, quoteDepth(line))
  return el('div', depth > 0 ? `q${depth}` : null, line === '' ? '\n' : linkified(line))
}
