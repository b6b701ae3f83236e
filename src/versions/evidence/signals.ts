import type { SeriesRule } from '../../model/series.ts'
import { meaningOf } from './mentions.ts'
import { messagesOf, type Posting } from '../postings.ts'
import { isBare, isPartial, isSentTwice, shared, sharedTitles } from '../resend.ts'
import { sharedLines } from './sketches.ts'
import { namesOther } from '../titles.ts'
import { weightOf } from './words.ts'

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

/** What holds of two postings, and the message that each rule leads to. */
export interface Seen {
  readonly signals: Signals
  readonly named: Partial<Record<SeriesRule, string>>
}

/** So many changed lines in common are most of what a version leaves of the one before. */
const MOSTLY = 0.5
const HALF_YEAR = 182.5
/** With the same title, and a number that goes on, a work may rest for years. */
const MOST_HALF_YEARS = 4

/** All that can be seen of an earlier posting as the version before a later one. */
export function signalsOf(later: Posting, earlier: Posting): Seen {
  const [link, linked] = linkBetween(later, earlier)
  const [reply, answered] = replyBetween(later, earlier)
  const signals: Signals = {}
  if (link) signals[link] = 1
  if (reply) signals[reply] = 1
  Object.assign(
    signals,
    titleSignals(later, earlier),
    patchTitleSignals(later, earlier),
    contentSignals(later, earlier),
    versionSignals(later, earlier),
  )
  signals[isByOne(later, earlier) ? 'same-author' : 'other-author'] = 1
  if (later.project !== earlier.project) signals['other-project'] = 1
  if (isBare(earlier) || isBare(later)) signals.bare = 1
  const { skipped, lines = 0 } = signals
  // What has its lines is no other work, whatever it is called.
  if (signals['link-other']) signals['link-other'] = Math.max(0, 1 - lines / MOSTLY)
  if (skipped && lines === 0 && !signals['title-same'] && !signals['patch-titles'])
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

/** The name of a driver before a title tells less than what is said of it. */
const AREA = 0.35

function titleSignals(a: Posting, b: Posting): Signals {
  if (a.title === b.title) return { 'title-same': 1 }
  const worth = (word: string): number =>
    weightOf(word) * (a.area.has(word) || b.area.has(word) ? AREA : 1)
  const sum = (words: Iterable<string>): number =>
    [...words].reduce((total, word) => total + worth(word), 0)
  const common = sum([...a.words].filter((word) => b.words.has(word)))
  const all = sum(a.words) + sum(b.words)
  const share = all === 0 ? 0 : (2 * common) / all
  // A patch that was, or soon became, one of several is named by its own title: that of the cover
  // says nothing against it.
  const isSoon = daysBetween(a, b) <= HALF_YEAR
  const isOne = isSoon && isByOne(a, b) && (isOneOf(a, b) || isOneOf(b, a))
  const model = { 'title-model': Number(namesOther(a.words, b.words)) }
  // Where a cover is not here the title is that of a first patch: another one says nothing.
  return isOne || lacksCover(a) || lacksCover(b)
    ? { 'title-share': Math.max(0, share - 1 / 3) }
    : { 'title-share': share, 'title-other': 1, ...model }
}

function isByOne(a: Posting, b: Posting): boolean {
  return a.authors.some((key) => b.authors.includes(key))
}

/** One patch alone, and a posting of several has its title. */
function isOneOf(one: Posting, many: Posting): boolean {
  const isAlone = one.cover === null && (one.head.total ?? 1) === 1
  return isAlone && many.patches.length > 1 && many.patchTitles.has(one.title)
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

/** Who posts v18 has posted all between, wherever: how many there are tells little. */
const MOST_SKIPPED_LATE = 2
const MOST_SKIPPED = 5

function versionSignals(later: Posting, earlier: Posting): Signals {
  if (isUnnumbered(later, earlier)) return {}
  const step = later.version - earlier.version
  if (later.head.resend || later.head.reroll !== null) return { next: Number(step === 0) }
  if (isPartial(later) && step === 0) return { next: 1 }
  if (earlier.head.rfc && !later.head.rfc && step <= 1) return { next: 1 }
  if (step === 0) return { next: Number(isSentTwice(earlier, later)) }
  const most = isLongRunning(earlier, later) ? MOST_SKIPPED_LATE : MOST_SKIPPED
  return { next: 1, skipped: Math.min(most, step - 1) }
}

function timeSignals(later: Posting, earlier: Posting, seen: Signals): Signals {
  const isTwice = later.version === earlier.version && later.head.rfc === earlier.head.rfc
  const isSoonOver =
    isUnnumbered(later, earlier) || (isTwice && !later.head.resend && later.head.reroll === null)
  const time = daysBetween(earlier, later) / HALF_YEAR
  if (isUnchanged(earlier, later)) return { time: Math.min(1, time) }
  // What has its lines is no other matter, however late.
  const other = 1 - (seen.lines ?? 0) / MOSTLY
  if (isSoonOver && (!seen['title-same'] || other > 0))
    return { 'time-unnumbered': seen['title-same'] ? time * other : time }
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

/** So many versions are posted of few works: who sends a later one had this one before. */
const LONG_RUN = 5

/** Are both so late versions that their numbers tell something? */
export function isLongRunning(earlier: Posting, later: Posting): boolean {
  return later.versionGiven && earlier.version >= LONG_RUN && later.version > earlier.version
}

export function daysBetween(a: Posting, b: Posting): number {
  return Math.abs(a.time - b.time) / 86400000 || 0
}
