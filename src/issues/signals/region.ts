import type { Mail } from '../../model/mail.ts'
import type { CommentCase } from '../cases.ts'
import type { Scene } from '../rules/rule.ts'
import type { Successor } from '../../versions/successors.ts'
import type { Edit } from '../../text/diff.ts'
import { groupedBy } from '../../text/grouped-by.ts'
import { remembered } from '../../text/memo.ts'
import { indexOf, othersOf, pairOf, sizeOf, type Pair } from './near.ts'
import { proposedCode } from './proposed.ts'
import { overlap, tokensOf } from './tokens.ts'
import { tellingWords, tellingWordsOf } from './words.ts'
import type { Signals } from './lines.ts'

/** How far, in lines, a change may be from the lines and still be of the same place. */
const REACH = 25
const NAME = /\b(?:[A-Za-z_]\w*_\w+|[a-z_]\w{3,}(?=\(\))|[A-Z][A-Z0-9_]{3,}|[a-z]+[A-Z]\w+)/g

/** The lines of a comment in two versions of their file. */
interface Spot {
  readonly pair: Pair
  readonly start: number
  readonly end: number
  /** The edits within reach. */
  readonly near: readonly Edit[]
}

/**
 * What changed at the place of a comment, told from what changed everywhere: the edits that are
 * nearer to it than to any other comment, more than the file has on average, names that came or
 * went just there, words that are rare in the patch, and lines that are like the code the comment
 * writes out.
 */
export function regionSignals(
  one: CommentCase,
  scene: Scene,
  later: readonly Successor[],
): Signals {
  const { about } = one.context
  const from = about && scene.material.mails.get(about.messageId)
  const sent = later.filter(({ mail, isResent }) => mail !== null && isResent)
  const [first, last] = [sent[0], sent.at(-1)]
  if (!about || !from || !first || !last) return {}
  const signals: Signals = {}
  for (const [when, to] of [
    ['next', first],
    ['last', last],
  ] as const) {
    const spot = spotOf(one, from, to, scene)
    if (!spot) continue
    const found: Signals = {
      ...shareSignals(one, scene, spot),
      ...nameSignals(one, spot),
      ...rareSignals(one, spot),
      ...focusSignals(spot),
      ...likeSignals(one, spot),
    }
    for (const [name, value] of Object.entries(found)) signals[`${name}-${when}`] = value
  }
  return signals
}

function spotOf(
  { context: { about } }: CommentCase,
  from: Mail,
  to: Successor,
  { material }: Scene,
): Spot | null {
  const pair = about && to.mail && pairOf(from, to.mail, about.endLine, othersOf(material, to))
  if (!pair) return null
  const start = indexOf(pair.at, about.line, 'from')
  const end = indexOf(pair.at, about.endLine, 'to')
  const near = pair.edits.filter((e) => e.aEnd >= start - REACH && e.a <= end + 1 + REACH)
  return { pair, start, end, near }
}

