import type { Element } from 'hast'
import { h } from 'hastscript'
import type { ExplainReport } from '../../model/report/explain.ts'
import { messageOf, numberOf } from '../../text/comment-id.ts'
import { chaptersOf, headline } from '../explain/explained.ts'
import type { Told } from '../told.ts'
import { badge, children, link, person, text, time } from './elements.ts'
import type { Page } from './page.ts'
import { idPart, type Site } from './site.ts'

/** Why one comment counts as what it does, and why its request stands where it does. */
export function explainPage(site: Site, report: ExplainReport): Page {
  const { id, request, series } = report
  return {
    title: `Why ${headline(report)}`,
    up: { page: 'series', id: series.id },
    json: `/i/${idPart(messageOf(id))}/${numberOf(id)}/why.json`,
    main: [
      h('h1', children(`Why ${headline(report)}`)),
      h('p', { className: 'meta' }, [
        ...(request
          ? [link(site, { page: 'issue', id: request.id }, badge(request.verdict.state)), ' ']
          : []),
        link(site, { page: 'series', id: series.id }, series.title),
        ' ',
        person(site, report.author, report.sender),
        ' ',
        time(report.date),
      ]),
      ...chaptersOf(report, false).map(({ title, lines }) =>
        h('section', [h('h2', children(title)), ...blocksOf(site, lines)]),
      ),
    ],
  }
}

/** Sentences as paragraphs, lines of mail that follow one another as one block. */
function blocksOf(site: Site, lines: readonly Told[]): Element[] {
  const blocks: Element[] = []
  let code: string[] = []
  const close = (): void => {
    if (code.length > 0)
      blocks.push(h('blockquote', { className: 'quoted' }, text(code.join('\n'))))
    code = []
  }
  for (const line of lines) {
    if (line.isCode) code.push(line.text)
    else {
      close()
      blocks.push(sentence(site, line))
    }
  }
  close()
  return blocks
}

function sentence(site: Site, { text: words, depth, role, ref }: Told): Element {
  const className = [depth > 0 ? 'reply' : null, role === 'dim' ? 'dim' : null].filter(Boolean)
  return h('p', className.length > 0 ? { className: className.join(' ') } : {}, [
    ...children(words),
    ...(ref ? [' ', placeLink(site, ref)] : []),
  ])
}

function placeLink(site: Site, { messageId, line }: NonNullable<Told['ref']>): Element {
  return line === null
    ? link(site, { page: 'message', id: messageId }, 'mail')
    : link(site, { page: 'raw', id: messageId, line }, `line ${line}`)
}
