import { likenessOf, POINTS, type Likeness, type Points } from './evidence/likeness.ts'
import { messagesOf, type Posting } from './postings.ts'
import { isSameWork } from './resend.ts'
import { saysItContinues } from './evidence/continues.ts'
import { titleKey, wordsOf } from './titles.ts'
import { daysBetween, isLongRunning, isUnnumbered } from './evidence/signals.ts'

/** One posting as the possible predecessor of a later one; indices into the postings by date. */
export interface Rival extends Likeness {
  readonly later: number
  readonly earlier: number
}

/** Without a name or a title in common a predecessor is looked for so far back. */
const DAYS_BY_PERSON = 400
/** And so far at most. */
export const MOST_DAYS_BY_PERSON = 2 * DAYS_BY_PERSON
/** With less nothing is joined, whatever else there is. */
const WORTH_A_LOOK = 1

/** All postings that may be the version before another, for each posting. */
export function rivalsOf(
  postings: readonly Posting[],
  points: Points = POINTS,
  isAsked: (later: number, earlier: number) => boolean = () => true,
): Rival[] {
  return candidatesOf(postings, points, WORTH_A_LOOK, isAsked)
}

/** All that is compared, however little speaks for it. @param least the score that is asked for */
export function candidatesOf(
  postings: readonly Posting[],
  points: Points = POINTS,
  least = -Infinity,
  isAsked: (later: number, earlier: number) => boolean = () => true,
): Rival[] {
  const owner = new Map(postings.flatMap((p, i) => messagesOf(p).map((m) => [m.id, i] as const)))
  const [byTitle, byPerson] = [new Map<string, number[]>(), new Map<string, number[]>()]
  const rivals: Rival[] = []
  for (const [later, posting] of postings.entries()) {
    const found = new Set<number>([
      ...namedBy(posting, owner),
      ...titlesOf(posting).flatMap((title) => byTitle.get(title) ?? []),
      ...posting.authors.flatMap((key) => nearBy(posting, byPerson.get(key) ?? [], postings)),
    ])
    for (const earlier of found) {
      const other = postings[earlier]
      if (!other || earlier >= later || !isAsked(later, earlier)) continue
      if (!mayFollow(posting, other)) continue
      const likeness = likenessOf(posting, other, points, least)
      if (likeness) rivals.push({ later, earlier, ...likeness })
    }
    for (const title of titlesOf(posting)) push(byTitle, title, later)
    for (const key of posting.authors) push(byPerson, key, later)
  }
  return rivals
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

function titlesOf(posting: Posting): string[] {
  return [...new Set([posting.title, ...posting.patchTitles])]
}

function namedBy(posting: Posting, owner: ReadonlyMap<string, number>): number[] {
  return messagesOf(posting)
    .flatMap((m) => [...m.mentions.map(({ messageId }) => messageId), ...m.references])
    .flatMap((id) => owner.get(id) ?? [])
}

/** Of one person's postings those that touch the same files, or use the same words. */
function nearBy(posting: Posting, own: readonly number[], postings: readonly Posting[]): number[] {
  return own.filter((i) => {
    const other = postings[i]
    if (!other || daysBetween(other, posting) > daysBack(posting, other)) return false
    return meets(posting.paths, other.paths) || halfMeets(posting.words, other.words)
  })
}

/** A work that has come so far rests for longer than one that has just begun. */
function daysBack(later: Posting, earlier: Posting): number {
  return isLongRunning(earlier, later) ? MOST_DAYS_BY_PERSON : DAYS_BY_PERSON
}

function meets<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  for (const x of a.size < b.size ? a : b) if (a.has(x) && b.has(x)) return true
  return false
}

function halfMeets(a: ReadonlySet<string>, b: ReadonlySet<string>, more = 0): boolean {
  let common = more
  for (const x of a) if (b.has(x)) common++
  return common * 2 >= Math.min(a.size, b.size)
}

/**
 * May two postings be compared for the words of their titles, of which one may be the version in
 * its title?
 */
export function mayMeet(posting: Posting, title: string): boolean {
  return halfMeets(posting.words, wordsOf(titleKey(title)), /\d/.test(title) ? 1 : 0)
}

/**
 * A later version, the same again, the first one after an RFC, or one that names no version at all.
 * Only a later version may be someone else's: who sends the same again, or answers with a patch of
 * his own, starts another work.
 */
function mayFollow(later: Posting, earlier: Posting): boolean {
  if (later.tree !== earlier.tree) return false
  const isRfcOver = earlier.head.rfc && !later.head.rfc
  const isOwn = later.senders.some((key) => earlier.senders.includes(key))
  // Many copies of one patch for one tree come from maintainers of it: only what says so is a
  // version.
  if (later.tree !== null) return isOwn && later.version > earlier.version
  if (later.version > earlier.version || isRfcOver)
    return isOwn || isSameWork(earlier, later) || isNamed(earlier, later)
  if (!isOwn) return false
  if (later.versionGiven && later.version < earlier.version) return false
  return (
    !isUnnumbered(later, earlier) || isSameWork(earlier, later) || saysItContinues(later, earlier)
  )
}

/** Does someone else's posting name it, or is the author of its patches the same? */
function isNamed(earlier: Posting, later: Posting): boolean {
  if (later.authors.some((key) => earlier.authors.includes(key))) return true
  return messagesOf(later).some(({ mentions }) =>
    mentions.some((m) => earlier.ids.has(m.messageId)),
  )
}
