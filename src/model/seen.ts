/** What somebody has seen of a series: dates of its latest mail, ISO 8601 UTC. */
export interface Seen {
  /** At the visit before this one; `null`: this is the first. */
  readonly before: string | null
  /** At this visit. */
  readonly now: string
  /** When somebody looked last; milliseconds since 1970. */
  readonly at: number
}

/** Who looks again within half an hour is still at the same visit: what was new stays so. */
const SAME_VISIT = 30 * 60_000

/**
 * What has been seen after one more look.
 * @param activity date of the latest mail of the series
 * @param at milliseconds since 1970
 */
export function seenAfter(seen: Seen | null, activity: string, at: number): Seen {
  if (seen === null) return { before: null, now: activity, at }
  const isSame = at - seen.at < SAME_VISIT
  return { before: isSame ? seen.before : seen.now, now: activity, at }
}

/** From which date on mail is new to somebody who looks at that time; `null`: nothing is known. */
export function newSince(seen: Seen, at: number): string | null {
  return at - seen.at < SAME_VISIT ? seen.before : seen.now
}
