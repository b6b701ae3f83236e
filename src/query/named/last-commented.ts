import { UserError } from '../../model/user-error.ts'
import { membershipOf } from '../../issues/exchange/membership.ts'
import type { Database } from '../../store/store.ts'
import { versionName } from '../../text/version-name.ts'
import { isPerson } from '../issues.ts'
import { seriesMaterial } from '../status.ts'

/**
 * Name of the last version but the latest that a person answered: what a reviewer has seen. Throws
 * UserError where there is none.
 */
export async function lastCommented(store: Database, ref: string, me: string): Promise<string> {
  const { material } = await seriesMaterial(store, ref)
  const { series, mails } = material
  const places = membershipOf(material)
  const seen = [...mails.values()]
    .filter((mail) => !places.isMember(mail.id) && isPerson(mail.from, me))
    .flatMap((mail) => places.ofReply(mail.id)?.revisionIndex ?? [])
    .filter((index) => index < series.revisions.length - 1)
  if (seen.length > 0) return versionName(series.revisions[Math.max(...seen)])
  throw new UserError(
    'not-found',
    `${me} has answered no version of "${series.title}" before the latest one`,
  )
}
