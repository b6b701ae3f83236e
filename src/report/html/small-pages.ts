import type { Element } from 'hast'
import type { ShownIssue } from '../../model/report/issues.ts'
import type { TodoReport, TodoSeries } from '../../model/report/todo.ts'
import { messageOf, numberOf } from '../../text/comment-id.ts'
import { versionName } from '../../text/version-name.ts'
import { fileLineText, grouped } from '../words.ts'
import { badge, el, link, spaced, time } from './elements.ts'
import { issueElement } from './issue-parts.ts'
import type { Page } from './page.ts'
import { idPart, type Site } from './site.ts'

/** One issue with all that was said, and all evidence. */
export function issuePage(
  site: Site,
  issue: ShownIssue,
  series: { readonly id: string; readonly title: string },
): Page {
  const mail = messageOf(issue.id)
  const where = placeNow(site, issue)
  return {
    title: issue.summary,
    json: `/i/${idPart(mail)}/${numberOf(issue.id)}.json`,
    up: { page: 'series', id: series.id },
    main: [
      el('h1', null, issue.summary),
      el(
        'p',
        'meta',
        spaced(
          link(site, { page: 'series', id: series.id }, series.title),
          issue.revisionName,
          link(site, { page: 'message', id: mail }, 'the mail it is in'),
          site.isServed ? link(site, { page: 'why', id: issue.id }, 'why so?') : null,
        ),
      ),
      issueElement(site, issue, true),
      el('h2', null, 'Version by version'),
      el(
        'ul',
        'last',
        issue.states.map((s) =>
          el(
            'li',
            null,
            `${s.revisionName}: `,
            link(site, { page: 'why', id: issue.id }, badge(s.state)),
          ),
        ),
      ),
      ...(where === null ? [] : [where]),
      el('p', 'dim', `patchtrail mark '${issue.id}' addressed`, ' overrules what is said here.'),
    ],
  }
}

function placeNow(site: Site, { now }: ShownIssue): Element | null {
  if (!now?.path) return null
  const at = { page: 'message', id: now.messageId, at: `L${now.endLine}` } as const
  return el(
    'p',
    null,
    `In the latest version its lines are at ${fileLineText(now)} `,
    link(site, at, 'there'),
  )
}

/** What one person has to do. */
export function personPage(site: Site, { me, series, left }: TodoReport): Page {
  const part = (role: TodoSeries['role'], heading: string): Element[] => {
    const own = series.filter((one) => one.role === role)
    const sections = own.map((one) => todoSection(site, one))
    return [
      el('h2', null, `${heading} (${own.length})`),
      ...(own.length === 0 ? [el('p', null, 'Nothing.')] : sections),
    ]
  }
  const name = nameIn(series, me)
  return {
    title: name ?? me,
    up: { page: 'list' },
    json: `/p/${encodeURIComponent(me)}.json`,
    feed: { page: 'feed', of: 'person', id: me },
    main: [
      el('h1', null, name ?? me),
      name === null ? null : el('p', 'meta', me),
      el(
        'p',
        null,
        spaced(
          link(site, { page: 'search', query: `by:${me}` }, 'all that was said'),
          link(site, { page: 'search', query: `by:${me} is:open` }, 'what is open of it'),
        ),
      ),
      ...part('author', 'To do as an author'),
      ...part('reviewer', 'New versions to look at again'),
      ...(left > 0 ? [leftOut(left)] : []),
    ].filter((one) => one !== null),
  }
}

/** The name that goes with an address, where what is shown has it. */
function nameIn(series: readonly TodoSeries[], address: string): string | null {
  const people = series.flatMap(({ author, issues }) => [author, ...issues.map(({ by }) => by)])
  return people.find((one) => one.address === address)?.name ?? null
}

function todoSection(site: Site, one: TodoSeries): Element {
  const title = link(site, { page: 'series', id: one.id }, one.title)
  return el(
    'section',
    null,
    el('h3', null, spaced(title, versionName(one), time(one.date))),
    one.issues.map((issue) => issueElement(site, issue, false)),
  )
}

function leftOut(left: number): Element {
  return el(
    'p',
    'dim',
    `${grouped(left)} series with older mail were not looked at; `,
    'patchtrail todo --me ... --since 10y looks at all.',
  )
}

/** Something went wrong, or fits several: what may have been meant leads there. */
export function errorPage(
  site: Site,
  title: string,
  message: string,
  more: readonly string[],
  query?: string,
): Page {
  const choices = more.map(choiceOf)
  const isChoice = choices.length > 0 && choices.every((one) => one !== null)
  return {
    title,
    up: { page: 'list' },
    ...(query === undefined ? {} : { query }),
    main: [
      el('h1', null, title),
      el('p', null, message),
      ...(more.length === 0
        ? []
        : [isChoice ? choiceList(site, choices) : el('pre', null, more.join('\n'))]),
    ],
  }
}

interface Choice {
  readonly id: string
  readonly words: string
}

/** `2020-08-01  v3  title  <id>`: a line that names something by what stands last in it. */
function choiceOf(line: string): Choice | null {
  const parts = line.split(/ {2,}/)
  const id = parts.at(-1) ?? ''
  return parts.length < 3 || /\s/.test(id) ? null : { id, words: parts.slice(0, -1).join('  ') }
}

function choiceList(site: Site, choices: readonly Choice[]): Element {
  return el(
    'ul',
    'last',
    choices.map(({ id, words }) => el('li', null, link(site, { page: 'series', id }, words))),
  )
}
