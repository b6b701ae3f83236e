import type { LineFate } from './versions.ts'
import type { PatchRef } from './review.ts'
import type { Origin } from './link.ts'
import type { Person } from './message.ts'
import type { Sender } from './reply.ts'
import type { Part } from './content.ts'

/** What a comment does. */
export const COMMENT_KINDS = [
  'change',
  'question',
  'approval',
  'answer',
  'discussion',
  'process',
] as const
export type CommentKind = (typeof COMMENT_KINDS)[number]

/** How grave the speaker calls it. */
export const SEVERITIES = ['nit', 'major'] as const
export type Severity = (typeof SEVERITIES)[number]

/** Who owes a change or an answer because of a comment. */
export const ASKED_OF = ['author', 'reviewer', 'other'] as const
export type AskedOf = (typeof ASKED_OF)[number]

/**
 * How much is asked. `blocking`: a NAK; `must`: plainly asked for, or a defect; `nit`: small;
 * `optional`: left to whoever is asked; `question`: information.
 */
export const STRENGTHS = ['blocking', 'must', 'nit', 'optional', 'question'] as const
export type Strength = (typeof STRENGTHS)[number]

/**
 * Who speaks: the author of the series or of the patch, whoever began the exchange, or somebody
 * else.
 */
export type Role = 'author' | 'reviewer'

/** A comment with what is around it. */
export interface CommentContext {
  /** `<message-id>#<number>` */
  readonly id: string
  readonly messageId: string
  readonly comment: number
  readonly line: number
  readonly endLine: number
  readonly lines: readonly string[]
  readonly from: Person
  /** First and last names of those who take part in the series, in lower case. */
  readonly people: ReadonlySet<string>
  readonly date: string | null
  readonly role: Role
  readonly sender: Sender
  /** What it stands under. */
  readonly part: Part | null
  /** The patch or cover lines it is about, its own or inherited. */
  readonly about: Origin | null
  /**
   * The line that a report which quotes nothing names. A fault that shows there is often mended
   * elsewhere, by what is declared or included: whether the line changes tells little.
   */
  readonly named: Origin | null
  readonly patchRef: PatchRef | null
  /** The quoted lines it is about. */
  readonly quoted: readonly string[]
  /** Its turn among the comments of its mail, and how many there are. */
  readonly index: number
  readonly count: number
  /** Names of trailers in it. */
  readonly trailers: readonly string[]
  readonly hasOwnDiff: boolean
  /** The mail answers a patch or cover, not a reply. */
  readonly isDirect: boolean
  /** What it answers: by what it quotes, else the mail above. */
  readonly answers: string | null
  readonly answersRole: Role | null
}

/** What a comment was taken for, and why. */
export interface Judged {
  readonly kind: CommentKind
  readonly actionable: boolean
  /** That it is actionable; 0 to 1. */
  readonly probability: number
  readonly severity: Severity | null
  /** What spoke for it most, in words. */
  readonly reasons: readonly string[]
}

/** Where an issue stands; `agreed`: promised, and not seen yet. */
export const ISSUE_STATES = ['open', 'agreed', 'addressed', 'answered', 'rejected'] as const
export type IssueState = (typeof ISSUE_STATES)[number]

/** Open or promised: somebody still waits for something. */
export function isWaiting(state: IssueState | null): boolean {
  return state === 'open' || state === 'agreed'
}

/** What an issue is told to be: its state, or that nobody waits for it any more. */
export type ToldState = IssueState | 'moot'

/** Issues by their state; those that are moot apart. */
export type IssueCounts = Readonly<Record<ToldState, number>>

/** What an issue counts as. */
export function toldState({ state, moot }: Pick<Issue, 'state' | 'moot'>): ToldState {
  return moot ? 'moot' : state
}

/** Of some issues, what their author owes. */
export interface OwedCounts {
  readonly open: number
  /** The author said it will be done. */
  readonly promised: number
}

/** Still waited for; not where it is moot. */
export function isDue({ state, moot }: Pick<Issue, 'state' | 'moot'>): boolean {
  return isWaiting(state) && !moot
}

/** The author owes it: due, asked of the author, and not left to the author's liking. */
export function isOwed(issue: Pick<Issue, 'state' | 'moot' | 'askedOf' | 'strength'>): boolean {
  return isDue(issue) && issue.askedOf === 'author' && issue.strength !== 'optional'
}

/** The role of whoever asked: it is the author who asks something of reviewers. */
export function askerOf({ askedOf }: Pick<Issue, 'askedOf'>): Role {
  return askedOf === 'reviewer' ? 'author' : 'reviewer'
}

export const CONFIDENCES = ['high', 'medium', 'low'] as const
export type Confidence = (typeof CONFIDENCES)[number]

/** Something a reader can check: a rule that fired, and the lines it fired on. */
export interface IssueEvidence {
  readonly rule: string
  readonly messageId: string | null
  readonly line: number | null
  readonly text: string
}

/** A comment that raises an issue again, and what it is on. */
export interface Again extends PatchRef {
  readonly id: string
}

/** A comment that asked for something. */
export interface Issue extends PatchRef {
  readonly id: string
  readonly messageId: string
  readonly line: number
  readonly summary: string
  readonly by: Person
  readonly date: string | null
  readonly sender: Sender
  readonly role: Role
  readonly kind: CommentKind
  readonly severity: Severity | null
  /** That it asks for something; 0 to 1. */
  readonly probability: number
  /** What spoke for taking it as a request, in words. */
  readonly reasons: readonly string[]
  /** The lines it is about. */
  readonly about: Origin | null
  readonly state: IssueState
  /** Index of the version that settled it. */
  readonly addressedAt: number | null
  readonly confidence: Confidence
  readonly evidence: readonly IssueEvidence[]
  readonly answers: readonly string[]
  /** What became of its lines from version to version, from the one it was raised on. */
  readonly fates: readonly {
    readonly revisionIndex: number
    readonly fate: LineFate
    readonly place: Origin | null
  }[]
  /** The state as each version stood before the next one came, from the one it was raised on. */
  readonly states: readonly { readonly revisionIndex: number; readonly state: IssueState }[]
  /** Who owes, and how much is asked. */
  readonly askedOf: AskedOf
  readonly strength: Strength
  /** Of the state, by the model; 0 to 1. */
  readonly stateProbability: number
  /** Indexes of later versions that sent the patch again and left it undone. */
  readonly passedOver: readonly number[]
  /** Comments that raise it again, oldest first: on later versions, or on the same one. */
  readonly again: readonly Again[]
  /**
   * Open or promised, and the patch was applied without it or dropped, or the author who asked sent
   * the next version without an answer: nobody waits for it any more.
   */
  readonly moot: boolean
  /** The user overruled what was derived. */
  readonly marked: boolean
}
