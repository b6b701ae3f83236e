import { membershipOf } from '../../issues/exchange/membership.ts'
import type { Database } from '../../store/store.ts'
import { newestFirst } from '../../text/order.ts'
import { versionName } from '../../text/version-name.ts'
import { isPerson } from '../issues.ts'
import { seriesMaterial } from '../status.ts'

/** The version of a series that somebody wrote on last. */
export interface LastSeen {
  readonly title: string
  /** Name of the version; `null` where nothing was written. */
  readonly version: string | null
  readonly latest: string
}

/** The version that a person's last mail on a series is about. Throws UserError. */
export async function lastSeenVersion(store: Database, ref: string, me: string): Promise<LastSeen> {
  const { material } = await seriesMaterial(store, ref)
  const { series, mails } = material
  const places = membershipOf(material)
  const own = [...mails.values()].filter(({ from }) => isPerson(from, me)).sort(newestFirst)
  const seen = own.flatMap(({ id }) => (places.of(id) ?? places.ofReply(id))?.revisionIndex ?? [])
  const [position] = seen
  return {
    title: series.title,
    version: position === undefined ? null : versionName(series.revisions[position]),
    latest: versionName(series.revisions.at(-1)),
  }
}
