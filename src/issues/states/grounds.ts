import type { RuleId } from '../../model/evidence.ts'
import type { IssueState } from '../../model/issue.ts'
import { hasSign } from '../rules/index.ts'
import type { Finding, Sign } from '../rules/rule.ts'

/** Whether the evidence allows a state, and why. */
export interface Allowance {
  readonly state: IssueState
  readonly isAllowed: boolean
  /** In words. */
  readonly reason: string
  /** The findings that make it so; empty where it is for want of any. */
  readonly because: readonly Finding[]
  /** Nothing speaks for it, and nothing against it. */
  readonly isUnseen?: true
}

/** The same, of a state that is known. */
export type Ground = Omit<Allowance, 'state'>

/** It is allowed. */
export function yes(reason: string, because: readonly Finding[]): Ground {
  return { isAllowed: true, reason, because }
}

/** It is not. */
export function no(reason: string, because: readonly Finding[]): Ground {
  return { isAllowed: false, reason, because }
}

/** It is not, as long as nothing speaks for it. */
export function unseen(reason: string, because: readonly Finding[]): Ground {
  return { isAllowed: false, reason, because, isUnseen: true }
}

/** Nobody says anything. */
export const SILENCE: readonly RuleId[] = ['nobody-answers', 'nobody-answers-author']

/** Is there a finding of that kind? */
export function has(findings: readonly Finding[], id: RuleId): boolean {
  return findings.some(({ rule }) => rule === id)
}

/** The findings of some kinds. */
export function named(findings: readonly Finding[], ids: readonly RuleId[]): Finding[] {
  return findings.filter(({ rule }) => ids.includes(rule))
}

/** The findings that amount to that. */
export function withSign(findings: readonly Finding[], sign: Sign): Finding[] {
  return findings.filter((f) => hasSign(f, sign))
}

/** "Yeah, it is a breaking change": it tells that something is so, and promises nothing. */
export function affirms({ rule, text }: Finding): boolean {
  return /-(?:agrees|opens-with)-yes$/.test(rule) && AFFIRMS.test(text) && !ADMITS.test(text)
}

const AFFIRMS = new RegExp(
  String.raw`^\W*(?:yes|yeah|yep|yup|correct|right|indeed)\b[,.!]* ` +
    String.raw`(?:it|this|that|they|there|these|those)` +
    String.raw`(?:['\u2019]s| (?:is|are|was|were|does|do|did|has|have)\b(?! to\b))`,
  'i',
)
/** What is to be put right, or is good to have. */
const ADMITS = new RegExp(
  String.raw`\b(?:wrong|mistake\w*|bugs?|typos?|errors?|confus\w+|unclear|miss(?:ed|ing)|forgot\w*|` +
    String.raw`left ?over|good|great|better|nice|cleaner|simpler|makes? sense|should|needs?|must|` +
    String.raw`can|could|true|right|correct|(?:un|not )necessary|unused|redundant|problem|issue|` +
    String.raw`sorry|oversight|weird|odd|ugly|stale|bad|also|too)\b|n['\u2019]t\b`,
  'i',
)
