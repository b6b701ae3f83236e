import type { SeriesRule } from '../../model/series.ts'
import { meaningOf } from './mentions.ts'
import { messagesOf, type Posting } from '../postings.ts'
import { isBare, isPartial, isSentTwice, shared, sharedTitles } from '../resend.ts'
import { sharedLines } from './sketches.ts'
import { namesOther } from '../titles.ts'

/**
 * What can be said of two postings as versions of one work, and the rule that it is told under;
 * `null`: it only speaks against, or says nothing by itself. Shares are 0 to 1, the rest 0 or 1.
 */
export const SIGNALS = {
  /** `Link to v2:` or `Supersedes:`, and it is v2: the author's word. */
  'link-named': 'link',
  'link-earlier': 'link',
  'link-unclear': 'link',
  /** `Depends on`, `based on`, `see also`: named because it is another work. */
  'link-other': null,
  answers: 'in-reply-to',
  'in-thread': 'in-reply-to',
  'title-same': 'title',
  /** Of the weight of all words of two titles that differ. */
  'title-share': 'title',
  'title-other': null,
  /** Another model or chip: `T7` in the one title, `C3` in the other. */
  'title-model': null,
  'patch-titles': 'patch-titles',
  'no-patch-title': null,
  files: 'files',
  'no-file': null,
  places: 'files',
  shapes: 'files',
  lines: 'code',
  'no-line': null,
  'same-author': null,
  'other-author': null,
  next: null,
  /** Versions between the two that are not here, at most five. */
  skipped: null,
  /** The same with another title, and without a line in common. */
  'skipped-blind': null,
  'other-project': null,
  /** A cover whose patches are not here: where another has them, that is the version. */
  bare: null,
  /** Half years, at most four of them under one title. */
  time: null,
  /** The same where a title without a number may come again for another matter. */
  'time-unnumbered': null,
} as const satisfies Record<string, SeriesRule | null>
export type Signal = keyof typeof SIGNALS
/** What is not named is 0. */
export type Signals = Partial<Record<Signal, number>>

/** Weight of a word by how many postings have it. */
export type WordWeight = (word: string) => number

/** What holds of two postings, and the message that each rule leads to. */
export interface Seen {
  readonly signals: Signals
  readonly named: Partial<Record<SeriesRule, string>>
}

const HALF_YEAR = 182.5
/** With the same title, and a number that goes on, a work may rest for years. */
const MOST_HALF_YEARS = 4

/** All that can be seen of an earlier posting as the version before a later one. */
export function signalsOf(later: Posting, earlier: Posting, weigh: WordWeight): Seen {
  const [link, linked] = linkBetween(later, earlier)
  const [reply, answered] = replyBetween(later, earlier)
  const signals: Signals = {}
  if (link) signals[link] = 1
  if (reply) signals[reply] = 1
  Object.assign(
    signals,
    titleSignals(later, earlier, weigh),
    patchTitleSignals(later, earlier),
    contentSignals(later, earlier),
    versionSignals(later, earlier),
  )
  const isOwn = later.authors.some((key) => earlier.authors.includes(key))
  signals[isOwn ? 'same-author' : 'other-author'] = 1
  if (later.project !== earlier.project) signals['other-project'] = 1
  if (isBare(earlier) || isBare(later)) signals.bare = 1
  const { skipped, lines } = signals
  if (skipped && !lines && !signals['title-same'] && !signals['patch-titles'])
    signals['skipped-blind'] = 1
  Object.assign(signals, timeSignals(later, earlier, signals))
  return { signals, named: { link: linked, 'in-reply-to': answered } }
}

const LINKS = ['link-other', 'link-unclear', 'link-earlier', 'link-named'] as const

function linkBetween(later: Posting, earlier: Posting): readonly [Signal | null, string] {
  let [best, named] = [-1, earlier.head.id]
  for (const { mentions } of messagesOf(later)) {
    for (const mention of mentions) {
      if (!earlier.ids.has(mention.messageId)) continue
      const { relation, version } = meaningOf(mention)
      const isSure =
        /supersedes|obsoletes/i.test(mention.line) ||
        (version !== null && version === earlier.version && version < Math.max(2, later.version))
      const rank = relation === 'other' ? 0 : relation === 'unclear' ? 1 : isSure ? 3 : 2
      if (rank > best) [best, named] = [rank, mention.messageId]
    }
  }
  return [LINKS[best] ?? null, named]
}

