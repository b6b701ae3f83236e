import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import type { PatchNeighbours, RawReport } from '../../model/report/web.ts'
import type { ShownLine, ShowReport } from '../../model/report/show.ts'
import { counted, fileLineText } from '../words.ts'
import { discussion } from './comments.ts'
import { harmlessLines } from '../style.ts'
import { children, link, linkified, person, text, time } from './elements.ts'
import type { Page } from './page.ts'
import { idPart, type Site } from './site.ts'

/** A patch or cover with its comments under their lines, or a reply with the lines it is about. */
export function messagePage(site: Site, report: ShowReport, near: PatchNeighbours): Page {
  const { counts } = report
  const told =
    counts.comments === 0
      ? 'no comments'
      : `${counted(counts.comments, 'comment')}, ${counted(counts.answers, 'answer')}, by ${counted(counts.people, 'person', 'people')}`
  return {
    title: report.subject,
    json: `/m/${idPart(report.messageId)}.json`,
    main: [
      h('h1', children(report.subject)),
      h('p', { className: 'meta' }, [
        person(site, report.author),
        ' ',
        time(report.date),
        ' ',
        h('span', { className: 'dim' }, told),
        ' ',
        link(site, { page: 'raw', id: report.messageId }, 'as it was mailed'),
      ]),
      ...neighbours(site, near),
      ...(report.parent && report.kind !== 'patch'
        ? [
            h('p', { className: 'meta' }, [
              'answers ',
              link(site, { page: 'message', id: report.parent }, report.parent),
            ]),
          ]
        : []),
      ...(report.lines.length > 0 ? [body(site, report)] : []),
      ...said(site, report),
      ...general(site, report),
    ],
  }
}

/** The same patch in other versions, and the patches before and after it. */
function neighbours(site: Site, near: PatchNeighbours): Element[] {
  if (near.series === null) return []
  const versions = near.versions.map((v) =>
    v.isThis ? h('strong', v.name) : link(site, { page: 'message', id: v.messageId }, v.name),
  )
  const steps = [
    ...(near.before
      ? [link(site, { page: 'message', id: near.before }, '\u2190 previous', 'prev')]
      : []),
    ...(near.after ? [link(site, { page: 'message', id: near.after }, 'next \u2192', 'next')] : []),
  ]
  return [
    h('nav', { ariaLabel: 'Series', className: 'near' }, [
      link(site, { page: 'series', id: near.series.id }, near.series.title),
      ...versions.flatMap((v) => [' ', v]),
      ...steps.flatMap((s) => [' ', s]),
    ]),
  ]
}

/** All lines, those of the diff with their numbers, and what was said under each. */
function body(site: Site, report: ShowReport): Element {
  const numbers = new DiffNumbers()
  const parts: ElementContent[] = []
  let run: ElementContent[] = []
  const close = (): void => {
    if (run.length > 0)
      parts.push(
        h('div', { className: 'lines', tabIndex: 0, role: 'group', ariaLabel: 'Lines' }, run),
      )
    run = []
  }
  for (const line of report.lines) {
    run.push(lineElement(line, numbers))
    if (line.discussions.length === 0) continue
    close()
    parts.push(
      h(
        'div',
        { className: 'here' },
        line.discussions.map((one) => discussion(site, one)),
      ),
    )
  }
  close()
  return h('section', { className: 'body', ariaLabel: 'Message with comments' }, parts)
}

/** Numbers of the lines of a diff, read along. */
class DiffNumbers {
  private path = ''
  private old = 0
  private now = 0
  private inHunk = false

  /** Numbers on both sides, and the name of the place: `kmem.c-71`. */
  of(line: string): { readonly old: string; readonly now: string; readonly anchor: string | null } {
    const file = /^\+\+\+ (?:b\/)?(\S+)/.exec(line)?.[1]
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(line)
    if (hunk) {
      ;[this.old, this.now, this.inHunk] = [Number(hunk[1]), Number(hunk[2]), true]
      return { old: '', now: '', anchor: null }
    }
    if (/^(?:diff --git|--- a?\/|index )/.test(line)) this.inHunk = false
    if (file && !this.inHunk) this.path = harmlessLines(file.split('/').at(-1) ?? file)
    if (!this.inHunk || line.startsWith('\\')) return { old: '', now: '', anchor: null }
    if (line.startsWith('-'))
      return { old: String(this.old), now: '', anchor: `${this.path}-old-${this.old++}` }
    if (line.startsWith('+'))
      return { old: '', now: String(this.now), anchor: `${this.path}-${this.now++}` }
    return { old: String(this.old++), now: String(this.now), anchor: `${this.path}-${this.now++}` }
  }
}

