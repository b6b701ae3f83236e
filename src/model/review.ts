import type { CitationKind, Trailer } from './content.ts'
import type { AnchoredComment } from './link.ts'
import type { Person } from './message.ts'
import type { Mail } from './mail.ts'
import type { Series } from './series.ts'
import type { PatchMatch } from './versions.ts'

/** All that is known of one series: its versions, and every mail below them. By Message-ID. */
export interface SeriesMail {
  readonly series: Series
  /** Covers, patches and the mail that answers them. */
  readonly mails: ReadonlyMap<string, Mail>
  readonly comments: ReadonlyMap<string, readonly AnchoredComment[]>
  /** What each mail answers. */
  readonly parents: ReadonlyMap<string, string | null>
  readonly trailers: ReadonlyMap<string, readonly Trailer[]>
  /** Who wrote each cover and patch. */
  readonly authors: ReadonlyMap<string, Person>
  /** What pull requests hold of it, in order of time. */
  readonly pulled: readonly Pulled[]
  /** What later mail names as a commit, in order of time. */
  readonly committed: readonly Committed[]
}

/** A patch that a mail names as a commit. */
export interface Committed {
  readonly messageId: string
  readonly line: number
  readonly commit: string | null
  readonly kind: CitationKind
  /** Where a tree tells of it itself. */
  readonly tree: string | null
  /** As the patch has it. */
  readonly title: string
  /** The mail of the patch, where the one that names it answers it. */
  readonly posting: string | null
  readonly date: string | null
  /** Who names it. */
  readonly by: Person
}

/** A patch of a series that a pull request posts once more. */
export interface Pulled {
  readonly messageId: string
  readonly subject: string
  readonly title: string
  readonly date: string | null
  /** Who asks for it to be pulled. */
  readonly by: Person
  /** Message-ID of the request. */
  readonly request: string
  /** What was answered to that, and to these answers. */
  readonly answers: readonly Mail[]
  /** Later versions of the request. */
  readonly later: readonly Request[]
}

/** A mail that asks for something to be pulled. */
export interface Request {
  readonly mail: Mail
  readonly subject: string
  readonly answers: readonly Mail[]
}

/** Where a patch stands in its series: index of the version, number of the patch (0: the cover). */
export interface PatchRef {
  readonly revisionIndex: number
  readonly patch: number
}

/**
 * For each version after the first, how its patches follow from the version before; index 0 is
 * empty.
 */
export type Matches = readonly (readonly PatchMatch[])[]

/** Reviewed-by and its like: what a tag says. */
export const TAG_KINDS = ['reviewed', 'acked', 'tested', 'nacked'] as const
export type TagKind = (typeof TAG_KINDS)[number]

/**
 * What became of a tag by one version. `given`: in a reply to it; `carried`: the patch names it;
 * `stale`: the patch names it, and changed since it was given; `lost`: the patch does not name it
 * any more; `unseen`: the patch names it, and no mail gives it.
 */
export const TAG_STATES = ['given', 'carried', 'stale', 'lost', 'unseen'] as const
export type TagState = (typeof TAG_STATES)[number]

/** A tag on one patch of one version. */
export interface Tag extends PatchRef {
  readonly kind: TagKind
  readonly person: Person
  readonly state: TagState
  /** "With that fixed": the tag holds once something is done. */
  readonly conditional: boolean
  /** The reply that gave it; `null` where the patch came with it. */
  readonly messageId: string | null
}

/** Somebody said that patches were taken. */
export interface Applied {
  readonly messageId: string
  readonly line: number
  /** The words that say so. */
  readonly text: string
  readonly by: Person
  readonly date: string | null
  readonly revisionIndex: number
  /** Numbers of the patches; all of the version where it says so. */
  readonly patches: readonly number[]
  /** The commit that it became or the merge that has it, where somebody names that; `null`: somebody says that he took it. */
  readonly commit: string | null
  /** The tree that has it, where a program tells so; `null`: somebody says that he took it. */
  readonly tree: string | null
}

/** Was it found in a record of commits or of a tree, and not said in words? */
export function isRecorded({ commit, tree }: Pick<Applied, 'commit' | 'tree'>): boolean {
  return commit !== null || tree !== null
}

/** Where a series stands. `stale` is for the reader to say: it depends on the day. */
export const SERIES_STATES = [
  'needs-review',
  'changes-requested',
  'changes-agreed',
  'in-discussion',
  'ready',
  'applied',
] as const
export type SeriesState = (typeof SERIES_STATES)[number]

/** Who is expected to do something next. */
export const TURNS = ['author', 'reviewer', 'maintainer'] as const
export type Turn = (typeof TURNS)[number]

/** A series in one line. */
export interface Standing {
  readonly state: SeriesState
  readonly turn: Turn | null
  /** In words: what makes it so. */
  readonly reason: string
  /** Date of its latest mail. */
  readonly activity: string | null
  readonly started: string | null
  readonly version: number
  readonly rfc: boolean
  readonly patches: number
  readonly replies: number
  readonly comments: number
  /** People on the latest version, each once. */
  readonly tags: { readonly reviewed: number; readonly acked: number; readonly tested: number }
  /**
   * Patches of the latest version on which nobody but the author said anything and that carry no
   * tag.
   */
  readonly unreviewed: number
  /** Issues of all versions that are open or promised today. */
  readonly open: number
  readonly agreed: number
}
