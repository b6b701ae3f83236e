import type { IssueCounts, OwedCounts } from '../issue.ts'
import type { Person } from '../message.ts'
import type { Applied, Standing, Tag, TagKind } from '../review.ts'
import type { RunnerUp, SeriesEvidence } from '../series.ts'
import type { Change } from '../versions.ts'
import type { OnLists } from './on-lists.ts'

/** One version in a status report. */
export interface StatusVersion {
  readonly version: number
  readonly rfc: boolean
  readonly messageId: string
  readonly date: string | null
  readonly evidence: readonly SeriesEvidence[]
  /**
   * All that speaks for the version before it, less what speaks against; `null` where it is not
   * weighed.
   */
  readonly score: number | null
  /** The next best posting that it was not joined to. */
  readonly runnerUp: RunnerUp | null
  readonly missing: readonly number[]
  readonly patches: number
  readonly replies: number
  readonly comments: number
  /** What was asked for on this version, by what became of it. */
  readonly issues: IssueCounts
  /** Of these, what the author owes: neither optional nor asked of somebody else. */
  readonly owed: OwedCounts
  /** Its further sendings, as they came. */
  readonly again: readonly SentAgain[]
}

/** A further sending of a version: the same number once more, or single patches anew. */
export interface SentAgain {
  /** `v5.1`, where the subjects say so. */
  readonly name: string | null
  /** The first message of the sending. */
  readonly messageId: string
  readonly date: string | null
  /** The same of the sending before it. */
  readonly before: { readonly messageId: string; readonly date: string | null }
  /** Numbers of its patches. */
  readonly patches: readonly number[]
  /** Of these the ones that change other lines than what was sent before under their number. */
  readonly changed: readonly number[]
  /** Is this what the version is taken for, in whole or in part? */
  readonly counts: boolean
}

/**
 * A patch in one version: its number there, and what became of it on the way from the version
 * before.
 */
export interface StatusCell {
  readonly number: number
  readonly messageId: string
  readonly change: Change | null
  readonly moved: boolean
  readonly carried: boolean
  readonly similarity: number | null
  readonly comments: number
  /** Issues raised on it that the author owes: open or promised. */
  readonly open: number
}

/** One patch through all versions. */
export interface StatusRow {
  readonly title: string
  /** A cell for each version; `null` where the patch is not in it. */
  readonly cells: readonly (StatusCell | null)[]
  /** Versions, by index, that may have the patch: they are not complete in the store. */
  readonly unseen: readonly number[]
  /**
   * How it ended where it is not in the last version, or how it began where it was not in the
   * first.
   */
  readonly fate: string | null
}

/** A tag of one person and kind on the latest version. */
export interface StatusTag {
  readonly kind: TagKind
  readonly person: Person
  readonly state: Tag['state']
  readonly conditional: boolean
  readonly numbers: readonly number[]
  /** The reply that gave it, where it is in the store. */
  readonly messageId: string | null
}

/** `patchtrail/status/1`: one series through all its versions. */
export interface StatusReport extends OnLists {
  readonly schema: 'patchtrail/status/1'
  readonly id: string
  readonly title: string
  readonly author: Person
  readonly changeId: string | null
  /** A short name that every command takes. */
  readonly handle: string
  readonly standing: Standing
  readonly stale: boolean
  readonly versions: readonly StatusVersion[]
  readonly rows: readonly StatusRow[]
  readonly tags: readonly StatusTag[]
  readonly applied: readonly Applied[]
  /**
   * Versions that the author names with a link, later ones in a reply, earlier ones in a cover or
   * changelog, and that the store does not have.
   */
  readonly announced: readonly AnnouncedVersion[]
  /** Other series in which a part of a version went on. */
  readonly continued: readonly ContinuedIn[]
}

/** A version that is known by name only. */
export interface AnnouncedVersion {
  readonly version: number
  readonly rfc: boolean
  readonly messageId: string
  /** The message of the author that names it. */
  readonly in: string
}

/**
 * A series whose first version here would have followed on a version of this one, had not another
 * posting done so.
 */
export interface ContinuedIn {
  /** Its name. */
  readonly id: string
  readonly handle: string
  readonly title: string
  readonly version: number
  readonly rfc: boolean
  /** The message of that version. */
  readonly messageId: string
  /** Index of the version of this series that it goes on from. */
  readonly from: number
}
