import { UserError } from '../model/user-error.ts'
import { commentNamed, noComment } from '../text/comment-id.ts'
import { messageIdOf } from '../text/message-ids.ts'
import { idsOfKeys, keysOfIds, messagesBySubject } from '../store/read-derived.ts'
import { readSeries, seriesByName, seriesByWords, seriesOfMessages } from '../store/series.ts'
import { isRemoved } from '../store/sources.ts'
import { StoreError, type Database } from '../store/store.ts'
import { ancestorsOf } from '../store/threads.ts'
import { idsStartingWith, seriesStartingWith } from '../store/lookup/names.ts'
import { versionName } from '../text/version-name.ts'
import { looksLikeHandle } from '../text/handle.ts'
import { Handles, seriesByHandle } from './named/handles.ts'

type NamedRevision = NonNullable<Parameters<typeof versionName>[0]>

/** For a series whose review is not there yet: its mail has just come in. */
export function beingDerived({ title }: { readonly title: string }): StoreError {
  return new StoreError(
    `"${title}" is being reviewed by an ingest; ask again when that is done (where none runs: patchtrail sync)`,
  )
}

/**
 * The message a user names: by Message-ID or the start of it, by the address of an archive page, by
 * the handle of a series (its latest cover), or by words of the title of a patch. Throws UserError.
 */
export async function resolveRef(store: Database, ref: string): Promise<number> {
  const id = messageIdOf(ref)
  if (id) {
    const [key] = await keysOfIds(store, [id])
    if (key === undefined) throw new UserError('not-found', `no message ${id} in the store`)
    if (await isRemoved(store, key))
      throw new UserError('not-found', `${id} has been deleted by the archive that it came from`)
    return key
  }
  const handled = await seriesByHandle(store, ref.trim())
  if (handled !== null) return latestOf(store, handled, ref)
  const words = ref.split(/\s+/).filter(Boolean)
  const found = words.length > 0 ? await messagesBySubject(store, words) : []
  const exact = found.filter(({ subject }) => subject === ref)
  const [only, another] = exact.length === 1 ? exact : found
  if (!only) return messageStarting(store, ref)
  if (another) {
    const lines = found.map((m) => `${(m.date ?? '').slice(0, 10)}  ${m.subject}  ${m.message_id}`)
    throw new UserError(
      'ambiguous',
      `"${ref}" fits ${found.length}${found.length < MOST_TITLES ? '' : ' or more'} patches; name one by its Message-ID:`,
      lines,
    )
  }
  return only.id
}

/** Cover or first patch of the latest version of a series. */
async function latestOf(store: Database, series: number, ref: string): Promise<number> {
  const [found] = await readSeries(store, [series])
  return resolveRef(store, found?.revisions.at(-1)?.messageId ?? ref)
}

/** So short a start is a word that was mistyped. */
const SHORTEST_START = 6

/** The message whose Message-ID begins like this, where there is one. Throws UserError. */
async function messageStarting(store: Database, ref: string): Promise<number> {
  const start = ref.trim()
  const isStart = start.length >= SHORTEST_START && !/\s/.test(start)
  const [only, ...others] = isStart ? await idsStartingWith(store, start) : []
  if (only && others.length === 0) return resolveRef(store, only)
  if (only)
    throw new UserError('ambiguous', `several messages begin with ${start}:`, [only, ...others])
  if (looksLikeHandle(start)) throw await noHandle(store, start)
  if (start === '')
    throw new UserError('mistake', 'no series is named; patchtrail list shows the handles of all')
  throw new UserError('not-found', `no patch has "${ref}" in its subject`)
}

/** What was typed looks like a handle, and is none, or the start of several. */
async function noHandle(store: Database, handle: string): Promise<UserError> {
  const handles = await Handles.of(store)
  const keys = handles.startingWith(handle)
  const near = handles.near(handle)
  const help =
    near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'patchtrail list shows handles'
  if (keys.length === 0)
    return new UserError(
      'not-found',
      `no series has the handle "${handle}", nor has a patch that word in its subject; ${help}`,
    )
  const lines = await handled(await readSeries(store, keys), store)
  return new UserError(
    'ambiguous',
    `several series have a handle that begins with ${handle}:`,
    lines,
  )
}

/** So many patches at most are found by words. */
const MOST_TITLES = 40

/**
 * The one series that all patches with these words in their titles are of; `null`: several, or
 * none.
 */
async function seriesOfTitles(store: Database, words: readonly string[]): Promise<number | null> {
  const found = words.length > 0 ? await messagesBySubject(store, words) : []
  const members = await seriesOfMessages(
    store,
    found.map(({ id }) => id),
  )
  const [only, another] = [...new Set(members.map(({ series }) => series))]
  const isWhole =
    found.length < MOST_TITLES &&
    members.length > 0 &&
    found.every(({ id }) => members.some((m) => m.message === id))
  return isWhole && another === undefined ? (only ?? null) : null
}

