import type { ContentKind, Section } from '../model/content.ts'
import type { DiffFile } from '../model/diff.ts'
import type { Person } from '../model/message.ts'
import type { AttributionFact, LineRange, QuoteFact } from '../model/reply.ts'

/** A message with the facts that relate it to others. */
export interface Post {
  readonly id: string
  readonly idIsMade: boolean
  readonly kind: ContentKind
  /** See `subjectKey`; empty where the subject names no patch. */
  readonly subjectKey: string
  readonly fingerprint: string
  readonly from: Person
  readonly date: string | null
  readonly inReplyTo: readonly string[]
  readonly references: readonly string[]
  readonly lines: readonly string[]
  readonly sections: readonly Section[]
  readonly files: readonly DiffFile[]
  readonly quotes: readonly QuoteFact[]
  readonly comments: readonly LineRange[]
  readonly attributions: readonly AttributionFact[]
}

/** Quote depth of each body line; element n - 1 is line n. */
export function depthsOf(post: Post): Uint16Array {
  const depths = new Uint16Array(post.lines.length)
  for (const { line, endLine, depth } of post.quotes) depths.fill(Math.min(depth, 65535), line - 1, endLine)
  return depths
}

/** Oldest first; where dates are missing or equal, by Message-ID, so that the order is total. */
export function byDate(a: Post, b: Post): number {
  const [left, right] = [a.date ?? '9999', b.date ?? '9999']
  if (left !== right) return left < right ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
