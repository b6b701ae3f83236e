import { counted as n, grouped } from './words.ts'

/** Sizes and findings of a store, as `check` prints them. */
export interface CheckSummary {
  readonly counts: {
    readonly messages: number
    readonly removed: number
    readonly series: number
    readonly comments: number
    readonly issues: number
    readonly problems: number
    readonly waiting: number
  }
  readonly problems: readonly string[]
}

/** What is in the store, then what is amiss, each in a line. */
export function checkText({ counts: c, problems }: CheckSummary): string[] {
  return [
    `${n(c.messages, 'message')}${c.removed > 0 ? `, ${grouped(c.removed)} of them removed` : ''}; ${n(c.comments, 'comment')}, ${n(c.series, 'series', 'series')}, ${n(c.issues, 'issue')}; ${n(c.problems, 'oddity', 'oddities')} in the mail`,
    ...(c.waiting > 0
      ? [
          `${n(c.waiting, 'message or series', 'messages or series')} wait to be derived: the next ingest or sync does it`,
        ]
      : []),
    ...(problems.length === 0
      ? ['the store is sound']
      : [
          ...problems,
          `${n(problems.length, 'finding')}: run patchtrail rebuild; where the file itself is damaged, ingest into a new store`,
        ]),
  ]
}
