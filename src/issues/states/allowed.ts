import type { RuleId } from '../../model/evidence.ts'
import type { Part } from '../../model/content.ts'
import type { IssueState } from '../../model/issue.ts'
import { anySign } from '../rules/index.ts'
import type { Finding } from '../rules/rule.ts'

/** In the order of the model's classes. */
export const STATES: readonly IssueState[] = ['addressed', 'answered', 'rejected', 'open', 'agreed']

/**
 * Which states the evidence allows: no verdict without some. Nothing is answered, promised or turned down in
 * silence, and what somebody promised or said he did is not open.
 * @param part what the comment stands under
 */
export function allowedStates(
  part: Part | null,
  findings: readonly Finding[],
): ReadonlySet<IssueState> {
  const allowed = new Set<IssueState>(['open'])
  if (canBeAddressed(part, findings)) allowed.add('addressed')
  if (anySign(findings, 'answered')) {
    allowed.add('answered').add('agreed')
    const isRefused = anySign(findings, 'refused') || isPassedOver(findings)
    if (isRefused && !anySign(findings, 'will-do-at-last')) allowed.add('rejected')
  }
  if (anySign(findings, 'conceded')) allowed.add('answered').add('rejected')
  if (anySign(findings, 'not-open')) allowed.delete('open')
  return allowed
}

/** The author answers, promises nothing, and leaves the lines in the next version as they were. */
function isPassedOver(findings: readonly Finding[]): boolean {
  return (
    has(findings, 'author-answers') &&
    anySign(findings, 'left') &&
    !anySign(findings, 'touched') &&
    !(['will-do', 'will-do-at-last', 'done'] as const).some((sign) => anySign(findings, sign))
  )
}

/**
 * Nothing is addressed without a later version or a fix on applying, nor where lines of code, or the whole
 * patch, stayed as they were and nothing tells of it.
 */
function canBeAddressed(part: Part | null, findings: readonly Finding[]): boolean {
  if (anySign(findings, 'fixed')) return true
  if (has(findings, 'no-later-version')) return false
  if (anySign(findings, 'touched')) return true
  const isLeft = part === 'diff' && anySign(findings, 'left') && !has(findings, 'beside-changed')
  const isOtherPatch = ALTERED.some((id) => has(findings, id))
  return !has(findings, 'patch-same') && (anySign(findings, 'told') || (!isLeft && isOtherPatch))
}

const ALTERED: readonly RuleId[] = ['patch-changed', 'patch-message-changed', 'patch-dropped']

function has(findings: readonly Finding[], id: RuleId): boolean {
  return findings.some(({ rule }) => rule === id)
}

/** Index of the likeliest state that the evidence allows. */
export function bestState(
  p: readonly number[],
  part: Part | null,
  findings: readonly Finding[],
): number {
  const allowed = allowedStates(part, findings)
  return p.reduce(
    (best, v, k) =>
      allowed.has(STATES[k] ?? 'open') && v > (best === -1 ? -1 : (p[best] ?? 0)) ? k : best,
    -1,
  )
}
