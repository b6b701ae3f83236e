import type { Element } from 'hast'
import type { Kept } from '../../model/kept.ts'
import type { IssuesReport } from '../../model/report/issues.ts'
import type { SeriesOverview } from '../../model/report/overview.ts'
import type { StatusReport } from '../../model/report/status.ts'
import { isRecorded, type Applied } from '../../model/review.ts'
import { versionName } from '../../text/version-name.ts'
import { completenessText } from '../issues-text.ts'
import { countsText } from '../words.ts'
import { beginning, el, link, person, spaced, time } from './elements.ts'
import { issueElement } from './issue-parts.ts'
import type { Page } from './page.ts'
import { askedFirst, lastMail } from './series/asked.ts'
import { headOf } from './series/head.ts'
import { matrix } from './series/matrix.ts'
import { tagsList } from './series/tags.ts'
import { timeline } from './series/timeline.ts'
import { idPart, type Site } from './site.ts'

/** A series on one screen: where it stands, what is open, its versions and its patches. */
export function seriesPage(
  site: Site,
  status: StatusReport,
  issues: IssuesReport,
  overview: SeriesOverview,
  kept: Kept | null = null,
): Page {
  const { id, title } = status
  // Where the server remembers what was seen, the browser need not.
  const seen = kept ? {} : { dataSeen: idPart(id), dataDate: status.standing.activity ?? '' }
  const since = overview.fresh?.since ?? null
  return {
    title,
    json: `/s/${idPart(id)}.json`,
    feed: { page: 'feed', of: 'series', id },
    up: { page: 'list' },
    main: [
      el(
        'div',
        { className: 'overview', ...seen },
        headOf(site, status, overview.fresh, site.isServed ? kept : null),
        askedFirst(site, issues, overview),
        el(
          'div',
          'rest',
          timeline(site, status),
          ...matrix(site, status),
          tagsList(site, status),
          ...lastMail(site, overview.lastMail, since),
          ...applied(site, status.applied),
        ),
      ),
    ],
  }
}

/** All issues of a series, settled ones too. */
export function issuesPage(site: Site, report: IssuesReport): Page {
  return {
    title: `Issues of ${report.title}`,
    json: `/s/${idPart(report.id)}/issues.json`,
    up: { page: 'series', id: report.id },
    main: [
      el('h1', null, 'Issues of ', link(site, { page: 'series', id: report.id }, report.title)),
      site.isServed
        ? el(
            'p',
            'meta',
            link(site, { page: 'markdown', id: report.id }, 'as Markdown, to paste into a mail'),
          )
        : null,
      ...report.versions.flatMap((version) => [
        el('h2', null, `${versionName(version)}: ${countsText(version.counts)}`),
        ...version.issues.map((issue) => issueElement(site, issue, false)),
      ]),
      el('p', 'dim', `${completenessText(report)}.`),
    ].filter((one) => one !== null),
  }
}

function applied(site: Site, all: readonly Applied[]): Element[] {
  const items = all.map((one) => {
    const { by, date, messageId: id, line, text } = one
    return el(
      'li',
      null,
      spaced(
        person(site, by),
        time(date),
        isRecorded(one) ? 'tells of it:' : null,
        link(site, { page: 'raw', id, line }, beginning(text, 100)),
      ),
    )
  })
  return items.length === 0 ? [] : [el('h2', null, 'Applied'), el('ul', 'last', items)]
}