function lineElement(
  { line, text: content, part, inFocus }: ShownLine,
  numbers: DiffNumbers,
): Element {
  const className = [
    'l',
    part === 'diff' ? kindOfLine(content) : part === 'trailers' ? 'trailer' : '',
    inFocus ? 'focus' : '',
  ].filter(Boolean)
  if (part !== 'diff')
    return h('div', { className, id: `L${line}` }, content === '' ? text('\n') : linkified(content))
  const { old, now, anchor } = numbers.of(content)
  const number =
    anchor === null
      ? h('span', { className: 'n' })
      : h('a', {
          className: 'n',
          id: anchor,
          href: `#${encodeURIComponent(anchor)}`,
          ariaLabel: `line ${now || old}`,
          dataN: `${old.padStart(5)} ${now.padStart(5)}`,
        })
  return h('div', { className, id: `L${line}` }, [number, text(content === '' ? '\n' : content)])
}

function kindOfLine(content: string): string {
  if (content.startsWith('@@')) return 'hunk'
  if (
    /^(?:diff --git|index |--- |\+\+\+ |new file|deleted file|rename|copy|similarity|old mode|new mode)/.test(
      content,
    )
  )
    return 'file'
  return content.startsWith('+') ? 'ins' : content.startsWith('-') ? 'del' : ''
}

/** What a reply says, each comment under what it quotes. */
function said(site: Site, report: ShowReport): Element[] {
  return report.said.map(({ quote, discussion: one }) => {
    const at = one.comment.about ?? one.comment.anchor
    const where = at && (fileLineText(at) || (at.part ?? 'message'))
    return h('section', { className: 'said' }, [
      ...(at && where
        ? [
            h('p', { className: 'meta' }, [
              link(site, { page: 'message', id: at.messageId, at: `L${at.endLine}` }, where),
            ]),
          ]
        : []),
      ...(quote.length > 0
        ? [h('blockquote', { className: 'quoted' }, text(quote.join('\n')))]
        : []),
      discussion(site, one),
    ])
  })
}

function general(site: Site, report: ShowReport): Element[] {
  return report.general.length === 0
    ? []
    : [
        h('section', [
          h('h2', 'Not tied to a line'),
          ...report.general.map((one) => discussion(site, one)),
        ]),
      ]
}

/** A message as it was mailed, with its quotes leading to where they come from. */
export function rawPage(site: Site, report: RawReport): Page {
  const lines = report.lines.map(({ line, text: content, origin }) => {
    const inside =
      content === ''
        ? [text('\n')]
        : origin === null || site.href({ page: 'raw', id: origin.messageId }) === null
          ? linkified(content)
          : [
              h(
                'a',
                {
                  href: site.href({ page: 'raw', id: origin.messageId, line: origin.line }) ?? '',
                  title: harmlessLines(`${origin.author}: ${origin.text}`),
                  className: `from ${origin.match}`,
                },
                text(content),
              ),
            ]
    return h('div', { className: 'l', id: `L${line}` }, [
      h('a', {
        className: 'n',
        href: `#L${line}`,
        ariaLabel: `line ${line}`,
        dataN: String(line).padStart(5),
      }),
      ...inside,
    ])
  })
  return {
    title: report.subject,
    json: `/m/${idPart(report.messageId)}/raw.json`,
    main: [
      h('h1', children(report.subject)),
      h('p', { className: 'meta' }, [
        person(site, report.author),
        ' ',
        time(report.date),
        ' ',
        link(site, { page: 'message', id: report.messageId }, 'with its comments'),
        ' ',
        h('span', { className: 'dim' }, children(report.messageId)),
      ]),
      h('section', { className: 'body', ariaLabel: 'Message' }, [
        h('div', { className: 'lines', tabIndex: 0, role: 'group', ariaLabel: 'Lines' }, lines),
      ]),
    ],
  }
}
