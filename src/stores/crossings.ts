import type { StoreStamp } from '../store/lookup/shared.ts'

/** A message or series that several stores have: where, and what it is there; its home first. */
export type Group<T> = readonly (readonly [store: number, what: T])[]

/**
 * What the stores of a folder have in common. It follows from the stores alone, and can be made
 * again at any time.
 */
export interface Crossings {
  /** Names; groups count them from 0. */
  readonly stores: readonly string[]
  readonly stamps: readonly StoreStamp[]
  /** Messages by their keys; read where they are asked for, since there are many. */
  readonly messages: () => Promise<readonly Group<number>[]>
  /** Series by their names. */
  readonly series: readonly Group<string>[]
  /** How many letters of handles tell the series of all stores apart. */
  readonly handle: number
}

/** What of a choice of stores is told by which of them. */
export interface Homes {
  readonly series: Elsewhere<string>
  readonly messages: () => Promise<Elsewhere<number>>
  /** How many letters of handles tell the series of all stores apart. */
  readonly handle: number
}

/** Of messages, by their keys, or of series, by their names. */
export interface Elsewhere<T> {
  /** What another of the chosen stores tells of, by store. */
  readonly away: ReadonlyMap<string, readonly T[]>
  /** The other stores of the folder that have something, and what it is called there. */
  readonly beside: (store: string, what: T) => readonly Beside<T>[]
}

/** Something in another store. */
export interface Beside<T> {
  readonly store: string
  readonly what: T
  /** 0: of all stores that one tells of it. */
  readonly rank: number
}

/** Which of the chosen stores tells of what several of them have. */
export function homesIn(crossings: Crossings, chosen: readonly string[]): Homes {
  const { stores, handle } = crossings
  const elsewhere = <T extends string | number>(groups: readonly Group<T>[]): Elsewhere<T> => ({
    away: awayIn(groups, stores, chosen),
    beside: besideIn(groups, stores),
  })
  let messages: Promise<Elsewhere<number>> | null = null
  return {
    series: elsewhere(crossings.series),
    messages: () => (messages ??= crossings.messages().then((groups) => elsewhere(groups))),
    handle,
  }
}

/** Of each of the chosen stores, what another one is the home of. */
function awayIn<T>(
  groups: readonly Group<T>[],
  stores: readonly string[],
  chosen: readonly string[],
): Map<string, T[]> {
  const found = stores.map((): T[] => [])
  const isChosen = stores.map((name) => chosen.includes(name))
  for (const group of groups) {
    const home = group.find(([store]) => isChosen[store])
    // Two series of its home may be one elsewhere: both are told of at home.
    for (const [store, what] of group)
      if (home && isChosen[store] && store !== home[0]) found[store]?.push(what)
  }
  return new Map(stores.map((name, at) => [name, found[at] ?? []]))
}

function besideIn<T extends string | number>(
  groups: readonly Group<T>[],
  stores: readonly string[],
): (store: string, what: T) => readonly Beside<T>[] {
  let index: Map<string, Group<T>> | null = null
  return (store, what) => {
    index ??= new Map(
      groups.flatMap((group) => group.map(([at, one]) => [`${stores[at]} ${one}`, group])),
    )
    const group = index.get(`${store} ${what}`) ?? []
    return group
      .map(([at, one], rank) => ({ store: stores[at] ?? '', what: one, rank }))
      .filter((one) => one.store !== store || one.what !== what)
  }
}
