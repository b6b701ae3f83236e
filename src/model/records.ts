import type { Part } from './content.ts'
import type { Person } from './message.ts'
import type { Place, Rung } from './link.ts'
import type { Sender } from './reply.ts'
import type { SeriesEvidence } from './series.ts'

/** Where lines are, in the field names of the JSON contract. */
export type PlaceFields = Omit<Place, 'function'>

/** `patchtrail/link/1`: one maximal run of quoted lines with one origin. */
export interface LinkRecord {
  readonly schema: 'patchtrail/link/1'
  readonly messageId: string
  readonly line: number
  readonly endLine: number
  readonly depth: number
  readonly origin: { readonly messageId: string; readonly line: number; readonly endLine: number } | null
  readonly match: Rung | 'none'
  readonly ambiguous: boolean
  readonly candidates: readonly { readonly messageId: string; readonly line: number }[]
  /** The origin is a quote itself, and was not found in any message before it. */
  readonly quotedThere: boolean
  readonly part: Part | null
  readonly path: string | null
  readonly oldLine: number | null
  readonly oldEndLine: number | null
  readonly newLine: number | null
  readonly newEndLine: number | null
  readonly function: string | null
}

/** `patchtrail/comment/1`: one comment of a reply. */
export interface CommentRecord {
  readonly schema: 'patchtrail/comment/1'
  readonly id: string
  readonly messageId: string
  readonly line: number
  readonly endLine: number
  readonly author: Person
  readonly date: string | null
  readonly sender: Sender
  readonly text: string
  /** Not known in this version. */
  readonly kind: null
  readonly actionable: null
  readonly anchor: (PlaceFields & { readonly function: string | null; readonly match: Rung; readonly ambiguous: boolean }) | null
  readonly focus: (PlaceFields & { readonly quote: { readonly line: number; readonly endLine: number } }) | null
  readonly about: PlaceFields | null
  /** The comment it stands under, where that is another reply's. */
  readonly answers: string | null
  readonly series: null
  readonly revision: number | null
  readonly patch: number | null
  readonly issue: null
}

/** `patchtrail/series/1`: one series with all its versions. */
export interface SeriesRecord {
  readonly schema: 'patchtrail/series/1'
  readonly id: string
  readonly title: string
  readonly author: Person
  readonly changeId: string | null
  /** Not known in this version. */
  readonly state: null
  readonly turn: null
  readonly revisions: readonly {
    readonly version: number
    readonly rfc: boolean
    readonly messageId: string
    readonly date: string | null
    readonly evidence: readonly SeriesEvidence[]
    readonly patches: readonly { readonly index: number; readonly messageId: string; readonly title: string; readonly from: null }[]
    readonly issues: null
  }[]
}
