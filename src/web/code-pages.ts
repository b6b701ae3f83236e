import { UserError } from '../model/user-error.ts'
import { feedbackReport, touchedByDiff } from '../query/feedback.ts'
import { whoReport } from '../query/who.ts'
import { feedbackPage, reviewersPage } from '../report/html/feedback-page.ts'
import { touchedPath } from '../search/touched.ts'
import type { Database } from '../store/store.ts'
import { wholeNumber, type Found, type Wish } from './wish.ts'

const SHOWN = 20
const MOST = 200

/** What was said before about a path. */
export async function feedbackAt(store: Database, { site, field }: Wish): Promise<Found> {
  const path = field('path').trim()
  if (path === '') return { json: null, page: feedbackPage(site, '', null) }
  const options = { limit: wholeNumber(field('limit'), SHOWN, MOST), before: null }
  const report = await feedbackReport(store, [touchedPath(path)], options)
  return { json: report, page: feedbackPage(site, path, report) }
}

/** What was said before about what a diff changes. Throws UserError where it is none. */
export async function feedbackOnDiff(
  store: Database,
  diff: string,
  { site }: Pick<Wish, 'site'>,
): Promise<Found> {
  const touched = touchedByDiff(diff)
  if (touched === null)
    throw new UserError('mistake', 'there is no diff in this; paste what git diff prints')
  const report = await feedbackReport(store, touched, { limit: SHOWN, before: null })
  return { json: report, page: feedbackPage(site, '', report) }
}

/** Who reviews a file or folder. */
export async function reviewersAt(store: Database, { site, field }: Wish): Promise<Found> {
  const path = field('path').trim()
  if (path === '') throw new UserError('mistake', 'name a path: /who/?path=drivers/net')
  const report = await whoReport(store, path, SHOWN)
  return { json: report, page: reviewersPage(site, report) }
}
