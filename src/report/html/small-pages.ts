import { h } from 'hastscript'
import type { ShownIssue, TodoReport } from '../../model/report/issues.ts'
import type {
  CommentHit,
  MessageHit,
  SearchReport,
  SnippetLine,
} from '../../model/report/search.ts'
import { messageOf, numberOf } from '../../text/comment-id.ts'
import { versionName } from '../../text/version-name.ts'
import { counted, grouped, fileLineText } from '../words.ts'
import { badge, children, link, person, text, time, type Child } from './elements.ts'
import { issueElement } from './issue-parts.ts'
import type { Page } from './page.ts'
import { idPart, type Site } from './site.ts'

/** One issue with all that was said, and all evidence. */
export function issuePage(
  site: Site,
  issue: ShownIssue,
  series: { readonly id: string; readonly title: string },
): Page {
  return {
    title: issue.summary,
    json: `/i/${idPart(messageOf(issue.id))}/${numberOf(issue.id)}.json`,
    main: [
      h('h1', children(issue.summary)),
      h('p', { className: 'meta' }, [
        link(site, { page: 'series', id: series.id }, series.title),
        ` v${issue.revision} `,
        link(site, { page: 'message', id: messageOf(issue.id) }, 'the mail it is in'),
        ...(site.isServed ? [' ', link(site, { page: 'why', id: issue.id }, 'why so?')] : []),
      ]),
      issueElement(site, issue, true),
      h('h2', 'Version by version'),
      h(
        'ol',
        issue.states.map((s) =>
          h('li', [`v${s.revision}: `, link(site, { page: 'why', id: issue.id }, badge(s.state))]),
        ),
      ),
      ...(issue.now?.path
        ? [
            h('p', [
              ...children(`In the latest version its lines are at ${fileLineText(issue.now)} `),
              link(
                site,
                { page: 'message', id: issue.now.messageId, at: `L${issue.now.endLine}` },
                'there',
              ),
            ]),
          ]
        : []),
      h('p', { className: 'dim' }, [
        ...children(`patchtrail mark '${issue.id}' addressed`),
        ' overrules what is said here.',
      ]),
    ],
  }
}

/** What one person has to do. */
export function personPage(site: Site, { me, series, left }: TodoReport): Page {
  const part = (role: 'author' | 'reviewer', heading: string) => {
    const own = series.filter((s) => s.role === role)
    return [
      h('h2', `${heading} (${own.length})`),
      ...(own.length === 0
        ? [h('p', 'Nothing.')]
        : own.map((s) =>
            h('section', [
              h('h3', [
                link(site, { page: 'series', id: s.id }, s.title),
                ` ${versionName(s)} `,
                time(s.date),
              ]),
              ...s.issues.map((issue) => issueElement(site, issue, false)),
            ]),
          )),
    ]
  }
  return {
    title: me,
    json: `/p/${encodeURIComponent(me)}.json`,
    feed: { page: 'feed', of: 'person', id: me },
    main: [
      h('h1', children(me)),
      h('p', [
        link(site, { page: 'search', query: `by:${me}` }, 'all that was said'),
        ' ',
        link(site, { page: 'search', query: `by:${me} is:open` }, 'what is open of it'),
      ]),
      ...part('author', 'To do as an author'),
      ...part('reviewer', 'New versions to look at again'),
      ...(left > 0
        ? [
            h(
              'p',
              { className: 'dim' },
              `${grouped(left)} series with older mail were not looked at; patchtrail todo --me ... --since 10y looks at all.`,
            ),
          ]
        : []),
    ],
  }
}

