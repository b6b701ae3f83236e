import { UserError } from '../model/user-error.ts'
import { messageIdOf } from '../text/message-ids.ts'
import { keysOfIds } from '../store/read-derived.ts'
import type { Holder } from './holder.ts'
import type { Part, Stores } from './stores.ts'

/** A store that has something, and what that is called there. */
export interface Place {
  readonly part: Part
  readonly ref: string
}

/** All stores that have what was found in one of them; that one first. */
export function allHolding(stores: Stores, { part, ref, beside }: Holder): Place[] {
  const others = beside.flatMap(({ store, what }): Place[] => {
    const other = stores.parts.find(({ name }) => name === store)
    // Keys are of one store, Message-IDs of all.
    return other ? [{ part: other, ref: typeof what === 'string' ? what : ref }] : []
  })
  return [{ part, ref }, ...others]
}

/** Two things in one store. */
export interface Pair {
  readonly part: Part
  readonly refs: readonly [string, string]
}

/**
 * The stores that have both of two things; a Message-ID stays the one that was given. Throws
 * UserError where no store has both.
 */
export async function holdingBoth(
  stores: Stores,
  given: readonly [string, string],
  held: readonly [Holder, Holder],
): Promise<Pair[]> {
  const [left, right] = held.map((one) => allHolding(stores, one))
  const refOf = (index: 0 | 1, place: Place): string =>
    messageIdOf(given[index]) ? given[index] : place.ref
  const ids = given.flatMap((one) => messageIdOf(one) ?? [])
  const both: Pair[] = []
  for (const a of left ?? []) {
    const b = (right ?? []).find(({ part }) => part === a.part)
    // Another store may have the series, and not this mail of it.
    if (b && (await keysOfIds(a.part.store, ids)).length === ids.length)
      both.push({ part: a.part, refs: [refOf(0, a), refOf(1, b)] })
  }
  if (both.length > 0) return both
  const [one, other] = held.map(({ part }) => part.name)
  throw new UserError(
    'mistake',
    `${given[0]} is in the store ${one} and ${given[1]} in ${other}; only what one store holds can be joined`,
  )
}
