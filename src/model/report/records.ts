import type { Part } from '../content.ts'
import type {
  AskedOf,
  CommentKind,
  Confidence,
  IssueCounts,
  OwedCounts,
  IssueEvidence,
  IssueState,
  Severity,
  Strength,
} from '../issue.ts'
import type { Person } from '../message.ts'
import type { Location, Rung } from '../link.ts'
import type { Sender } from '../reply.ts'
import type { SeriesState, Turn } from '../review.ts'
import type { RunnerUp, SeriesEvidence, SeriesRule } from '../series.ts'
import type { Change } from '../versions.ts'
import type { OnLists } from './on-lists.ts'

/** Where lines are, in the field names of the JSON contract. */
export type LocationFields = Omit<Location, 'function'>

/** `patchtrail/link/1`: one maximal run of quoted lines with one origin. */
export interface LinkRecord extends OnLists {
  readonly schema: 'patchtrail/link/1'
  readonly messageId: string
  readonly line: number
  readonly endLine: number
  readonly depth: number
  readonly origin: {
    readonly messageId: string
    readonly line: number
    readonly endLine: number
  } | null
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
export interface CommentRecord extends OnLists {
  readonly schema: 'patchtrail/comment/1'
  readonly id: string
  readonly messageId: string
  readonly line: number
  readonly endLine: number
  readonly author: Person
  readonly date: string | null
  readonly sender: Sender
  readonly text: string
  /** `null` for a comment that belongs to no series. */
  readonly kind: CommentKind | null
  readonly actionable: boolean | null
  readonly severity: Severity | null
  readonly anchor:
    | (LocationFields & {
        readonly function: string | null
        readonly match: Rung
        readonly ambiguous: boolean
      })
    | null
  readonly focus:
    | (LocationFields & { readonly quote: { readonly line: number; readonly endLine: number } })
    | null
  readonly about: LocationFields | null
  /** The comment it stands under, where that is another reply's. */
  readonly answers: string | null
  readonly series: string | null
  readonly revision: number | null
  /** As people call that version: `v1` and `RFC` have one number. */
  readonly revisionName: string | null
  readonly patch: number | null
  /**
   * Id of the issue it raises, or raises again; where that stands, and the version that addressed
   * it.
   */
  readonly issue: string | null
  readonly state: IssueState | null
  readonly addressedIn: number | null
  readonly addressedInName: string | null
}

/** `patchtrail/issue/1`: one comment that asks for something, and what became of it. */
export interface IssueRecord extends OnLists {
  readonly schema: 'patchtrail/issue/1'
  readonly id: string
  readonly series: string
  readonly revision: number
  /** As people call that version: `v1` and `RFC` have one number. */
  readonly revisionName: string
  readonly patch: number
  readonly path: string | null
  readonly line: number | null
  readonly function: string | null
  /** The lines of a patch or cover that it is about. */
  readonly about: LocationFields | null
  readonly kind: CommentKind
  readonly severity: Severity | null
  readonly sender: Sender
  readonly summary: string
  readonly by: Person
  readonly date: string | null
  readonly state: IssueState
  readonly addressedIn: number | null
  readonly addressedInName: string | null
  readonly confidence: Confidence
  /** Of the state, by the model; 0 to 1. */
  readonly probability: number
  /** Who owes an answer or a change. */
  readonly askedOf: AskedOf
  /** How much is asked. */
  readonly strength: Strength
  /**
   * Open or promised, and nobody waits for it any more: applied without it, or gone on without it.
   */
  readonly moot: boolean
  /** Later versions that sent the patch again and left it undone. */
  readonly passedOver: readonly number[]
  readonly passedOverNames: readonly string[]
  /** Comments that raise it again (on later versions, or on the same), oldest first. */
  readonly again: readonly AgainRecord[]
  /** The user overruled what was derived. */
  readonly marked: boolean
  readonly evidence: readonly IssueEvidence[]
  readonly answers: readonly string[]
  /** The state as each version stood before the next one came. */
  readonly states: readonly {
    readonly revision: number
    readonly revisionName: string
    readonly state: IssueState
  }[]
  /** Where its lines are in the latest version; `null` where they are not, or nobody can tell. */
  readonly now: LocationFields | null
}

/** A comment that raises an issue again. */
export interface AgainRecord {
  readonly id: string
  readonly revision: number
  readonly revisionName: string
  readonly patch: number
}

/** One line of an export. */
export type ExportRecord = LinkRecord | CommentRecord | SeriesRecord | IssueRecord

/** Which patch of the version before a patch comes from; `index` is `null` where it is new. */
export interface FromRecord {
  readonly revision: number
  readonly index: number | null
  readonly change: Change
  readonly moved: boolean
  readonly similarity: number | null
}

/** `patchtrail/series/1`: one series with all its versions. */
export interface SeriesRecord extends OnLists {
  readonly schema: 'patchtrail/series/1'
  readonly id: string
  readonly title: string
  readonly author: Person
  readonly changeId: string | null
  /** The stable tree that it is a copy for, as `6.1`; `pull`: a pull request posts it once more. */
  readonly tree: string | null
  readonly state: SeriesState | null
  readonly turn: Turn | null
  /** What makes the state so, in words. */
  readonly reason: string | null
  readonly revisions: readonly {
    readonly version: number
    readonly rfc: boolean
    readonly messageId: string
    readonly date: string | null
    /** Numbers that the subjects promise and the store does not have. */
    readonly missing: readonly number[]
    readonly evidence: readonly SeriesRule[]
    /** The same evidence with the message that each piece leads to. */
    readonly why: readonly SeriesEvidence[]
    /**
     * All that speaks for the version before it, less what speaks against; `null` where it is not
     * weighed.
     */
    readonly score: number | null
    /** The next best posting that it was not joined to. */
    readonly runnerUp: RunnerUp | null
    readonly patches: readonly {
      readonly index: number
      readonly messageId: string
      readonly title: string
      /** Not sent with this version: it stands as it was. */
      readonly carried: boolean
      readonly from: FromRecord | null
      /** Patches of the version before that were merged into this one. */
      readonly merged: readonly number[]
    }[]
    /** Patches of the version before that this one does not have. */
    readonly gone: readonly { readonly index: number; readonly change: Change }[]
    /** What was asked for on this version, by what became of it. */
    readonly issues: IssueCounts
    /** What its author owes of that: neither left to him nor asked of others, and not moot. */
    readonly owed: OwedCounts
  }[]
}
