import type { AnnouncedVersion, ContinuedIn, SentAgain } from '../model/report/status.ts'
import type { Revision } from '../model/series.ts'
import { linesAboveDiffs } from '../store/lookup/cited.ts'
import { nextBestOf, namingAbsent, type NextBest } from '../store/lookup/next-best.ts'
import type { StoredMaterial } from '../store/material.ts'
import { keysOfIds } from '../store/read-derived.ts'
import { readMails, type StoredMail } from '../store/read-mails.ts'
import type { Database } from '../store/store.ts'
import { versionName } from '../text/version-name.ts'
import { announcedOf } from '../versions/announced.ts'
import { JOINED } from '../versions/evidence/likeness.ts'
import { sentAgain } from '../versions/sent-again.ts'
import { titleKey } from '../versions/titles.ts'
import { Handles } from './named/handles.ts'

/** What stands beside the versions of a series. */
export interface Beside {
  readonly announced: readonly AnnouncedVersion[]
  /** Of each version its further sendings. */
  readonly again: readonly (readonly SentAgain[])[]
  readonly continued: readonly ContinuedIn[]
  /** Where a patch of a version went on in another series; `null` where it did not. */
  readonly wentOn: (position: number, title: string) => string | null
}

/** What was sent twice, what is named and not here, and what went on in other series. */
export async function besideOf(store: Database, material: StoredMaterial): Promise<Beside> {
  const { series } = material
  const mails = new Map([...material.mails, ...(await tellingMails(store, material))])
  const heirs = await nextBestOf(store, series.key, JOINED)
  const handle = heirs.length > 0 ? await Handles.naming(store) : String
  return {
    announced: await absent(store, announcedOf(series, mails.values())),
    again: series.revisions.map((revision) => sentAgain(revision, mails)),
    continued: heirs.map(({ name: id, patches: _, ...rest }) => ({
      id,
      handle: handle(id),
      ...rest,
    })),
    wentOn: (position, title) => {
      const heir = heirs.find((h) => h.from === position && holds(h, title))
      return heir ? `goes on in ${versionName(heir)} of ${handle(heir.name)}` : null
    },
  }
}

function holds({ patches }: NextBest, title: string): boolean {
  return patches.some((other) => titleKey(other) === titleKey(title))
}

/**
 * Of the covers and patches those whose lines tell something here: whole where they were sent
 * twice, and what stands above the diffs of those that name what is not here.
 */
async function tellingMails(
  store: Database,
  { series, mails }: StoredMaterial,
): Promise<[string, StoredMail][]> {
  const twice = new Set(series.revisions.flatMap(sentTwice))
  const keys = [...twice].flatMap((id) => mails.get(id)?.key ?? [])
  const read = keys.length === 0 ? [] : await readMails(store, keys)
  const naming = (await namingAbsent(store, series.key)).filter((id) => !twice.has(id))
  const above =
    naming.length === 0 ? new Map<string, string[]>() : await linesAboveDiffs(store, naming)
  const told = naming.flatMap((id): StoredMail[] => {
    const [mail, lines] = [mails.get(id), above.get(id)]
    return mail?.files.length === 0 && lines ? [{ ...mail, lines }] : []
  })
  return [...read, ...told].map((mail) => [mail.id, mail])
}

/** Messages of patches that a version has more than once. */
function sentTwice({ members }: Revision): string[] {
  const again = new Set(members.filter((m) => m.role === 'again').map((m) => m.number))
  return members.filter((m) => again.has(m.number)).map((m) => m.messageId)
}

/** Of announced versions those that the store does not have. */
async function absent(
  store: Database,
  announced: readonly AnnouncedVersion[],
): Promise<AnnouncedVersion[]> {
  const keys = await Promise.all(
    announced.map(async (one) => ({ one, found: await keysOfIds(store, [one.messageId]) })),
  )
  return keys.filter(({ found: [key] }) => key === undefined).map(({ one }) => one)
}
