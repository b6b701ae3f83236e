import type { SeriesEvidence, SeriesRule } from '../model/series.ts'
import { meaningOf } from './mentions.ts'
import { messagesOf, type Posting } from './postings.ts'
import { isBare, isPartial, shared, sharedTitles } from './resend.ts'

/**
 * How much each kind of evidence says for two postings to be versions of one work, in points. Set
 * by hand so that what is needed for certainty comes to JOINED: an author's own words alone; else
 * the same title, author and next number; else, under another title, most of what is left. Checked
 * with
 * `bench/versions-lists.ts` on lists whose change-ids are hidden.
 */
const POINTS = {
  /**
   * `Link to v2:` or `Supersedes:`, and it is v2: the author's word is enough, whatever else
   * changed.
   */
  linkNamed: 9,
  linkEarlier: 5,
  linkUnclear: 2,
  /** `Depends on`, `based on`, `see also`: named because it is another work. */
  linkOther: -4,
  replyTo: 2.5,
  inThread: 1.5,
  /** From no word in common to all of them. */
  titleNone: -2,
  titleAll: 4,
  patchTitles: 3,
  noPatchTitle: -1,
  shapes: 2,
  places: 1,
  files: 1.5,
  noFile: -2.5,
  sameAuthor: 1.5,
  otherAuthor: -3,
  nextVersion: 1.5,
  perSkipped: -0.5,
  otherProject: -1,
  /** A cover whose patches are not here: where another has them, that is the version. */
  bare: -1,
  perDay: -1 / 180,
  /**
   * Without a version number a title may come again for another matter: soon only it is the same.
   */
  perDayUnnumbered: -1 / 45,
} as const

/** From here on two postings are of one work. */
export const JOINED = 6

/** What speaks for one posting to be the version before another. */
export interface Likeness {
  readonly score: number
  /** That which speaks for it, strongest first. */
  readonly evidence: readonly SeriesEvidence[]
}

/** Weight of a word by how many postings have it. */
export type WordWeight = (word: string) => number

/**
 * Scores an earlier posting as the predecessor of a later one; evidence against it only lowers the
 * score.
 */
export function likenessOf(later: Posting, earlier: Posting, weigh: WordWeight): Likeness {
  const parts: (readonly [SeriesRule | null, number, string])[] = [
    linkBetween(later, earlier),
    replyBetween(later, earlier),
    ['title', titlePoints(later, earlier, weigh), earlier.head.id],
    ['patch-titles', patchTitlePoints(later, earlier), earlier.head.id],
    ['files', contentPoints(later, earlier), earlier.head.id],
    [null, authorPoints(later, earlier), ''],
    [null, versionPoints(later, earlier), ''],
    [null, timePoints(later, earlier), ''],
    [null, later.project === earlier.project ? 0 : POINTS.otherProject, ''],
    [null, isBare(earlier) || isBare(later) ? POINTS.bare : 0, ''],
  ]
  return {
    score: rounded(parts.reduce((sum, [, points]) => sum + points, 0)),
    evidence: parts.flatMap(([rule, points, messageId]) =>
      rule !== null && points > 0 ? [{ rule, messageId, weight: rounded(points) }] : [],
    ),
  }
}

function rounded(points: number): number {
  return Math.round(points * 10) / 10
}

function linkBetween(later: Posting, earlier: Posting): readonly [SeriesRule, number, string] {
  let [best, named] = [0, earlier.head.id]
  const ids = new Set(messagesOf(earlier).map(({ id }) => id))
  for (const message of messagesOf(later)) {
    for (const mention of message.mentions) {
      if (!ids.has(mention.messageId)) continue
      const { relation, version } = meaningOf(mention)
      const isSure =
        /supersedes|obsoletes/i.test(mention.line) ||
        (version !== null && version === earlier.version && version < Math.max(2, later.version))
      const points =
        relation === 'other'
          ? POINTS.linkOther
          : relation === 'unclear'
            ? POINTS.linkUnclear
            : isSure
              ? POINTS.linkNamed
              : POINTS.linkEarlier
      if (best === 0 || points > best) [best, named] = [points, mention.messageId]
    }
  }
  return ['link', best, named]
}