function replyBetween(later: Posting, earlier: Posting): readonly [Signal | null, string] {
  const { ids } = earlier
  let inThread: string | null = null
  for (const { references } of messagesOf(later)) {
    const parent = references.at(-1)
    if (parent !== undefined && ids.has(parent)) return ['answers', parent]
    inThread ??= references.find((id) => ids.has(id)) ?? null
  }
  return [inThread === null ? null : 'in-thread', inThread ?? earlier.head.id]
}

function titleSignals(a: Posting, b: Posting, weigh: WordWeight): Signals {
  if (a.title === b.title) return { 'title-same': 1 }
  const sum = (words: Iterable<string>): number =>
    [...words].reduce((total, word) => total + weigh(word), 0)
  const common = sum([...a.words].filter((word) => b.words.has(word)))
  const all = sum(a.words) + sum(b.words)
  const share = all === 0 ? 0 : (2 * common) / all
  const model = { 'title-model': Number(namesOther(a.words, b.words)) }
  // Where a cover is not here the title is that of a first patch: another one says nothing.
  return lacksCover(a) || lacksCover(b)
    ? { 'title-share': Math.max(0, share - 1 / 3) }
    : { 'title-share': share, 'title-other': 1, ...model }
}

function lacksCover(posting: Posting): boolean {
  return posting.cover === null && (posting.head.total ?? 1) > 1
}

/** Of two single patches their titles are the patch titles: that is not counted twice. */
function patchTitleSignals(a: Posting, b: Posting): Signals {
  const isSingle = (p: Posting): boolean => p.cover === null && p.patches.length === 1
  if (isSingle(a) && isSingle(b)) return {}
  const share = sharedTitles(a, b)
  const isKnown = Math.min(a.patchTitles.size, b.patchTitles.size) > 1 && isWhole(a) && isWhole(b)
  return share === 0 && isKnown ? { 'no-patch-title': 1 } : { 'patch-titles': share }
}

/** Of a part of a larger posting the others may be those that it has in common. */
function isWhole({ patches, head }: Posting): boolean {
  return patches.length >= (head.total ?? 1)
}

function contentSignals(a: Posting, b: Posting): Signals {
  if (a.paths.size === 0 || b.paths.size === 0) return {}
  const files = shared(a.paths, b.paths)
  if (files === 0) return { 'no-file': Number(isWhole(a) && isWhole(b)) }
  const lines = sharedLines(a.sketch, b.sketch)
  return {
    files,
    shapes: shared(a.shapes, b.shapes),
    places: shared(a.places, b.places),
    lines: lines ?? 0,
    'no-line': Number(lines === 0),
  }
}

function versionSignals(later: Posting, earlier: Posting): Signals {
  if (isUnnumbered(later, earlier)) return {}
  if (later.head.resend || later.head.reroll !== null || isPartial(later))
    return { next: Number(later.version === earlier.version) }
  const step = later.version - earlier.version
  if (earlier.head.rfc && !later.head.rfc && step <= 1) return { next: 1 }
  if (step === 0) return { next: Number(isSentTwice(earlier, later)) }
  return { next: 1, skipped: Math.min(5, step - 1) }
}

function timeSignals(later: Posting, earlier: Posting, seen: Signals): Signals {
  const isTwice = later.version === earlier.version && later.head.rfc === earlier.head.rfc
  const isSoonOver =
    isUnnumbered(later, earlier) || (isTwice && !later.head.resend && later.head.reroll === null)
  const days = daysBetween(earlier, later)
  if (isSoonOver && !isUnchanged(earlier, later)) return { 'time-unnumbered': days / HALF_YEAR }
  const time = days / HALF_YEAR
  return { time: seen['title-same'] ? Math.min(MOST_HALF_YEARS, time) : time }
}

/** The same patches with the same changed lines, under the same title. */
function isUnchanged(a: Posting, b: Posting): boolean {
  return a.title === b.title && a.codes.size > 0 && sameSet(a.codes, b.codes)
}

function sameSet<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  return a.size === b.size && shared(a, b) === 1
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
  return Math.abs(a.time - b.time) / 86400000 || 0
}
