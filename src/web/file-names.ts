import type { Person } from '../model/message.ts'
import type { MailPlace } from '../query/pages/places.ts'
import { handleOf } from '../text/handle.ts'

/** Characters of a title, and of a name, in the name of a file. */
const TITLE = 40
const NAME = 24
/** Letters that tell apart what is named alike: of some hundred mails, two rarely share them. */
const TELLING = 6
/** The same of series, of which many stand in one folder. */
const TELLING_SERIES = 5

/** What all files of a series begin with: `hwmon-add-a-driver-for-the-kt4320-b7xkm`. */
export function seriesStem(title: string, id: string): string {
  return [slug(title, TITLE), handleOf(id).slice(0, TELLING_SERIES)].filter(Boolean).join('-')
}

/**
 * The name of a mail's page, whatever else comes in later: by version and patch, and for an answer
 * by whom: `v2-04`, `v2-04-ruben-ostergaard-x7k2m`.
 */
export function mailStem(id: string, { version, patch, role }: MailPlace, from: Person): string {
  const place = `${slug(version ?? 'other', NAME)}-${String(patch).padStart(2, '0')}`
  if (role === 'cover' || role === 'patch') return place
  const who = role === 'again' ? 'again' : slug(from.name ?? from.address ?? '', NAME)
  return [place, who, handleOf(id).slice(0, TELLING)].filter(Boolean).join('-')
}

/** A version as part of a name: `v4`, `rfc-v2`. */
export function fileWord(version: string): string {
  return slug(version, NAME)
}

/** Lower case letters and digits, with hyphens between words; cut between two. */
function slug(text: string, most: number): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  let found = ''
  for (const word of words) {
    const next = found === '' ? word.slice(0, most) : `${found}-${word}`
    if (next.length > most) break
    found = next
  }
  return found
}
