import type { SeriesSort } from '../../model/query.ts'

/**
 * Since when the one whose turn it is could have acted. The author: since the first request that is
 * not met was made on the latest version; a reviewer whom nothing was said to: since the latest
 * version was sent; else since the last mail. Of `standing st`, `revision r` (the latest).
 */
export const WAITING = `CASE
  WHEN st.turn IS NULL THEN NULL
  WHEN st.turn = 'author' THEN coalesce((SELECT min(im.date) FROM issue i JOIN message im ON im.id = i.message
    WHERE i.series = st.series AND i.position = r.position AND i.state IN ('open', 'agreed')), st.activity)
  WHEN st.state = 'needs-review' THEN coalesce(r.date, st.activity)
  ELSE st.activity END`

const ORDERS: Readonly<Record<SeriesSort, string>> = {
  activity: 'st.activity DESC',
  waiting: 'waiting IS NULL, waiting',
  open: 'st.open + st.agreed DESC, st.activity DESC',
  version: 'st.version DESC, st.activity DESC',
  started: 'st.started IS NULL, st.started',
  replies: 'st.replies DESC, st.activity DESC',
  title: 's.title COLLATE NOCASE',
  author: 'a.name COLLATE NOCASE, st.activity DESC',
}

/** ORDER BY of a list: the newest, the longest wait, the most, the first in the alphabet on top. */
export function orderOf(sort: SeriesSort = 'activity'): string {
  return ORDERS[sort]
}
