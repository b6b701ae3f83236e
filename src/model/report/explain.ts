import type { CommentKind, Confidence, IssueState, Role, Severity } from '../issue.ts'
import type { Location, Rung } from '../link.ts'
import type { Person } from '../message.ts'
import type { Reason } from '../models.ts'
import type { Override } from '../override.ts'
import type { Sender } from '../reply.ts'
import type { LineFate } from '../versions.ts'
import type { OnLists } from './on-lists.ts'

/** Lines of a message, with their text and the version they are of; `null` where it is a reply. */
export interface ShownLines extends Location {
  readonly version: string | null
  readonly text: readonly string[]
}

/** A maximal run of quoted lines with one origin. */
export interface ExplainedRun {
  readonly line: number
  readonly endLine: number
  readonly depth: number
  readonly match: Rung | 'none'
  readonly ambiguous: boolean
  /** `text` is left empty: it is what is quoted. */
  readonly origin: ShownLines | null
  /** Who said it first. */
  readonly by: Person | null
  /** Other places that fit as well. */
  readonly candidates: readonly ShownLines[]
}

/** Something that a rule found, to be checked. */
export interface ExplainedFinding {
  /** A name of the closed set `evidence.rule`. */
  readonly rule: string
  readonly words: string
  readonly messageId: string | null
  readonly line: number | null
  readonly text: string
  readonly version: string | null
}

/** What one rule looked for, found, and did not find. */
export interface ExplainedRule {
  readonly name: string
  readonly about: string
  readonly found: readonly ExplainedFinding[]
  readonly notFound: readonly string[]
}

/** Where a request stands, and why. */
export interface ExplainedState {
  /**
   * Id of the comment that raised it first; those that raised it again; the one that the verdict is
   * on.
   */
  readonly id: string
  readonly again: readonly string[]
  readonly judgedOn: string
  readonly rules: readonly ExplainedRule[]
  readonly states: readonly {
    readonly state: IssueState
    /** What the model gives it; 0 to 1. */
    readonly probability: number
    readonly allowed: boolean
    readonly reason: string
    /** Names of the findings that make it so. */
    readonly because: readonly string[]
  }[]
  /** What weighed for the state that was derived and against it. */
  readonly reasons: readonly Reason[]
  readonly derived: StateVerdict
  /** What holds: the same, but for the user's word. */
  readonly verdict: StateVerdict
  /** Open or promised, and nobody waits for it any more: the first of the evidence says why. */
  readonly moot: boolean
  /** What dates the version that may have settled it; 1 dates best, 3 least. */
  readonly dating: {
    readonly version: string
    readonly grade: 1 | 2 | 3
    readonly by: readonly ExplainedFinding[]
  } | null
  /** From these probabilities on the confidence in this state is high, and medium. */
  readonly thresholds: { readonly high: number; readonly medium: number }
  /**
   * Nothing but a name in a changelog tells of it, and the lines are as they were: low confidence.
   */
  readonly isGuess: boolean
  /**
   * Why the confidence is held back. `nothing-tells`: as `isGuess`, low; `not-sent-again`: a later
   * version came without the patch, low; `argued-against`: somebody argues against it, not high;
   * `not-there`: what was asked for by its name is in no later version, low.
   */
  readonly doubt: 'nothing-tells' | 'not-sent-again' | 'argued-against' | 'not-there' | null
}

export interface StateVerdict {
  readonly state: IssueState
  readonly addressedIn: string | null
  readonly confidence: Confidence
  /** The findings that are shown for it. */
  readonly evidence: readonly ExplainedFinding[]
}

/**
 * `patchtrail/explain/1`: why a comment counts as what it does, and why its request stands where it
 * does.
 */
export interface ExplainReport extends OnLists {
  readonly schema: 'patchtrail/explain/1'
  readonly id: string
  readonly messageId: string
  readonly line: number
  readonly endLine: number
  readonly author: Person
  readonly role: Role
  readonly sender: Sender
  readonly date: string | null
  readonly text: string
  readonly series: { readonly id: string; readonly title: string }
  /** The version and patch that it is on; `null` where that is not known. */
  readonly version: string | null
  readonly patch: number | null
  /** The quoted lines it stands under. */
  readonly quote: readonly {
    readonly line: number
    readonly text: string
    readonly inFocus: boolean
  }[]
  readonly runs: readonly ExplainedRun[]
  readonly anchor: (ShownLines & { readonly match: Rung; readonly ambiguous: boolean }) | null
  readonly focus: ShownLines | null
  readonly about: ShownLines | null
  readonly kind: {
    readonly kind: CommentKind
    readonly actionable: boolean
    readonly severity: Severity | null
    /** The plain rule that decided; `null` where the model did. */
    readonly rule: string | null
    /** That it asks for something, and from where on that is taken for sure; 0 to 1. */
    readonly probability: number
    readonly threshold: number
    readonly probabilities: readonly { readonly kind: CommentKind; readonly probability: number }[]
    /** What weighed for its asking for something, and against. */
    readonly reasons: readonly Reason[]
  }
  /** The comment that it answers. */
  readonly answers: string | null
  /** How the answers hold to it; `null` where there are none. */
  readonly how: 'itself' | 'together' | 'mail' | null
  readonly exchange: readonly {
    readonly id: string
    readonly messageId: string
    readonly line: number
    readonly by: Person
    readonly role: Role
    readonly date: string | null
    readonly text: string
  }[]
  /** What became of the lines it is about, version by version. */
  readonly lines: readonly {
    readonly version: string
    readonly fate: LineFate
    /** That version was out when the comment was written. */
    readonly wasOut: boolean
    readonly then: ShownLines | null
    readonly now: ShownLines | null
  }[]
  /** `null` where it asks for nothing, or for nothing of a patch. */
  readonly request: ExplainedState | null
  readonly override: Override | null
  /**
   * Where the store says something else: it was derived by another patchtrail, or is being derived.
   */
  readonly differences: readonly {
    readonly what: string
    readonly here: string
    readonly stored: string
  }[]
}
