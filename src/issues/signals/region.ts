import type { CommentCase } from '../cases.ts'
import type { Scene } from '../rules/rule.ts'
import type { Edit } from '../../text/diff.ts'
import { groupedBy } from '../../text/grouped-by.ts'
import { once, remembered } from '../../text/memo.ts'
import { sizeOf } from './near.ts'
import { indexOf, type Pair } from './pairs.ts'
import { proposedCode } from './proposed.ts'
import type { Entry, Signals } from './sheet.ts'
import { REACH, wordsThatCame, wordsThatWent, type Spot } from './spots.ts'
import { hasToken, mostOverlap, overlap, tokensOf } from '../../patch/tokens.ts'
import { tellingWordsOf } from './words.ts'

const NAME = /\b(?:[A-Za-z_]\w*_\w+|[a-z_]\w{3,}(?=\(\))|[A-Z][A-Z0-9_]{3,}|[a-z]+[A-Z]\w+)/g

/**
 * What changed at the place of a comment, told from what changed everywhere: the edits that are
 * nearer to it than to any other comment, more than the file has on average, names that came or
 * went just there, words that are rare in the patch, and lines that are like the code the comment
 * writes out.
 */
export function regionSignals(one: CommentCase, scene: Scene, spots: readonly Spot[]): Entry[] {
  return spots.flatMap((spot): Entry[] => {
    const { when } = spot
    return [
      { when, signals: shareSignals(one, scene, spot) },
      { when, signals: nameSignals(one, spot) },
      { when, signals: rareSignals(one, spot) },
      { when, signals: focusSignals(spot) },
      { when, signals: likeSignals(one, spot) },
    ]
  })
}

/** Edits that belong to this comment sooner than to another, and those beyond the average. */
function shareSignals(one: CommentCase, scene: Scene, { pair, start, end, near }: Spot): Signals {
  const about = one.context.about
  const others = spansOf(scene, pair, about?.messageId ?? '').filter(
    (o) => o.line !== about?.line || o.endLine !== about.endLine,
  )
  const own = near.filter((e) =>
    others.every((o) => distance(e, start, end) <= distance(e, o.start, o.end)),
  )
  const close = near.filter((e) => distance(e, start, end) <= 8)
  const all = sizeOf(pair.edits)
  const width = Math.min(pair.old.length, end - start + 17)
  const usual = (all * width) / Math.max(1, pair.old.length)
  return {
    'own-edits': Math.min(40, sizeOf(own)),
    'own-close': Math.min(20, sizeOf(own.filter((e) => distance(e, start, end) <= 8))),
    'beyond-usual': Math.max(-20, Math.min(20, sizeOf(close) - usual)),
    churn: Math.min(3, all / Math.max(1, pair.old.length)),
  }
}

/** Lines that comments are about, and where they stand on the old side of a pair. */
interface Span {
  readonly line: number
  readonly endLine: number
  readonly start: number
  readonly end: number
}

const knownSpans = remembered((_: Scene, __: string) => new Map<Pair, readonly Span[]>())

/** Those of all comments on the patch that a pair begins with. */
function spansOf(scene: Scene, pair: Pair, messageId: string): readonly Span[] {
  const known = knownSpans(scene, messageId)
  let spans = known.get(pair)
  if (!spans) {
    spans = (rivalsOf(scene).get(messageId) ?? []).map(({ line, endLine }) => ({
      line,
      endLine,
      start: indexOf(pair.at, line, 'from'),
      end: indexOf(pair.at, endLine, 'to'),
    }))
    known.set(pair, spans)
  }
  return spans
}

/** Lines of each patch that comments of reviewers are about. */
const rivalsOf = once(({ cases }: Scene) =>
  groupedBy(
    [...cases.values()].flatMap(({ context: { about, role, part } }) =>
      about && role !== 'author' && part !== 'reply' ? [about] : [],
    ),
    ({ messageId }) => messageId,
  ),
)

function distance({ a, aEnd }: Edit, start: number, end: number): number {
  return a > end ? a - end : aEnd <= start ? start - aEnd + 1 : 0
}

/** The same place in the later version. */
function thereOf({ pair, start, end }: Spot): readonly string[] {
  const shift = (at: number): number => {
    let moved = at
    for (const e of pair.edits) if (e.aEnd <= at) moved += e.bEnd - e.b - (e.aEnd - e.a)
    return moved
  }
  return pair.now.slice(Math.max(0, shift(start - REACH)), shift(end + REACH + 1))
}

/** The names of code that a comment speaks of. */
const namesSaid = once((says: readonly string[]): readonly string[] => [
  ...new Set(says.join('\n').match(NAME) ?? []),
])

