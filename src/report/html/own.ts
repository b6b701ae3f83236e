import type { Element } from 'hast'
import { NOTHING_KEPT, type Kept } from '../../model/kept.ts'
import type { Fresh } from '../../model/report/overview.ts'
import { harmlessLines } from '../style.ts'
import { counted } from '../words.ts'
import { el, link, spaced, time, type Child } from './elements.ts'
import { idPart, type Site } from './site.ts'

/**
 * Star, ignore and a note of one series. The note comes first: Enter in it presses the first button
 * of a form.
 */
export function keepForm(id: string, kept: Kept): Element {
  const { star, ignore, note } = kept
  const hidden = (name: string, value: string): Element =>
    el('input', { type: 'hidden', name, value })
  return el(
    'form',
    { action: '/keep', method: 'post', className: 'keep', ariaLabel: 'Mine' },
    hidden('series', id),
    hidden('back', `/s/${idPart(id)}/`),
    el('input', {
      name: 'note',
      value: harmlessLines(note ?? ''),
      maxLength: 500,
      placeholder: 'a note of mine',
      ariaLabel: 'A note of mine',
    }),
    el('button', { type: 'submit' }, 'Note'),
    el(
      'button',
      { type: 'submit', name: 'star', value: star ? '0' : '1', ariaPressed: String(star) },
      star ? '\u2605 Starred' : '\u2606 Star',
    ),
    el(
      'button',
      { type: 'submit', name: 'ignore', value: ignore ? '0' : '1', ariaPressed: String(ignore) },
      ignore ? 'Ignored' : 'Ignore',
    ),
  )
}

/** What came in since who reads looked last; `null` where that is nothing, or nobody knows. */
export function freshLine(fresh: Fresh | null): Element | null {
  if (fresh === null || fresh.mails === 0) return null
  const parts = [
    counted(fresh.mails, 'mail'),
    ...fresh.versions,
    ...(fresh.requests > 0 ? [counted(fresh.requests, 'request')] : []),
  ]
  return el(
    'p',
    'meta fresh',
    'New since I looked last (',
    time(fresh.since),
    `): ${parts.join(', ')}`,
  )
}

/** A star and a note, as they stand in lists. */
export function keptMarks({ star, note }: Kept = NOTHING_KEPT): Child {
  return [
    star ? el('span', { className: 'star', title: 'starred' }, '\u2605 ') : null,
    note === null ? null : el('span', 'note', note, ' '),
  ]
}

/** Searches that were saved, each with a way to forget it. */
export function savedSearches(
  site: Site,
  searches: Readonly<Record<string, string>>,
): Element | null {
  const all = Object.entries(searches)
  if (all.length === 0) return null
  const items = all.map(([name, query]) =>
    el(
      'li',
      null,
      spaced(link(site, { page: 'search', query }, name), searchForm('/my/', name, query, true)),
    ),
  )
  return el('ul', 'last saved', items)
}

/** Saves a search, or forgets it. */
export function searchForm(back: string, name: string, query: string, isSaved: boolean): Element {
  const hidden = (key: string, value: string): Element =>
    el('input', { type: 'hidden', name: key, value: harmlessLines(value) })
  const label = isSaved ? `Forget ${name}` : 'Name of this search'
  return el(
    'form',
    { action: '/searches', method: 'post', className: 'keep', ariaLabel: label },
    hidden('query', query),
    hidden('back', back),
    isSaved
      ? [hidden('off', '1'), hidden('name', name)]
      : el('input', {
          name: 'name',
          value: '',
          maxLength: 60,
          placeholder: 'a name',
          ariaLabel: label,
        }),
    el(
      'button',
      { type: 'submit' },
      isSaved ? (back === '/my/' ? 'Forget' : `Forget \u201c${name}\u201d`) : 'Save this search',
    ),
  )
}
