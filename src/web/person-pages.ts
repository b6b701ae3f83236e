import { lastSeenVersion } from '../query/pages/since.ts'
import { minePage, nothingNewPage, whoPage } from '../report/html/mine-page.ts'
import { idPart } from '../report/html/site.ts'
import { personPage } from '../report/html/small-pages.ts'
import type { Database } from '../store/store.ts'
import { listOver } from '../stores/over/list.ts'
import { todoOver } from '../stores/over/todo.ts'
import type { Stores } from '../stores/stores.ts'
import { type Elsewhere, type Found, type Wish } from './wish.ts'

/** Series that a page about a person looks at. */
export const LOOKED = 40
/** Series in a short list. */
const LISTED = 8
/** Starred series that are shown. */
const STARRED = 30

/** What one person has to do. */
export async function personAt(stores: Stores, { site, part }: Wish): Promise<Found> {
  const report = await todoOver(stores, part('address'), { since: null, most: LOOKED })
  return { json: report, page: personPage(site, report) }
}

/** What who reads has to do today. */
export async function mineAt(stores: Stores, wish: Wish): Promise<Found> {
  const { site, me, now, kept, searches, seen } = wish
  if (me === '') return { json: null, page: whoPage('/my/', 'My day') }
  const rows = kept ?? {}
  const isIgnored = (name: string): boolean => rows[name]?.ignore ?? false
  const todo = await todoOver(stores, me, { since: null, most: LOOKED, isIgnored })
  const mine = { author: me, limit: LISTED, kept: rows }
  const ready = await listOver(stores, { ...mine, state: 'ready' }, now)
  const stale = await listOver(stores, { ...mine, stale: true }, now)
  const chosen = { limit: STARRED, kept: rows, starred: true }
  const starred = kept === null ? null : await listOver(stores, chosen, now)
  const own = { searches, seen: kept === null ? null : seen }
  return { json: todo, page: minePage(site, todo, { ready, stale, starred }, own) }
}

/** The versions of a series since who reads last wrote to it, or was sent one. */
export async function sinceAt(
  store: Database,
  { site, part, me }: Wish,
): Promise<Found | Elsewhere> {
  const id = part('id')
  if (me === '')
    return { json: null, page: whoPage(`/s/${idPart(id)}/since/`, 'New since I last looked') }
  const { title, version, latest } = await lastSeenVersion(store, id, me)
  if (version !== null && version !== latest)
    return { location: `/s/${idPart(id)}/${version}..${latest}/` }
  const words =
    version === null
      ? `${me} has written nothing on this series.`
      : `${me} has written on ${latest}, and there is no newer version.`
  return { json: null, page: nothingNewPage(site, id, title, words) }
}
