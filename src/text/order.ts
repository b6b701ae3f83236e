/** What has a date, and an id where the dates of two are the same. */
export interface Dated {
  /** ISO 8601 UTC; none is older than all. */
  readonly date: string | null
  readonly id: string
  /** Of two in one message, where ids are of messages. */
  readonly line?: number
}

/** By date, then by id, then by line: a total order, the same on every machine. */
export function oldestFirst(a: Dated, b: Dated): number {
  return (
    compared(a.date ?? '', b.date ?? '') || compared(a.id, b.id) || (a.line ?? 0) - (b.line ?? 0)
  )
}

/** The other way round. */
export function newestFirst(a: Dated, b: Dated): number {
  return oldestFirst(b, a)
}

function compared(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