function nameSignals({ says, context }: CommentCase, spot: Spot): Signals {
  const names = namesSaid(says)
  if (names.length === 0) return NO_NAMES
  const here = spot.pair.old.slice(Math.max(0, spot.start - REACH), spot.end + REACH + 1).join('\n')
  const there = thereOf(spot).join('\n')
  const focus = context.quoted.join('\n')
  let [came, wanting, went, kept] = [0, 0, 0, 0]
  for (const name of names) {
    const [was, is] = [here.includes(name), there.includes(name)]
    if (!was && is) came++
    if (!was && !is) wanting++
    if (was && !is) went++
    if (is && focus.includes(name)) kept++
  }
  return {
    'names-came': Math.min(4, came),
    'names-wanting': Math.min(4, wanting),
    'names-went': Math.min(4, went),
    'names-kept': Math.min(4, kept),
  }
}

const NO_NAMES: Signals = { 'names-came': 0, 'names-wanting': 0, 'names-went': 0, 'names-kept': 0 }

/** In how many lines of the old side each word stands. */
const frequencies = once((pair: Pair): ReadonlyMap<string, number> => {
  const found = new Map<string, number>()
  for (let i = 0; i < pair.old.length; i++)
    for (const word of pair.oldWords(i)) found.set(word, (found.get(word) ?? 0) + 1)
  return found
})

/** Words of the comment in what came and what went within reach, the rarer the heavier. */
function rareSignals({ says, context }: CommentCase, { pair, near }: Spot): Signals {
  const said = tellingWordsOf(says, context.people)
  const came = wordsThatCame(said, pair, near)
  const went = wordsThatWent(said, pair, near)
  let [sumCame, sumWent, alone] = [0, 0, 0]
  // In the order in which they are said: sums of fractions depend on theirs.
  for (const word of said) {
    if (came.has(word) === went.has(word)) continue
    const weight = Math.max(0, rarity(word, pair))
    if (came.has(word)) {
      sumCame += weight
      alone++
    } else sumWent += weight
  }
  return {
    'rare-came': Math.min(8, sumCame),
    'rare-went': Math.min(8, sumWent),
    'rare-share': said.size === 0 ? -1 : alone / said.size,
  }
}

function rarity(word: string, pair: Pair): number {
  const count = frequencies(pair).get(word) ?? 0
  return Math.log((pair.old.length + 10) / (count * 3 + 1)) / 4
}

/**
 * How many lines count as the lines themselves, the last first, and how near what names them is.
 */
const [FOCUS, BESIDE] = [3, 8]

/**
 * Names of the lines themselves in what came beside them and did not go: "can it be NULL?", and
 * below it `if (!ptr)`.
 */
function focusSignals({ pair, start, end, near }: Spot): Signals {
  const lines = pair.old.slice(Math.max(start, end - FOCUS + 1), end + 1)
  const beside = near.filter((e) => distance(e, start, end) <= BESIDE)
  if (beside.length === 0) return { 'focus-came': 0 }
  const names = new Set(lines.flatMap(tokensOf).filter((token) => /^[A-Za-z_]\w{2,}$/.test(token)))
  let more = 0
  for (const name of names) {
    let count = 0
    for (const { a, aEnd, b, bEnd } of beside) {
      for (let i = b; i < bEnd; i++) if (hasToken(pair.now[i] ?? '', name)) count++
      for (let i = a; i < aEnd; i++) if (hasToken(pair.old[i] ?? '', name)) count--
    }
    if (count > 0) more++
  }
  return { 'focus-came': Math.min(4, more) }
}

/** The tokens of each line of the old side. */
const oldTokens = once((pair: Pair): readonly ReadonlySet<string>[] =>
  pair.old.map((l) => new Set(tokensOf(l))),
)

/** The code that a comment writes out, as tokens; what has few of them is like anything. */
const codeSaid = once((says: readonly string[]) =>
  proposedCode(says)
    .map((line) => new Set(tokensOf(line)))
    .filter((set) => set.size > 2),
)

const NO_CODE: Signals = { 'code-gain': 0, 'code-like': -1 }

/** How much more the code that a comment writes out is like lines of the later version. */
function likeSignals({ says }: CommentCase, { pair, near }: Spot): Signals {
  const code = codeSaid(says)
  if (code.length === 0) return NO_CODE
  const there = near.flatMap((e) => pair.now.slice(e.b, e.bEnd)).map((l) => new Set(tokensOf(l)))
  const here = oldTokens(pair)
  const gains = code.map((set) => {
    const [old, now] = [bestOverlap(set, here), bestOverlap(set, there)]
    return { gain: Math.max(0, now - old), like: Math.max(old, now) }
  })
  const mean = (of: (g: { gain: number; like: number }) => number): number =>
    gains.reduce((total, g) => total + of(g), 0) / gains.length
  return { 'code-gain': mean((g) => g.gain), 'code-like': mean((g) => g.like) }
}

/** The best that any of some lines has in common; lines of another length cannot have more. */
function bestOverlap(set: ReadonlySet<string>, lines: readonly ReadonlySet<string>[]): number {
  let top = 0
  for (const line of lines)
    if (mostOverlap(set, line) > top) top = Math.max(top, overlap(set, line))
  return top
}
