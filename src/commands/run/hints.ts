import { shownPath } from '../../store/postgres/url.ts'

/** Commands that a hint may name and that ask a store. */
const HINT =
  /\bpatchtrail (?=(?:ingest|sync|derive|rebuild|check|list|todo|search|show|status|issues|explain|diff|mark|link|unlink|export)\b)(?![^\n]* --(?:db|help)\b)/g
/** What a shell takes as it is. */
const PLAIN = /^[\w@%+=:,./~-]+$/

/** A word as a shell is given it. */
export function shellWord(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

let store: string | null = null

/** From now on hints name the store that the user has named before the command; `null`: none. */
export function nameStoreInHints(given: string | null): void {
  store = given === null ? null : shownPath(given)
}

/** A text of this program with hints that can be typed as they stand: they name the same store. */
export function hinted(text: string): string {
  if (store === null) return text
  const word = shellWord(store)
  return text.replace(HINT, () => `patchtrail --db ${word} `)
}
