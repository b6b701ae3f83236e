import type { CommentContext } from '../../model/issue.ts'
import { once } from '../../text/memo.ts'
import { substitutionsIn } from '../signals/proposed.ts'
import { onlyCollectsTags } from './collected-tags.ts'
import { idsOf, isOfAll, isTrailer, namingIn, sharesShortWord } from '../changelogs/naming.ts'
import type { ProseLine } from '../changelogs/prose.ts'
import { rareWords, rareWordsIn } from './rare-words.ts'
import { sharedOut } from '../changelogs/shared-out.ts'
import { WordIndex } from './word-index.ts'

/** A line that gives credit, or speaks of the matter. */
export interface Credit {
  readonly rule:
    | 'changelog-names-reviewer'
    | 'changelog-names-reviewer-of-many'
    | 'changelog-speaks-of-it'
    | 'changelog-may-speak-of-it'
    | 'credited-in-trailer'
  readonly messageId: string
  readonly line: number
  readonly text: string
}

/**
 * Lines that name the reviewer, and lines that share rare words with the comment or with the lines
 * it is about.
 * @param others what the reviewer said besides: an entry in the words of one of those is no credit
 * for this
 * @param fitOf how much sooner than another a line speaks of what was commented, in words shared
 * @param answersOf what was answered to a comment
 * @param isCommented was a mail, by its id, commented with
 */
export function creditsIn(
  context: CommentContext,
  all: readonly ProseLine[],
  others: () => readonly CommentContext[],
  fitOf: (line: ProseLine) => number,
  answersOf: (context: CommentContext) => readonly CommentContext[],
  isCommented: (messageId: string) => boolean,
): Credit[] {
  const lines = tellingOf(all)
  if (lines.length === 0) return []
  const found: Credit[] = []
  const { mentioning, naming } = namingIn(lines, context)
  const isOfOther = ({ entry }: ProseLine): boolean => {
    const ids = [...idsOf(entry)].filter(isCommented)
    return ids.length > 0 && !ids.includes(context.messageId)
  }
  const linked = lines.filter(
    ({ entry, text }) => idsOf(entry).has(context.messageId) && !isTrailer(text),
  )
  const crediting = linked.length > 0 ? linked : naming.filter((line) => !isOfOther(line))
  const credit = creditOf(context, crediting, others, fitOf, answersOf)
  if (credit) {
    const isOne = isOfOne(context, credit, crediting, others(), answersOf(context))
    found.push(
      evidence(isOne ? 'changelog-names-reviewer' : 'changelog-names-reviewer-of-many', credit),
    )
  }
  const suggested = mentioning.find(({ text }) => /^\s*(?:Suggested|Reported)-by:/i.test(text))
  if (suggested) found.push(evidence('credited-in-trailer', suggested))
  const best = mostShared(context, lines, fitOf)
  if (best && best.score >= 2)
    found.push(
      evidence(best.score >= 4 ? 'changelog-speaks-of-it' : 'changelog-may-speak-of-it', best.line),
    )
  return found
}

/**
 * Of the lines that name the reviewer the one that credits this comment: what he said besides may
 * have more of the first, and its author may have told in his answer what he would do.
 */
function creditOf(
  context: CommentContext,
  naming: readonly ProseLine[],
  others: () => readonly CommentContext[],
  fitOf: (line: ProseLine) => number,
  answersOf: (context: CommentContext) => readonly CommentContext[],
): ProseLine | undefined {
  const fitting = mostOf(context, naming, fitOf).filter(
    (line) => !isOfAnother(line, context, others()),
  )
  // That something was done tells less than what was done.
  const telling = fitting.filter((line) => !isOfAll(line))
  const isTold = telling.some(({ entry }) => wordsShared(context, entryWords(entry)) > 0)
  const free = isTold ? telling : fitting
  if (free.length < 2) return free[0]
  const much = (one: CommentContext, { entry }: ProseLine): number => {
    const words = entryWords(entry)
    const told = Math.max(0, ...answersOf(one).map((answer) => wordsShared(answer, words)))
    return wordsShared(one, words) + told / 2
  }
  const shares = sharedOut(naming, [context, ...others()], much)
  const most = Math.max(...free.map((line) => much(context, line)))
  const best = most === 0 ? free : free.filter((line) => much(context, line) === most)
  const own = best.find(({ text }) => text === shares.get(context)?.text)
  const taken = new Set([...shares.values()].map(({ text }) => text))
  return own ?? (most > 0 ? best[0] : best.find(({ text }) => !taken.has(text))) ?? free[0]
}

/**
 * Is a line that names the reviewer, or his mail, about this comment, and not about any of several?
 * One that has nothing of what was said, nor of what was answered, tells of no single request among
 * those in the mail that it names, or on the same patch.
 */
