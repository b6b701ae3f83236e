import { UserError } from '../model/user-error.ts'
import { touchedByDiff } from '../query/feedback.ts'
import { feedbackPage, reviewersPage } from '../report/html/feedback-page.ts'
import { touchedPath } from '../search/touched.ts'
import { feedbackOver, whoOver } from '../stores/over/feedback.ts'
import type { Stores } from '../stores/stores.ts'
import { wholeNumber, type Found, type Wish } from './wish.ts'

const SHOWN = 20
const MOST = 200

/** What was said before about a path. */
export async function feedbackAt(stores: Stores, { site, field }: Wish): Promise<Found> {
  const path = field('path').trim()
  if (path === '') return { json: null, page: feedbackPage(site, '', null) }
  const options = { limit: wholeNumber(field('limit'), SHOWN, MOST), before: null }
  const report = await feedbackOver(stores, [touchedPath(path)], options)
  return { json: report, page: feedbackPage(site, path, report) }
}

/** What was said before about what a diff changes. Throws UserError where it is none. */
export async function feedbackOnDiff(
  stores: Stores,
  diff: string,
  { site }: Pick<Wish, 'site'>,
): Promise<Found> {
  const touched = touchedByDiff(diff)
  if (touched === null)
    throw new UserError('mistake', 'there is no diff in this; paste what git diff prints')
  const report = await feedbackOver(stores, touched, { limit: SHOWN, before: null })
  return { json: report, page: feedbackPage(site, '', report) }
}

/** Who reviews a file or folder. */
export async function reviewersAt(stores: Stores, { site, field }: Wish): Promise<Found> {
  const path = field('path').trim()
  if (path === '') throw new UserError('mistake', 'name a path: /who/?path=drivers/net')
  const report = await whoOver(stores, path, SHOWN)
  return { json: report, page: reviewersPage(site, report) }
}
