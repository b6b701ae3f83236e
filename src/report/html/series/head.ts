import type { Element } from 'hast'
import type { Kept } from '../../../model/kept.ts'
import type { Fresh } from '../../../model/report/overview.ts'
import type { StatusReport } from '../../../model/report/status.ts'
import { skippedVersions, versionName } from '../../../text/version-name.ts'
import { counted, reasonText, stateText } from '../../words.ts'
import { onListsText } from '../../formats/on-lists.ts'
import { archiveAddress, b4Command } from '../../archive.ts'
import { dim, el, link, person, spaced, time, type Child } from '../elements.ts'
import { freshLine, keepForm } from '../own.ts'
import type { Site } from '../site.ts'

/** Title, author, state, and the ways to the mail and out of here. */
export function headOf(
  site: Site,
  status: StatusReport,
  fresh: Fresh | null,
  kept: Kept | null,
): Element {
  const { title, author, standing: s, stale } = status
  const latest = status.versions.at(-1)
  return el(
    'section',
    { className: 'head', ariaLabel: 'Series' },
    el('h1', null, title),
    el(
      'p',
      'meta',
      spaced(
        person(site, author),
        `${versionName(s)} of`,
        time(latest?.date ?? null),
        `\u00b7 ${counted(s.patches, 'patch', 'patches')} \u00b7 ${counted(s.replies, 'reply', 'replies')}`,
        '\u00b7 last mail',
        time(s.activity),
        ...onListsText(status).map((text) => `\u00b7 ${text}`),
      ),
    ),
    el(
      'p',
      'pills state',
      link(
        site,
        { page: 'issues', id: status.id },
        el('span', `badge ${stale ? '' : s.state}`, stateText(s, stale)),
      ),
      el('span', null, reasonText(s)),
    ),
    freshLine(fresh),
    ways(site, status, latest?.messageId ?? null),
    kept ? keepForm(status.id, kept) : null,
    announced(site, status),
  )
}

function ways(site: Site, { id, versions }: StatusReport, mail: string | null): Element | null {
  if (mail === null) return null
  const away = { rel: ['nofollow', 'noreferrer', 'noopener'] }
  const served: Child = [
    link(site, { page: 'thread', id: mail }, 'all its mail'),
    versions.length > 1 ? link(site, { page: 'since', id }, 'new since I last looked') : null,
    link(site, { page: 'markdown', id }, 'issues as Markdown'),
    link(site, { page: 'feed', of: 'series', id }, 'Atom'),
  ]
  return el(
    'p',
    'ways',
    link(site, { page: 'message', id: mail }, 'latest mail'),
    site.isServed ? served : null,
    el('a', { href: archiveAddress(mail), ...away }, 'lore'),
    el('code', null, b4Command(mail)),
  )
}

/** Versions that the author speaks of, and that the store does not have. */
function announced(site: Site, { announced: all, versions }: StatusReport): Element | null {
  const skipped = skippedVersions(versions, all)
  if (all.length === 0 && skipped === '') return null
  return el(
    'p',
    'doubt',
    skipped === '' ? null : `not found here: ${skipped} `,
    all.map((one) => [
      `${versionName(one)} is named, but not here `,
      link(site, { page: 'message', id: one.in }, dim('(mail)')),
      ' ',
    ]),
  )
}
