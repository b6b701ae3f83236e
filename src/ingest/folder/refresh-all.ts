import type { IngestListener } from '../keep.ts'
import { refresh, type Refreshed } from '../refresh.ts'
import type { House } from './house.ts'

/** Derives anew what is stale in the stores that mail was put into; what all of it came to. */
export async function refreshAll(house: House, listener: IngestListener): Promise<Refreshed> {
  let all: Refreshed | null = null
  for (const { store } of house.touched.values()) {
    const one = await refresh(store, (done, of, stage) =>
      listener.progress?.({ stage, done, share: of === 0 ? null : done / of }),
    )
    all = all === null ? one : together(all, one)
  }
  return all ?? { quotedLines: NO_LINES, ambiguousLines: 0, threads: 0, copies: 0 }
}

const NO_LINES = { exact: 0, whitespace: 0, rewrapped: 0, edited: 0, none: 0 }

function together(a: Refreshed, b: Refreshed): Refreshed {
  const lines = Object.entries(a.quotedLines).map(([rung, n]) => [
    rung,
    n + b.quotedLines[rung as keyof typeof NO_LINES],
  ])
  return {
    quotedLines: Object.fromEntries(lines) as Refreshed['quotedLines'],
    ambiguousLines: a.ambiguousLines + b.ambiguousLines,
    threads: a.threads + b.threads,
    copies: a.copies + b.copies,
  }
}
