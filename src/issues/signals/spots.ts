import type { Edit } from '../../text/diff.ts'
import type { CommentCase } from '../cases.ts'
import type { Scene } from '../rules/rule.ts'
import type { Successor } from '../../versions/successors.ts'
import { indexOf, othersOf, pairOf, type Pair } from './pairs.ts'
import type { When } from './sheet.ts'

/** How far, in lines, a change may be from the lines and still be of the same place. */
export const REACH = 25

/** The lines of a comment in two versions of their file. */
export interface Spot {
  /** The later of the two: the next that was sent, the last one, or it is both. */
  readonly when: readonly When[]
  readonly pair: Pair
  /** Indexes of the first and of the last line on the old side. */
  readonly start: number
  readonly end: number
  /** The edits within reach. */
  readonly near: readonly Edit[]
}

/** The lines of a comment, in the version that it is on and in the next and the last one. */
export function spotsOf(
  { context: { about } }: CommentCase,
  { material }: Scene,
  later: readonly Successor[],
): readonly Spot[] {
  const from = about && material.mails.get(about.messageId)
  const sent = later.filter(({ mail, isResent }) => mail !== null && isResent)
  const [first, last] = [sent[0], sent.at(-1)]
  if (!about || !from || !first || !last) return []
  const spot = (to: Successor, when: readonly When[]): Spot[] => {
    const pair = to.mail && pairOf(from, to.mail, about.endLine, () => othersOf(material, to))
    if (!pair) return []
    const start = indexOf(pair.at, about.line, 'from')
    const end = indexOf(pair.at, about.endLine, 'to')
    return [{ when, pair, start, end, near: within(pair.edits, start, end, REACH) }]
  }
  return first === last
    ? spot(first, ['next', 'last'])
    : [...spot(first, ['next']), ...spot(last, ['last'])]
}

/** The edits that are at most so many lines away from some lines of the old side. */
export function within(edits: readonly Edit[], start: number, end: number, lines: number): Edit[] {
  return edits.filter((e) => e.aEnd >= start - lines && e.a <= end + 1 + lines)
}

/** Those of some words that edits bring. */
export function wordsThatCame(
  said: ReadonlySet<string>,
  { nowWords }: Pair,
  edits: readonly Edit[],
): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { b, bEnd } of edits)
    for (let i = b; i < bEnd; i++)
      for (const word of nowWords(i)) if (said.has(word)) found.add(word)
  return found
}

/** Those of some words that edits take away. */
export function wordsThatWent(
  said: ReadonlySet<string>,
  { oldWords }: Pair,
  edits: readonly Edit[],
): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { a, aEnd } of edits)
    for (let i = a; i < aEnd; i++)
      for (const word of oldWords(i)) if (said.has(word)) found.add(word)
  return found
}