function isOfOne(
  context: CommentContext,
  line: ProseLine,
  naming: readonly ProseLine[],
  others: readonly CommentContext[],
  answers: readonly CommentContext[],
): boolean {
  const { entry } = line
  const words = entryWords(entry)
  const isShared = [context, ...answers].some((one) => wordsShared(one, words) > 0)
  if (isShared || sharesShortWord(context, entry)) return true
  if (idsOf(entry).has(context.messageId)) return context.count === 1
  const { revisionIndex, patch } = context.patchRef ?? {}
  const rivals = others.filter(
    ({ patchRef }) => patchRef?.revisionIndex === revisionIndex && patchRef?.patch === patch,
  )
  // Where each has an entry of its own, it is the one that is left.
  const single = new Set(naming.filter((one) => !isOfAll(one)).map(({ text }) => text))
  return rivals.length === 0 || (!isOfAll(line) && single.size > rivals.length)
}

/** Lines without those of entries that tell of tags alone. */
const tellingOf = once((lines: readonly ProseLine[]): readonly ProseLine[] => {
  const left = lines.filter(({ entry }) => !onlyCollectsTags(entry))
  return left.length === lines.length ? lines : left
})

/** Lines that have more of a comment first; of those that have as much the first. */
function mostOf(
  context: CommentContext,
  lines: readonly ProseLine[],
  fitOf: (line: ProseLine) => number,
): readonly ProseLine[] {
  if (lines.length < 2) return lines
  return lines
    .map((line) => ({ line, share: wordsShared(context, entryWords(line.entry)) + fitOf(line) }))
    .sort((a, b) => b.share - a.share)
    .map(({ line }) => line)
}

/**
 * The entry has more of what the reviewer said elsewhere, by a word at least; one that has nothing
 * of this is sooner about what he said of a later version.
 */
function isOfAnother(
  { entry }: ProseLine,
  context: CommentContext,
  others: readonly CommentContext[],
): boolean {
  const words = entryWords(entry)
  const own = wordsShared(context, words)
  const asked = context.patchRef?.revisionIndex ?? -1
  const isLater = ({ patchRef }: CommentContext): boolean => (patchRef?.revisionIndex ?? -1) > asked
  return others.some(
    (other) => (own === 0 && isLater(other)) || wordsShared(other, words) >= own + 1,
  )
}

/** How much of some lines a comment has, in words that are not in every changelog. */
export function sharedWith(context: CommentContext, lines: readonly string[]): number {
  return wordsShared(context, rareWords(lines))
}

const entryWords = once((entry: readonly string[]) => rareWords(entry))

function evidence(rule: Credit['rule'], { messageId, line, text }: ProseLine): Credit {
  return { rule, messageId, line, text }
}

/**
 * What the reviewer says, without the name he signs with: an entry that names him shares no word by
 * that.
 */
const saidIn = once(({ lines, from }: CommentContext): ReadonlySet<string> => {
  const own = rareWords([from.name ?? ''])
  return new Set([...rareWords(lines)].filter((word) => !own.has(word)))
})
const quotedIn = once(({ quoted }: CommentContext): ReadonlySet<string> => rareWords(quoted))

/** How much of some words a comment has; what it only quotes counts half. */
function wordsShared(context: CommentContext, words: ReadonlySet<string>): number {
  const [said, quoted] = [saidIn(context), quotedIn(context)]
  let score = 0
  for (const word of words)
    score += said.has(word) ? weightOf(word) : quoted.has(word) ? weightOf(word) / 2 : 0
  return score
}

const indexOf = once(
  (lines: readonly ProseLine[]) => new WordIndex(lines.map(({ text }) => rareWordsIn(text))),
)

/** The first of the lines that have most of a comment, of those that are no trailers and links. */
function mostShared(
  context: CommentContext,
  lines: readonly ProseLine[],
  fitOf: (line: ProseLine) => number,
): { readonly line: ProseLine; readonly score: number } | null {
  let best: { line: ProseLine; score: number; top: number; place: number } | null = null
  const scores = new Map(indexOf(lines).scores(saidIn(context), quotedIn(context), weightOf))
  for (const place of swappedAsAsked(context, lines))
    scores.set(place, (scores.get(place) ?? 0) + SWAPPED)
  for (const [place, score] of scores) {
    const line = lines[place]
    if (!line || score < 1 || isTrailer(line.text)) continue
    const top = score + fitOf(line)
    if (best && (top < best.top || (top === best.top && place > best.place))) continue
    best = { line, score, top, place }
  }
  return best
}

/** An entry that writes out the very substitution speaks of it, whatever words they share. */
const SWAPPED = 4

/** Places of the lines with a `s/old/new/` of the comment, or one whose both sides it names. */
function swappedAsAsked({ lines, quoted }: CommentContext, all: readonly ProseLine[]): number[] {
  const swapped = swapsOf(all)
  if (swapped.length === 0) return []
  const asked = substitutionsIn(lines)
  const names = (where: readonly string[], text: string): boolean =>
    text.length >= 5 && where.some((line) => line.includes(text))
  return swapped.flatMap(({ place, from, to }) => {
    const isAsked = asked.some((one) => one.from === from && one.to === to)
    const isNamed = names(lines, to) && (names(lines, from) || names(quoted, from))
    return isAsked || isNamed ? [place] : []
  })
}

const swapsOf = once((lines: readonly ProseLine[]) =>
  lines.flatMap(({ text }, place) => substitutionsIn([text]).map((one) => ({ place, ...one }))),
)

/** Names of code tell more than words. */
function weightOf(word: string): number {
  return /[_()]|\d|[a-z][A-Z]/.test(word) ? 2 : 1
}