/** Edits that belong to this comment sooner than to another, and those beyond the average. */
function shareSignals(one: CommentCase, scene: Scene, { pair, start, end, near }: Spot): Signals {
  const others = (rivalsOf(scene, '').get(one.context.about?.messageId ?? '') ?? []).flatMap(
    (about) =>
      about.line === one.context.about?.line && about.endLine === one.context.about.endLine
        ? []
        : [
            {
              start: indexOf(pair.at, about.line, 'from'),
              end: indexOf(pair.at, about.endLine, 'to'),
            },
          ],
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

/** Lines of each patch that comments of reviewers are about. */
const rivalsOf = remembered(({ cases }: Scene, _: string) =>
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

function nameSignals({ says, context }: CommentCase, spot: Spot): Signals {
  const names = new Set(says.join('\n').match(NAME) ?? [])
  const here = spot.pair.old.slice(Math.max(0, spot.start - REACH), spot.end + REACH + 1).join('\n')
  const there = thereOf(spot).join('\n')
  const focus = context.quoted.join('\n')
  const all = [...names]
  const came = all.filter((n) => !here.includes(n) && there.includes(n))
  const wanting = all.filter((n) => !here.includes(n) && !there.includes(n))
  const went = all.filter((n) => here.includes(n) && !there.includes(n))
  const kept = all.filter((n) => focus.includes(n) && there.includes(n))
  return {
    'names-came': Math.min(4, came.length),
    'names-wanting': Math.min(4, wanting.length),
    'names-went': Math.min(4, went.length),
    'names-kept': Math.min(4, kept.length),
  }
}

/** In how many lines of the old side each word stands. */
const frequencies = remembered((pair: Pair): ReadonlyMap<string, number> => {
  const found = new Map<string, number>()
  for (const line of pair.old)
    for (const word of tellingWords(line)) found.set(word, (found.get(word) ?? 0) + 1)
  return found
})

/** Words of the comment in what came and what went within reach, the rarer the heavier. */
function rareSignals({ says, context }: CommentCase, { pair, near }: Spot): Signals {
  const count = frequencies(pair, '')
  const said = [...tellingWordsOf(says, context.people)]
  const weight = (w: string): number =>
    Math.log((pair.old.length + 10) / ((count.get(w) ?? 0) * 3 + 1)) / 4
  const came = tellingWords(near.flatMap((e) => pair.now.slice(e.b, e.bEnd)).join('\n'))
  const went = tellingWords(near.flatMap((e) => pair.old.slice(e.a, e.aEnd)).join('\n'))
  const sum = (words: readonly string[]): number =>
    Math.min(
      8,
      words.reduce((total, w) => total + Math.max(0, weight(w)), 0),
    )
  return {
    'rare-came': sum(said.filter((w) => came.has(w) && !went.has(w))),
    'rare-went': sum(said.filter((w) => went.has(w) && !came.has(w))),
    'rare-share': share(
      said.filter((w) => came.has(w) && !went.has(w)),
      said,
    ),
  }
}

/** How many lines count as the lines themselves, the last first, and how near what names them is. */
const [FOCUS, BESIDE] = [3, 8]

/**
 * Names of the lines themselves in what came beside them and did not go: "can it be NULL?", and
 * below it `if (!ptr)`.
 */
function focusSignals({ pair, start, end, near }: Spot): Signals {
  const lines = pair.old.slice(Math.max(start, end - FOCUS + 1), end + 1)
  const beside = near.filter((e) => distance(e, start, end) <= BESIDE)
  const count = (texts: readonly string[]): Map<string, number> => {
    const found = new Map<string, number>()
    for (const text of texts)
      for (const token of new Set(tokensOf(text))) found.set(token, (found.get(token) ?? 0) + 1)
    return found
  }
  const came = count(beside.flatMap((e) => pair.now.slice(e.b, e.bEnd)))
  const went = count(beside.flatMap((e) => pair.old.slice(e.a, e.aEnd)))
  const names = new Set(lines.flatMap(tokensOf).filter((token) => /^[A-Za-z_]\w{2,}$/.test(token)))
  const more = [...names].filter((n) => (came.get(n) ?? 0) > (went.get(n) ?? 0))
  return { 'focus-came': Math.min(4, more.length) }
}

function share(part: readonly string[], whole: readonly string[]): number {
  return whole.length === 0 ? -1 : part.length / whole.length
}

/** The tokens of each line of the old side. */
const oldTokens = remembered((pair: Pair, _: string): readonly ReadonlySet<string>[] =>
  pair.old.map((l) => new Set(tokensOf(l))),
)

/** How much more the code that a comment writes out is like lines of the later version. */
function likeSignals({ says }: CommentCase, { pair, near }: Spot): Signals {
  const code = proposedCode(says)
    .map((line) => new Set(tokensOf(line)))
    .filter((set) => set.size > 2)
  if (code.length === 0) return { 'code-gain': 0, 'code-like': -1 }
  const there = near.flatMap((e) => pair.now.slice(e.b, e.bEnd)).map((l) => new Set(tokensOf(l)))
  const here = oldTokens(pair, '')
  const best = (set: ReadonlySet<string>, lines: readonly ReadonlySet<string>[]): number =>
    lines.reduce((top, line) => Math.max(top, overlap(set, line)), 0)
  const gains = code.map((set) => {
    const old = best(set, here)
    return { gain: Math.max(0, best(set, there) - old), like: Math.max(old, best(set, there)) }
  })
  const mean = (of: (g: { gain: number; like: number }) => number): number =>
    gains.reduce((total, g) => total + of(g), 0) / gains.length
  return { 'code-gain': mean((g) => g.gain), 'code-like': mean((g) => g.like) }
}
