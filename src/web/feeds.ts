import { mailOfSeries } from '../query/search.ts'
import { statusReport } from '../query/status.ts'
import { atomFeed, type FeedEntry } from '../report/html/feed.ts'
import { beginning } from '../report/html/elements.ts'
import { nameText, reasonText, stateText } from '../report/words.ts'
import type { Database } from '../store/store.ts'
import { listOver } from '../stores/over/list.ts'
import { todoOver } from '../stores/over/todo.ts'
import type { Stores } from '../stores/stores.ts'
import { newestFirst } from '../text/order.ts'
import { versionName } from '../text/version-name.ts'
import { LOOKED } from './person-pages.ts'
import type { Wish } from './wish.ts'

/** What a feed is made of: where this site is, as its reader calls it. */
export interface FeedWish extends Wish {
  readonly origin: string
  readonly path: string
}

const ENTRIES = 40

/** Series with new mail. */
export async function listFeed(
  stores: Stores,
  { site, now, origin, path }: FeedWish,
): Promise<string> {
  const { series } = await listOver(stores, { limit: ENTRIES }, now)
  return atomFeed(
    'Series',
    origin,
    path,
    series.map(({ id, title, author, messageId, standing, stale }) => ({
      id: messageId,
      title: `${versionName(standing)} ${title}`,
      href: site.href({ page: 'series', id }) ?? '/',
      author: nameText(author),
      date: standing.activity ?? '1970-01-01T00:00:00Z',
      summary: `${stateText(standing, stale)}: ${reasonText(standing)}`,
    })),
  )
}

/** The mail of one series, newest first. */
export async function seriesFeed(
  store: Database,
  { site, part, now, origin, path }: FeedWish,
): Promise<string> {
  const { id, title } = await statusReport(store, part('id'), now)
  const messages = await mailOfSeries(store, id, ENTRIES)
  return atomFeed(
    title,
    origin,
    path,
    messages.map(({ messageId, subject, author, date, content }): FeedEntry => ({
      id: messageId,
      title: subject,
      href: site.href({ page: 'message', id: messageId }) ?? '/',
      author: nameText(author),
      date: date ?? '1970-01-01T00:00:00Z',
      summary: content,
    })),
  )
}

/** What one person has to do. */
export async function personFeed(
  stores: Stores,
  { site, part, origin, path }: FeedWish,
): Promise<string> {
  const { me, series } = await todoOver(stores, part('address'), {
    since: null,
    most: LOOKED,
  })
  const entries = series.flatMap((one) =>
    one.issues.map((issue): FeedEntry => ({
      id: issue.id,
      title: `${one.title}: ${issue.summary}`,
      href: site.href({ page: 'issue', id: issue.id }) ?? '/',
      author: nameText(issue.by),
      date: issue.date ?? '1970-01-01T00:00:00Z',
      summary: beginning(issue.text, 2000),
    })),
  )
  return atomFeed(`To do: ${me}`, origin, path, entries.sort(newestFirst).slice(0, ENTRIES))
}
