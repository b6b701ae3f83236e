import { UserError } from '../../model/user-error.ts'
import { readSeries, seriesOfMessages, type StoredSeries } from '../../store/series.ts'
import type { Database } from '../../store/store.ts'
import { versionName } from '../../text/version-name.ts'

/**
 * Throws UserError where two series cannot be one: each has several versions, and both have one of
 * the same number. A lone version may be another one sent again.
 * @param messages keys of a cover or patch of each
 */
export async function requireJoinable(
  store: Database,
  messages: readonly [number, number],
): Promise<void> {
  const keys = new Set((await seriesOfMessages(store, messages)).map(({ series }) => series))
  const [one, other] = await readSeries(store, [...keys])
  if (!one || !other || one.revisions.length < 2 || other.revisions.length < 2) return
  const [left, right] = [namesIn(one), namesIn(other)]
  const both = left.filter((name) => right.includes(name))
  if (both.length === 0) return
  const titled = ({ title }: StoredSeries, names: readonly string[]): string =>
    `"${title}" (${names.join(', ')})`
  throw new UserError(
    'mistake',
    `${titled(one, left)} and ${titled(other, right)} both have ${both.join(', ')}, and a ` +
      `series has each version once; ` +
      'first take what is wrong out of one of them: patchtrail unlink <ref> <ref>',
  )
}

function namesIn({ revisions }: StoredSeries): string[] {
  return revisions.map(versionName)
}