/** One page of what was found. @param before @param after addresses of the pages around it */
export function searchPage(
  site: Site,
  report: SearchReport,
  around: { readonly before: string | null; readonly after: string | null },
): Page {
  const noun = { comments: 'comment', patches: 'patch', messages: 'message' }[report.in]
  const shown = report.comments.length + report.messages.length
  const kinds = (['comments', 'patches', 'messages'] as const).map((kind) =>
    kind === report.in
      ? h('strong', kind)
      : h('a', { href: `/search?q=${encodeURIComponent(report.query)}&in=${kind}` }, kind),
  )
  return {
    title: `${report.query} in ${report.in}`,
    query: report.query,
    json: `/search.json?q=${encodeURIComponent(report.query)}&in=${report.in}&sort=${report.sort}&offset=${report.offset}`,
    main: [
      h('h1', { className: 'small' }, [
        counted(report.total, noun, report.in),
        ' for ',
        h('q', children(report.query)),
      ]),
      h(
        'p',
        { className: 'meta' },
        kinds.flatMap((kind) => [kind, ' ']),
      ),
      ...report.comments.map((hit) => commentElement(site, hit)),
      ...report.messages.map((hit) => messageElement(site, hit)),
      ...(shown === 0 ? [h('p', 'Nothing found.')] : []),
      h('p', { className: 'meta' }, [
        ...(around.before
          ? [h('a', { href: around.before, rel: ['prev'] }, '\u2190 before'), ' ']
          : []),
        `${grouped(Math.min(report.total, report.offset + 1))} to ${grouped(report.offset + shown)} `,
        ...(around.after ? [h('a', { href: around.after, rel: ['next'] }, 'more \u2192')] : []),
      ]),
    ],
  }
}

function commentElement(
  site: Site,
  { comment: c, subject, function: name, quote, snippet }: CommentHit,
) {
  const isOpen = c.state === 'open' || c.state === 'agreed'
  const where = [fileLineText(c.about), name].filter(Boolean).join(' ')
  return h('article', { className: `hit${isOpen ? ' open' : ''}`, tabIndex: -1 }, [
    h('header', [
      person(site, c.author, c.sender),
      ' ',
      time(c.date),
      ' ',
      link(site, { page: 'raw', id: c.messageId, line: c.line }, subject),
      ...(c.state && c.issue
        ? [' ', link(site, { page: 'issue', id: c.issue }, badge(c.state, c.addressedIn))]
        : []),
    ]),
    ...(c.about?.path
      ? [
          h(
            'p',
            { className: 'meta' },
            link(
              site,
              { page: 'message', id: c.about.messageId, at: `L${c.about.endLine}` },
              where,
            ),
          ),
        ]
      : []),
    ...(quote.length > 0
      ? [h('blockquote', { className: 'quoted' }, text(quote.slice(-2).join('\n')))]
      : []),
    h('p', { className: 'asked' }, snippet.flatMap(snippetLine)),
  ])
}

function messageElement(
  site: Site,
  { messageId, subject, author, sender, date, comments, open, snippet }: MessageHit,
) {
  return h('article', { className: 'hit', tabIndex: -1 }, [
    h('header', [
      link(site, { page: 'message', id: messageId }, subject),
      ' ',
      person(site, author, sender),
      ' ',
      time(date),
      ...(comments > 0
        ? [h('span', { className: 'dim' }, ` ${counted(comments, 'comment')}`)]
        : []),
      ...(open > 0 ? [' ', h('span', { className: 'badge open' }, `${open} open`)] : []),
    ]),
    ...(snippet.length > 0
      ? [h('blockquote', { className: 'quoted' }, snippet.flatMap(snippetLine))]
      : []),
  ])
}

function snippetLine({ text: line, marks }: SnippetLine) {
  let done = 0
  const parts: Child[] = []
  for (const [from, before] of marks) {
    parts.push(line.slice(done, from), h('mark', children(line.slice(from, before))))
    done = before
  }
  return children([...parts, `${line.slice(done)}\n`])
}

/** Something went wrong, or fits several. */
export function errorPage(
  title: string,
  message: string,
  more: readonly string[],
  query?: string,
): Page {
  return {
    title,
    ...(query === undefined ? {} : { query }),
    main: [
      h('h1', title),
      h('p', children(message)),
      ...(more.length > 0 ? [h('pre', children(more.join('\n')))] : []),
    ],
  }
}
