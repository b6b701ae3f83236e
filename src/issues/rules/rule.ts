import type { RuleId } from '../../model/evidence.ts'
import type { CommentContext, IssueEvidence, IssueState } from '../../model/issue.ts'
import type { Applied, Matches, SeriesMail, Tag } from '../../model/review.ts'
import type { CommentCase } from '../cases.ts'

/** Evidence with the version it speaks of. */
export interface Finding extends IssueEvidence {
  readonly rule: RuleId
  readonly revisionIndex: number | null
}

/** What evidence is looked for in. */
export interface Scene {
  readonly material: SeriesMail
  readonly matches: Matches
  readonly tags: readonly Tag[]
  readonly applied: readonly Applied[]
  /** Answers to each comment, oldest first. */
  readonly answersTo: ReadonlyMap<string, readonly CommentContext[]>
  /** Comments on the series by who wrote them. */
  readonly saidBy: ReadonlyMap<string, readonly CommentContext[]>
  /** Every comment on the series, by its id. */
  readonly cases: ReadonlyMap<string, CommentCase>
  /** Ids of the comments in each mail. */
  readonly inMail: ReadonlyMap<string, readonly string[]>
  /** Index of the latest version. */
  readonly last: number
}

/**
 * What a kind of evidence amounts to, whatever it is called.
 * `touched`: the lines are not as they were; `left`: they are; `told`: something but the lines
 * tells of a change; `fixed`: somebody did it otherwise; `answered`, `refused`, `refused-at-last`,
 * `conceded`: by words; `will-do`: the author promises or says it is done; `will-do-at-last`,
 * `done`: the same, told apart; `not-open`: somebody takes it on or has done it; `promise`: a mail
 * to date that by; `consents`: whoever answers agrees in some way.
 */
export const SIGNS = [
  'touched',
  'left',
  'told',
  'fixed',
  'answered',
  'refused',
  'refused-at-last',
  'conceded',
  'not-open',
  'done',
  'will-do',
  'will-do-at-last',
  'promise',
  'consents',
] as const
export type Sign = (typeof SIGNS)[number]

/** What is known of a kind of evidence besides its words. */
export interface Meaning {
  readonly signs?: readonly Sign[]
  /** States that a reader can check by it at a glance. */
  readonly shows?: readonly IssueState[]
  /** It dates the version that settled a request: 1 best, 3 least. */
  readonly dates?: 1 | 2 | 3
}

/** One way to look for evidence. */
export interface Rule {
  /** Kebab case, as its file. */
  readonly name: string
  /** What it looks at and why that tells something, for those who keep it. */
  readonly about: string
  /** The kinds of evidence it can find. */
  readonly finds: Readonly<Partial<Record<RuleId, Meaning>>>
  /** In the order of time where there is one. */
  readonly find: (one: CommentCase, scene: Scene) => readonly Finding[]
}

/** A rule whose findings are among those that it names. */
export function rule<const Finds extends Partial<Record<RuleId, Meaning>>>(
  value: Omit<Rule, 'finds' | 'find'> & {
    readonly finds: Finds
    readonly find: (one: CommentCase, scene: Scene) => readonly FindingOf<keyof Finds & RuleId>[]
  },
): Rule {
  return value
}

/** A finding of one of some kinds. */
export type FindingOf<Id extends RuleId> = Finding & { readonly rule: Id }
