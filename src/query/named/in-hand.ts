import type { Content } from '../../model/content.ts'
import type { Message } from '../../model/message.ts'
import { UserError } from '../../model/user-error.ts'
import { patchIdOf } from '../../search/patch-id.ts'
import { patchesOnFiles, patchesTitled, type LikePatch } from '../../store/lookup/in-hand.ts'
import { idsOfKeys, keysOfIds } from '../../store/read-derived.ts'
import { readMails } from '../../store/read-mails.ts'
import { readSeries, seriesByName } from '../../store/series.ts'
import type { Database } from '../../store/store.ts'
import { bodyLines } from '../../text/lines.ts'
import { isSamePerson } from '../../text/people.ts'

/** A mail, a patch or a bare diff that a user has in hand, in the store or not. */
export interface InHand {
  readonly message: Message
  readonly content: Content
}

/** Points that a patch of the store gets for what it shares with one in hand. */
const SAME_TITLE = 2
const SAME_AUTHOR = 1
const SAME_DIFF = 4

/**
 * What a mail in hand is called in the store: its Message-ID, else that of the nearest message that
 * it answers, else the name of the series that its patches are of, by title, author and patch-id.
 * Throws UserError.
 * @param given how the user named it
 */
export async function refInHand(
  store: Database,
  mails: readonly InHand[],
  given: string,
): Promise<string> {
  const own = mails.filter(({ message }) => !message.idIsMade).map(({ message }) => message.id)
  const known = await firstKnown(store, own)
  if (known !== null) return known
  const changeId = mails.map(({ content }) => content.patch?.changeId).find(Boolean)
  if (changeId && (await seriesByName(store, changeId)) !== null) return changeId
  const patches = mails.filter(({ content }) => content.diff.files.length > 0 || content.patch)
  if (patches.length === 0) {
    const above = mails.flatMap(({ message }) => [
      ...message.inReplyTo,
      ...[...message.references].reverse(),
    ])
    const answered = await firstKnown(store, above)
    if (answered !== null) return answered
  }
  const series = await seriesLike(store, patches, given)
  return (await readSeries(store, [series]))[0]?.name ?? ''
}

/** The key of the series that some patches are of, or are a new version of. Throws UserError. */
export async function seriesLike(
  store: Database,
  patches: readonly InHand[],
  given: string,
): Promise<number> {
  const points = await pointsOf(store, patches)
  const best = [...points].sort((a, b) => b[1] - a[1])
  const [first, second] = best
  if (!first) throw nothingLike(given)
  if (second?.[1] !== first[1]) return first[0]
  const alike = best.filter(([, n]) => n === first[1]).map(([key]) => key)
  const lines = (await readSeries(store, alike)).map(
    ({ title, name, revisions }) => `${revisions.at(-1)?.date?.slice(0, 10)}  ${title}  ${name}`,
  )
  throw new UserError('ambiguous', `${given} fits ${alike.length} series; name one:`, lines)
}

async function firstKnown(store: Database, ids: readonly string[]): Promise<string | null> {
  for (const id of ids) if ((await keysOfIds(store, [id])).length > 0) return id
  return null
}

/**
 * Message-ID of the mail in hand, or of the newest patch of the store that is like it. Throws
 * UserError.
 * @param given how the user named it
 */
export async function messageInHand(
  store: Database,
  mails: readonly InHand[],
  given: string,
): Promise<string> {
  const [mail] = mails
  const own = mail && !mail.message.idIsMade ? await firstKnown(store, [mail.message.id]) : null
  if (own !== null) return own
  const rows = mail ? await scored(store, [mail]) : []
  const [best] = [...rows].sort((a, b) => b.points - a.points)
  if (best) return (await idsOfKeys(store, [best.row.message]))[0] ?? ''
  throw nothingLike(given)
}

function nothingLike(given: string): UserError {
  return new UserError(
    'not-found',
    `nothing in the store has a Message-ID, a title or a diff of ${given}`,
  )
}

/** Points by key of the series. */
async function pointsOf(store: Database, patches: readonly InHand[]): Promise<Map<number, number>> {
  const rows = await scored(store, patches)
  const points = new Map<number, number>()
  for (const hand of patches) {
    const best = new Map<number, number>()
    for (const { row, points: n, of } of rows)
      if (of === hand) best.set(row.series, Math.max(n, best.get(row.series) ?? 0))
    for (const [series, n] of best) points.set(series, (points.get(series) ?? 0) + n)
  }
  return points
}

/** A patch of the store that is like one in hand. */
interface Scored {
  readonly of: InHand
  readonly row: LikePatch
  readonly points: number
}

/** Patches that are like those in hand. Only where no title fits, files are looked through. */
async function scored(store: Database, patches: readonly InHand[]): Promise<Scored[]> {
  const titles = patches.map(({ content }) => content.subject.title).filter(Boolean)
  const titled = await patchesTitled(store, titles)
  const paths = patches.flatMap(({ content }) =>
    content.diff.files.flatMap(({ newPath }) => newPath ?? []),
  )
  const rows = titled.length > 0 ? titled : await patchesOnFiles(store, [...new Set(paths)])
  const diffs = await patchIdsOf(store, rows)
  return patches.flatMap((hand) =>
    rows.flatMap((row) => {
      const points = likeness(hand, row, diffs.get(row.message) ?? null)
      return points > 0 ? [{ of: hand, row, points }] : []
    }),
  )
}

function likeness(hand: InHand, row: LikePatch, diff: string | null): number {
  const title = hand.content.subject.title.toLowerCase() === row.title.toLowerCase()
  const sameDiff = diff !== null && diff === ownPatchId(hand)
  const sameAuthor = isSamePerson(hand.content.patch?.author ?? hand.message.from, row.author)
  // "Fix typos" is a title that many have used.
  if (!sameDiff && !(title && sameAuthor)) return 0
  return (title ? SAME_TITLE : 0) + (sameDiff ? SAME_DIFF : 0) + (sameAuthor ? SAME_AUTHOR : 0)
}

function ownPatchId({ message, content }: InHand): string | null {
  return patchIdOf(bodyLines(message.body), content.diff.files)
}

async function patchIdsOf(
  store: Database,
  rows: readonly LikePatch[],
): Promise<Map<number, string | null>> {
  const mails = await readMails(store, [...new Set(rows.map(({ message }) => message))])
  return new Map(mails.map((mail) => [mail.key, patchIdOf(mail.lines, mail.files)]))
}
