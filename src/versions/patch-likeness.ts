import type { Mail } from '../model/mail.ts'
import type { VersionPatch } from '../model/versions.ts'
import { squash } from '../text/lines.ts'
import { remembered } from '../text/memo.ts'
import {
  changedLines,
  namesIn,
  messageLines,
  type Bag,
  pathsOf,
  patchIdentity,
} from './patch-lines.ts'
import { shared } from './resend.ts'
import type { Weighed } from './split-merge.ts'
import { titleKey } from './titles.ts'

/** Common names tell less than common lines. */
const NAMES_FOR_LINES = 0.85

/** A patch with what it is compared by. */
export interface Described extends Weighed {
  readonly patch: VersionPatch
  readonly title: string
  readonly words: ReadonlySet<string>
  readonly paths: ReadonlySet<string>
  readonly message: ReadonlySet<string>
  /** Names in the changed lines: what is left in common where the code was rewritten. */
  readonly names: Bag
  readonly identity: string
}

/**
 * What a patch says and changes: each version is compared with the one before and with the one
 * after.
 */
const contents = remembered(
  (mail: Mail, _: string): Pick<Described, 'paths' | 'bag' | 'message' | 'identity'> => {
    const bag = changedLines(mail)
    const message = new Set(
      messageLines(mail)
        .map(squash)
        .filter((line) => line.length > 12),
    )
    return {
      paths: pathsOf(mail),
      bag,
      message,
      identity: mail.files.length === 0 ? '' : patchIdentity(mail),
    }
  },
)

/** Found where they are asked for: patches whose titles or diffs are the same need none. */
const namesOf = remembered((mail: Mail, _: string): Bag => namesIn(contents(mail, '').bag))

/** A patch with all that it is compared by. */
export function described(patch: VersionPatch): Described {
  const title = titleKey(patch.title)
  const { paths, bag, message, identity } = contents(patch.mail, '')
  return {
    patch,
    title,
    words: new Set(title.split(' ')),
    number: patch.number,
    paths,
    bag,
    message,
    identity,
    get names() {
      return namesOf(patch.mail, '')
    },
  }
}

export type Weights = ReadonlyMap<string, number>

export interface BothWeights {
  readonly lines: Weights
  readonly names: Weights
}

/** The weights of the lines and, where they are asked for, of the names of some patches. */
export function bothWeightsOf(patches: readonly Described[]): BothWeights {
  let names: Weights | null = null
  return {
    lines: weightsOf(patches.map((d) => d.bag)),
    get names() {
      return (names ??= weightsOf(patches.map((d) => d.names)))
    },
  }
}

/** A line or name counts for less the more patches have it. */
export function weightsOf(bags: readonly Bag[]): Weights {
  const count = new Map<string, number>()
  for (const bag of bags) for (const key of bag.keys()) count.set(key, (count.get(key) ?? 0) + 1)
  for (const [key, n] of count) count.set(key, 1 / Math.max(1, n - 1))
  return count
}

/**
 * How alike two patches are, 0 to 1: lines or names in common first, then title, files and message.
 */
export function likenessOf(a: Described, b: Described, weights: BothWeights): number {
  const lines = similarityOf(a.bag, b.bag, weights.lines)
  if (a.title === b.title) return 0.75 + 0.25 * lines
  const names = similarityOf(a.names, b.names, weights.names)
  const title = shared(a.words, b.words)
  return (
    0.6 * Math.max(lines, NAMES_FOR_LINES * names) +
    0.2 * title +
    0.1 * shared(a.paths, b.paths) +
    0.1 * shared(a.message, b.message)
  )
}

/** Twice the weight of what two bags have in common by the weight of all. */
export function similarityOf(a: Bag, b: Bag, weights: Weights): number {
  let [common, all] = [0, 0]
  for (const [key, n] of a) {
    const weight = weights.get(key) ?? 1
    all += n * weight
    common += 2 * Math.min(n, b.get(key) ?? 0) * weight
  }
  for (const [key, n] of b) all += n * (weights.get(key) ?? 1)
  return all === 0 ? 1 : common / all
}
