import type { Rung } from '../model/link.ts'

/** Counts of what was derived of threads. */
export interface ThreadCounts {
  quotedLines: Record<Rung | 'none', number>
  ambiguousLines: number
  copies: number
}

export function noCounts(): ThreadCounts {
  return {
    quotedLines: { exact: 0, whitespace: 0, rewrapped: 0, edited: 0, none: 0 },
    ambiguousLines: 0,
    copies: 0,
  }
}
