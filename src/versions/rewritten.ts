import {
  likenessOf,
  similarityOf,
  weightsOf,
  type BothWeights,
  type Described,
} from './patch-likeness.ts'
import { shared } from './resend.ts'

/** So much of two titles, rare words first, is the same where code was written anew. */
const TITLES = 0.4
/** And so much of all that is compared: half of what two patches need by their code. */
const LEAST = 0.16
const FILES = 0.5

/**
 * Patches that were written anew: of those that have no counterpart, no part in another one, and
 * none that came out of them, two that each name the other by their titles and change the same
 * files.
 */
export function rewritten(
  left: readonly Described[],
  right: readonly Described[],
  all: readonly Described[],
  weights: BothWeights,
): [Described, Described][] {
  const words = weightsOf(all.map(bagOfTitle))
  const kin = (a: Described, b: Described): number =>
    shared(a.paths, b.paths) < FILES || likenessOf(a, b, weights) < LEAST
      ? 0
      : similarityOf(bagOfTitle(a), bagOfTitle(b), words)
  return left.flatMap((a): [Described, Described][] => {
    const b = bestOf(right, (d) => kin(a, d))
    if (!b || kin(a, b) < TITLES || bestOf(left, (d) => kin(d, b)) !== a) return []
    return [[a, b]]
  })
}

function bagOfTitle({ words }: Described): ReadonlyMap<string, number> {
  return new Map([...words].map((word) => [word, 1]))
}

/** The best one alone: where two are as good nobody can tell. */
function bestOf(list: readonly Described[], value: (d: Described) => number): Described | null {
  const sorted = [...list].sort((a, b) => value(b) - value(a))
  const [first, second] = sorted
  return first && (!second || value(first) > value(second)) ? first : null
}
