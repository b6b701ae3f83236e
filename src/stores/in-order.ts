/** By what a record stands before another: what has no date is last, of one date less is first. */
export interface Place {
  readonly date: string | null
  readonly id: string
}

/** Something, and the place that it has among all. */
export interface Placed<T> {
  readonly place: Place
  readonly what: T
}

/** As stores put what they tell in order. */
export function inPlace(a: Place, b: Place): number {
  const undated = Number(a.date === null) - Number(b.date === null)
  return undated || compared(a.date ?? '', b.date ?? '') || compared(a.id, b.id)
}

/** What each of several tells in order, in one order; what has one place stays together. */
export async function* merged<T>(all: readonly AsyncIterator<Placed<T>>[]): AsyncGenerator<T> {
  const heads = await Promise.all(all.map(async (one) => ({ one, head: await one.next() })))
  for (;;) {
    let first: { one: AsyncIterator<Placed<T>>; head: IteratorResult<Placed<T>> } | null = null
    for (const each of heads)
      if (!each.head.done && (!first || first.head.done || isBefore(each.head, first.head)))
        first = each
    if (!first || first.head.done) return
    yield first.head.value.what
    first.head = await first.one.next()
  }
}

function isBefore<T>(
  a: IteratorYieldResult<Placed<T>>,
  b: IteratorYieldResult<Placed<T>>,
): boolean {
  return inPlace(a.value.place, b.value.place) < 0
}

function compared(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
