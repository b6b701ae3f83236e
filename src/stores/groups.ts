import type { MessageSeries, SeriesWeight } from '../store/lookup/shared.ts'
import type { Group } from './crossings.ts'

/** Messages that several stores have, while they are found. */
export class Messages {
  private readonly groups = new Map<string, Map<number, number>>()

  constructor(known: readonly Group<number>[]) {
    for (const group of known) {
      const all = new Map(group)
      for (const [store, key] of group) this.groups.set(`${store} ${key}`, all)
    }
  }

  /** One message is in two stores. */
  add(store: number, key: number, other: number, there: number): void {
    const [a, b] = [`${store} ${key}`, `${other} ${there}`]
    const group = this.groups.get(a) ?? this.groups.get(b) ?? new Map<number, number>()
    group.set(store, key).set(other, there)
    this.groups.set(a, group).set(b, group)
  }

  /** In the order of the stores. */
  all(): [store: number, key: number][][] {
    return [...new Set(this.groups.values())].map((group) => [...group].sort(([a], [b]) => a - b))
  }
}

/** What a store says of the messages that it shares, and of the series that they are of. */
export interface StoreSeries {
  readonly of: readonly MessageSeries[]
  readonly weights: readonly SeriesWeight[]
}

type At = readonly [store: number, name: string]

/**
 * Series that have a cover or patch in common, those first that have most mail: that store is
 * their home.
 */
export function seriesGroups(
  messages: readonly Group<number>[],
  stores: readonly StoreSeries[],
): Group<string>[] {
  const names = stores.map(({ of }) => namesByMessage(of.filter(({ isMember }) => isMember)))
  const groups = new Map<string, Set<string>>()
  for (const group of messages) {
    const here = group.flatMap(([store, key]) =>
      (names[store]?.get(key) ?? []).map((name) => textOf([store, name])),
    )
    if (here.length < 2) continue
    const together = new Set(here.flatMap((one) => [one, ...(groups.get(one) ?? [])]))
    for (const one of together) groups.set(one, together)
  }
  const weights = stores.map(({ weights: all }) => new Map(all.map((one) => [one.name, one])))
  return [...new Set(groups.values())].map((group) =>
    [...group].map(atOf).sort((a, b) => heaviest(a, b, weights)),
  )
}

/** The same messages, each with the home of its series first. */
export function messagesAtHome(
  messages: readonly Group<number>[],
  series: readonly Group<string>[],
  stores: readonly StoreSeries[],
): Group<number>[] {
  const names = stores.map(({ of }) => namesByMessage(of))
  const homes = new Map(
    series.flatMap((group) => group.map((at) => [textOf(at), group[0]?.[0] ?? 0] as const)),
  )
  return messages.map((group) => {
    const home = group
      .flatMap(([store, key]) => (names[store]?.get(key) ?? []).map((name) => [store, name] as At))
      .flatMap((at) => homes.get(textOf(at)) ?? at[0])
      .find((store) => group.some(([one]) => one === store))
    return [...group].sort(([a], [b]) => Number(b === home) - Number(a === home) || a - b)
  })
}

function namesByMessage(rows: readonly MessageSeries[]): Map<number, string[]> {
  const found = new Map<number, string[]>()
  for (const { message, name } of rows) found.set(message, [...(found.get(message) ?? []), name])
  return found
}

function textOf([store, name]: At): string {
  return `${store} ${name}`
}

function atOf(text: string): At {
  const space = text.indexOf(' ')
  return [Number(text.slice(0, space)), text.slice(space + 1)]
}

function heaviest(a: At, b: At, weights: readonly ReadonlyMap<string, SeriesWeight>[]): number {
  const [one, other] = [weights[a[0]]?.get(a[1]), weights[b[0]]?.get(b[1])]
  return (
    (other?.mails ?? 0) - (one?.mails ?? 0) ||
    compared(other?.activity ?? '', one?.activity ?? '') ||
    a[0] - b[0] ||
    compared(a[1], b[1])
  )
}

function compared(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
