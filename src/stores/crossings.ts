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
  /** Messages by their keys. */
  readonly messages: readonly Group<number>[]
  /** Series by their names. */
  readonly series: readonly Group<string>[]
  /** How many letters of handles tell the series of all stores apart. */
  readonly handle: number
}

/** What of a choice of stores is told by which of them. */
export interface Homes {
  /** Keys of messages, and names of series, that another store tells of; by store. */
  readonly messages: ReadonlyMap<string, readonly number[]>
  readonly series: ReadonlyMap<string, readonly string[]>
  /** The other stores of the folder that have a series, and what it is called there. */
  readonly seriesBeside: (store: string, name: string) => readonly Beside<string>[]
  readonly messageBeside: (store: string, key: number) => readonly Beside<number>[]
  readonly handle: number
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
  const isChosen = crossings.stores.map((name) => chosen.includes(name))
  const narrowed = <T>(groups: readonly Group<T>[]): Group<T>[] =>
    groups
      .map((group) => group.filter(([store]) => isChosen[store]))
      .filter(({ length }) => length > 1)
  const [messages, series] = [narrowed(crossings.messages), narrowed(crossings.series)]
  return {
    messages: elsewhere(messages, crossings.stores),
    series: elsewhere(series, crossings.stores),
    seriesBeside: besideIn(crossings.series, crossings.stores),
    messageBeside: besideIn(crossings.messages, crossings.stores),
    handle: crossings.handle,
  }
}

/** Of each store, what another one is the home of. */
function elsewhere<T>(groups: readonly Group<T>[], stores: readonly string[]): Map<string, T[]> {
  const found = new Map<string, T[]>(stores.map((name) => [name, []]))
  for (const [home, ...others] of groups)
    for (const [store, what] of others)
      // Two series of one store may be one in another that has more of it.
      if (home && !(home[0] === store && home[1] === what))
        found.get(stores[store] ?? '')?.push(what)
  return found
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