/** A line for each of some series, its handle first. */
async function handled(
  series: readonly { readonly name: string; readonly title: string }[],
  store: Database,
): Promise<string[]> {
  const handles = await Handles.of(store)
  return series.map(({ name, title }) => `${handles.for(name)}  ${title}  ${name}`)
}

/** The series whose name or change-id begins like this, where there is one. Throws UserError. */
async function seriesStarting(store: Database, ref: string): Promise<number | null> {
  const start = ref.trim()
  if (start.length < SHORTEST_START || /\s/.test(start)) return null
  const [only, ...others] = await seriesStartingWith(store, start)
  if (!only) return null
  if (others.length === 0) return only.id
  throw new UserError(
    'ambiguous',
    `several series begin with ${start}:`,
    await handled([only, ...others], store),
  )
}

/**
 * The series a user names: by any of its messages or of the replies to them, by change-id, key or
 * the start of one, by handle, or by words of its title or of one of its patches. Throws UserError.
 */
export async function resolveSeries(store: Database, ref: string): Promise<number> {
  const named = await seriesByName(store, ref.trim())
  if (named !== null) return named
  if (messageIdOf(ref)) return seriesAbove(store, await resolveRef(store, ref), ref)
  const handled = await seriesByHandle(store, ref.trim())
  if (handled !== null) return handled
  const words = ref.split(/\s+/).filter(Boolean)
  const found = words.length > 0 ? await seriesByWords(store, words) : []
  const exact = found.filter(({ title }) => title === ref)
  const [only, another] = exact.length === 1 ? exact : found
  if (!only) {
    const started = (await seriesStarting(store, ref)) ?? (await seriesOfTitles(store, words))
    return started ?? seriesAbove(store, await resolveRef(store, ref), ref)
  }
  if (!another) return only.id
  const handles = await Handles.of(store)
  const lines = found.map(
    (s) =>
      `${handles.for(s.name)}  v${s.version}  ${(s.date ?? '').slice(0, 10)}  ${s.title}  ${s.name}`,
  )
  throw new UserError(
    'ambiguous',
    `"${ref}" fits ${found.length}${found.length < MOST_TITLES ? '' : ' or more'} series; name one by its handle:`,
    lines,
  )
}

/**
 * The id of a comment, of which a user may have named the mail in any way: `aRNqL5z#1`. Throws
 * UserError.
 */
export async function commentId(store: Database, given: string): Promise<string> {
  const { mail, number } = commentNamed(given) ?? {}
  if (mail === undefined) throw new UserError('mistake', noComment(given))
  const whole = messageIdOf(mail)
  if (whole !== null) return `${whole}#${number}`
  const [id = ''] = await idsOfKeys(store, [await resolveRef(store, mail)])
  return `${id}#${number}`
}

/** The series of a message, or of the nearest patch or cover that it answers. */
async function seriesAbove(store: Database, message: number, ref: string): Promise<number> {
  const line = [message, ...(await ancestorsOf(store, message))]
  const found = await seriesOfMessages(store, line)
  for (const key of line) {
    const member = found.find((m) => m.message === key)
    if (member) return member.series
  }
  throw new UserError('not-found', `${ref} belongs to no series: no patch is above it in the store`)
}

/**
 * A cover or patch: the message itself, or the latest version of the series that is named. Throws
 * UserError.
 */
export async function resolveMember(store: Database, ref: string): Promise<number> {
  try {
    const key = await resolveRef(store, ref)
    if ((await seriesOfMessages(store, [key])).length > 0) return key
  } catch (error) {
    if (!(error instanceof UserError)) throw error
  }
  const [series] = await readSeries(store, [await resolveSeries(store, ref)])
  return resolveRef(store, series?.revisions.at(-1)?.messageId ?? ref)
}

/**
 * The index of the revision that a name means: `4`, `v4`, `rfc` (its latest), `rfc2`, `RFC v2`. A
 * number alone also means an RFC where no other version has it. Throws UserError.
 */
export function versionNamed(revisions: readonly NamedRevision[], name: string): number {
  const m = /^(rfc)?[ -]?v?(\d+)?$/i.exec(name.trim())
  const isRfc = m?.[1] !== undefined
  const version = m?.[2] === undefined ? null : Number(m[2])
  const fits = (r: NamedRevision): boolean => version === null || r.version === version
  const exact = revisions.findLastIndex((r) => fits(r) && r.rfc === isRfc)
  const found = exact === -1 && !isRfc ? revisions.findLastIndex(fits) : exact
  if (m?.[0] && found !== -1) return found
  const known = revisions.map(versionName).join(', ')
  throw new UserError('mistake', `there is no version ${name}; there are ${known}`)
}
