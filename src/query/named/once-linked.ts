import { keysOfIds } from '../../store/read-derived.ts'
import { readUserLinks } from '../../store/patch-facts.ts'
import { namesWithin, seriesOfMessages } from '../../store/series.ts'
import type { Database } from '../../store/store.ts'
import { handleOf, looksLikeHandle } from '../../text/handle.ts'

/**
 * The two messages that a user once linked by the handles of their series: what was joined has one
 * handle left, and who takes it apart names it by both. `null`: these are no such handles, or
 * several links fit.
 */
export async function onceLinked(
  store: Database,
  words: readonly [string, string],
): Promise<readonly [string, string] | null> {
  if (!words.every((word) => looksLikeHandle(word.trim()))) return null
  const found: (readonly [string, string])[] = []
  for (const { a, b, joined } of await readUserLinks(store))
    if (joined && (await areOf(store, words, [a, b]))) found.push([a, b])
  const [only, another] = found
  return only && !another ? only : null
}

/** Is each a handle that the series of these messages has, or that a part of it had alone? */
async function areOf(
  store: Database,
  words: readonly string[],
  ids: readonly string[],
): Promise<boolean> {
  const members = await seriesOfMessages(store, await keysOfIds(store, ids))
  const [series, another] = [...new Set(members.map(({ series }) => series))]
  if (series === undefined || another !== undefined) return false
  const handles = (await namesWithin(store, series)).map(handleOf)
  return words.every((word) => handles.some((handle) => handle.startsWith(word.trim())))
}
