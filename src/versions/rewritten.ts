import {
  likenessOf,
  similarityOf,
  weightsOf,
  type BothWeights,
  type Described,
} from './patch-likeness.ts'
import { shared } from './resend.ts'
import { deedOf } from './titles.ts'

/** So much of two titles, rare words first, is the same where code was written anew. */
const TITLES = 0.4
/** And so much of all that is compared: half of what two patches need by their code. */
const LEAST = 0.16
const FILES = 0.5
/** So many words of two titles are the same below another area, where the files are others. */
const DEED = 4
/** And so many lines of their messages, unless other patches show that it is the same work. */
const LINES = 3

/**
 * Patches that were written anew: of those that have no counterpart, no part in another one, and
 * none that came out of them, two that each name the other by their titles and change the same
 * files, or that do the same at another place.
 */
export function rewritten(
  left: readonly Described[],
  right: readonly Described[],
  all: readonly Described[],
  weights: BothWeights,
): [Described, Described][] {
  const words = weightsOf(all.map(bagOfTitle))
  const isPaired = left.length + right.length < all.length
  const kin = (a: Described, b: Described): number =>
    isElsewhere(a, b, all, isPaired) || namesOne(a, b, all) ? 1 : inPlace(a, b)
  const inPlace = (a: Described, b: Described): number =>
    shared(a.paths, b.paths) < FILES || likenessOf(a, b, weights) < LEAST
      ? 0
      : similarityOf(bagOfTitle(a), bagOfTitle(b), words)
  return left.flatMap((a): [Described, Described][] => {
    const b = bestOf(right, (d) => kin(a, d))
    if (!b || kin(a, b) < TITLES || bestOf(left, (d) => kin(d, b)) !== a) return []
    return [[a, b]]
  })
}

/**
 * "dax/kmem: refrain from X" is "mm/memory_hotplug: refrain from X" in the next version: what it
 * does is done in another file. Where more patches of a version do that, in files of their own, one
 * of these is not another.
 * @param all patches of both versions
 * @param isPaired some of them have counterparts
 */
function isElsewhere(
  a: Described,
  b: Described,
  all: readonly Described[],
  isPaired: boolean,
): boolean {
  const deed = deedOf(a.patch.title)
  if (deed !== deedOf(b.patch.title) || deed.split(' ').length < DEED) return false
  if (all.filter(({ patch }) => deedOf(patch.title) === deed).length > 2) return false
  const lines = [...a.message].filter((line) => b.message.has(line)).length
  return (isPaired || lines >= LINES) && shared(suffixes(a), suffixes(b)) > 0
}

/** A name in the code that is no common word: `pump_stop()`, `pump->max_rate`, `PUMP_ON`. */
const NAME = /[a-z\d]+_\w+/gi

/**
 * Do both titles name something in the code that no other one names? What was wrong with it is
 * mended in another way, at another place.
 */
function namesOne(a: Described, b: Described, all: readonly Described[]): boolean {
  const inBoth = namedIn(a).filter((name) => namedIn(b).includes(name))
  return inBoth.some((name) => all.filter((d) => namedIn(d).includes(name)).length === 2)
}

function namedIn({ patch }: Described): readonly string[] {
  return patch.title.match(NAME) ?? []
}

/** `.c`, `.yaml`: a binding is no driver. */
function suffixes({ paths }: Described): Set<string> {
  return new Set([...paths].map((path) => path.slice(path.lastIndexOf('.'))))
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