function replyBetween(later: Posting, earlier: Posting): readonly [SeriesRule, number, string] {
  const ids = new Set(messagesOf(earlier).map(({ id }) => id))
  let [best, named] = [0, earlier.head.id]
  for (const { references } of messagesOf(later)) {
    for (const [i, id] of references.entries()) {
      const points = i === references.length - 1 ? POINTS.replyTo : POINTS.inThread
      if (ids.has(id) && points > best) [best, named] = [points, id]
    }
  }
  return ['in-reply-to', best, named]
}

function titlePoints(a: Posting, b: Posting, weigh: WordWeight): number {
  if (a.title === b.title) return POINTS.titleAll
  const sum = (words: Iterable<string>): number =>
    [...words].reduce((total, word) => total + weigh(word), 0)
  const common = sum([...a.words].filter((word) => b.words.has(word)))
  const all = sum(a.words) + sum(b.words)
  const share = all === 0 ? 0 : (2 * common) / all
  const points = POINTS.titleNone + share * (POINTS.titleAll - POINTS.titleNone)
  // Where a cover is not here the title is that of a first patch: another one says nothing.
  return lacksCover(a) || lacksCover(b) ? Math.max(0, points) : points
}

function lacksCover(posting: Posting): boolean {
  return posting.cover === null && (posting.head.total ?? 1) > 1
}

/** Of two single patches their titles are the patch titles: that is not counted twice. */
function patchTitlePoints(a: Posting, b: Posting): number {
  const isSingle = (p: Posting): boolean => p.cover === null && p.patches.length === 1
  if (isSingle(a) && isSingle(b)) return 0
  const share = sharedTitles(a, b)
  if (share === 0 && Math.min(a.patchTitles.size, b.patchTitles.size) > 1)
    return POINTS.noPatchTitle
  return POINTS.patchTitles * share
}

function contentPoints(a: Posting, b: Posting): number {
  if (a.paths.size === 0 || b.paths.size === 0) return 0
  const files = shared(a.paths, b.paths)
  if (files === 0) return POINTS.noFile
  return (
    POINTS.files * files +
    POINTS.shapes * shared(a.shapes, b.shapes) +
    POINTS.places * shared(a.places, b.places)
  )
}

function authorPoints(a: Posting, b: Posting): number {
  return a.authors.some((key) => b.authors.includes(key)) ? POINTS.sameAuthor : POINTS.otherAuthor
}

function versionPoints(later: Posting, earlier: Posting): number {
  if (isUnnumbered(later, earlier)) return 0
  if (later.head.resend || later.head.reroll !== null || isPartial(later))
    return later.version === earlier.version ? POINTS.nextVersion : 0
  const step = later.version - earlier.version
  if (earlier.head.rfc && !later.head.rfc && step <= 1) return POINTS.nextVersion
  if (step === 0) return 0
  return Math.max(-1, POINTS.nextVersion + POINTS.perSkipped * (step - 1))
}

function timePoints(later: Posting, earlier: Posting): number {
  const isTwice = later.version === earlier.version && later.head.rfc === earlier.head.rfc
  const isSoonOver =
    isUnnumbered(later, earlier) || (isTwice && !later.head.resend && later.head.reroll === null)
  const perDay = isSoonOver ? POINTS.perDayUnnumbered : POINTS.perDay
  return daysBetween(earlier, later) * perDay
}

/** Does the later one say nothing of its version, although another was posted before? */
export function isUnnumbered(later: Posting, earlier: Posting): boolean {
  return (
    !later.versionGiven &&
    !later.head.resend &&
    later.head.reroll === null &&
    !(earlier.head.rfc && !later.head.rfc)
  )
}

export function daysBetween(a: Posting, b: Posting): number {
  return Math.abs(Date.parse(a.head.date ?? '') - Date.parse(b.head.date ?? '')) / 86400000 || 0
}
