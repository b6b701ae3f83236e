import type { RuleId } from '../../model/evidence.ts'
import type { IssueState } from '../../model/issue.ts'
import type { CommentCase } from '../cases.ts'
import { answers } from './answers.ts'
import { askedLines } from './asked-lines.ts'
import { beside } from './beside.ts'
import { changelog } from './changelog.ts'
import { lines } from './lines.ts'
import { patch } from './patch.ts'
import type { Finding, Meaning, Rule, Scene, Sign } from './rule.ts'
import { suggestion } from './suggestion.ts'
import { tags } from './tags.ts'
import { taken } from './taken.ts'

/** Every rule of evidence, in the order in which their findings are listed. */
export const RULES: readonly Rule[] = [
  lines,
  beside,
  patch,
  suggestion,
  askedLines,
  changelog,
  answers,
  tags,
  taken,
]

const MEANINGS: ReadonlyMap<RuleId, Meaning> = new Map(
  RULES.flatMap((rule) => Object.entries(rule.finds) as [RuleId, Meaning][]),
)

/** What one rule found; empty where it found nothing. */
export interface Found {
  readonly rule: Rule
  readonly findings: readonly Finding[]
}

/** What each rule found, in the order of the rules. */
export function foundBy(one: CommentCase, scene: Scene): Found[] {
  return RULES.map((rule) => ({ rule, findings: rule.find(one, scene) }))
}

/** Everything that speaks for one state of an issue or another, in the order of the rules. */
export function evidenceFor(one: CommentCase, scene: Scene): Finding[] {
  return foundBy(one, scene).flatMap(({ findings }) => findings)
}

/** Does this kind of evidence amount to that? */
export function hasSign({ rule }: Finding, sign: Sign): boolean {
  return MEANINGS.get(rule)?.signs?.includes(sign) ?? false
}

/** Does any of some evidence amount to that? */
export function anySign(findings: readonly Finding[], sign: Sign): boolean {
  return findings.some((f) => hasSign(f, sign))
}

/** Can a reader check that state by it at a glance? */
export function isCheckable({ rule }: Finding, state: IssueState): boolean {
  return MEANINGS.get(rule)?.shows?.includes(state) ?? false
}

/** How well it dates the version that settled a request: 1 best, 3 least; `null` not at all. */
export function datingOf({ rule }: Finding): 1 | 2 | 3 | null {
  return MEANINGS.get(rule)?.dates ?? null
}
