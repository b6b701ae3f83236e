import type { Part } from '../../model/content.ts'
import type { IssueState } from '../../model/issue.ts'
import type { Finding } from '../rules/evidence.ts'

/** In the order of the model's classes. */
export const STATES: readonly IssueState[] = ['addressed', 'answered', 'rejected', 'open', 'agreed']

const TOUCHED = /^(?:lines-(?:changed|gone|patch-dropped)|white space changed)$/
const FIXED = /^(?:fixed while applying|(?:the author|the reviewer|others): says it is fixed)$/
const REFUSED = /^(?:the author|others)(?: at last)?: (?:declines|opens with no|would rather not)$/

/**
 * Which states the evidence allows: no verdict without some. Nothing is answered, promised or turned down in
 * silence, and what somebody promised or said he did is not open.
 * @param part what the comment stands under
 */
function allowedStates(part: Part | null, findings: readonly Finding[]): ReadonlySet<IssueState> {
  const allowed = new Set<IssueState>(['open'])
  if (canBeAddressed(part, findings)) allowed.add('addressed')
  if (has(findings, /^(?:the author|others) answers$/)) {
    allowed.add('answered').add('agreed')
    const isRefused = has(findings, REFUSED) || isPassedOver(findings)
    if (isRefused && !has(findings, /^the author at last: agrees: will do$/))
      allowed.add('rejected')
  }
  if (has(findings, /^the reviewer: concedes$/)) allowed.add('answered').add('rejected')
  if (
    has(
      findings,
      /^(?:the author: agrees: (?:will do|done)|(?:the author|the reviewer|others): says it is fixed)$/,
    )
  )
    allowed.delete('open')
  return allowed
}

/** The author answers, promises nothing, and leaves the lines in the next version as they were. */
function isPassedOver(findings: readonly Finding[]): boolean {
  return (
    has(findings, /^the author answers$/) &&
    has(findings, /^lines-unchanged$/) &&
    !has(findings, TOUCHED) &&
    !has(findings, /^the author(?: at last)?: agrees: (?:will do|done)$/)
  )
}

/**
 * Nothing is addressed without a later version or a fix on applying, nor where lines of code, or the whole
 * patch, stayed as they were and nothing tells of it.
 */
function canBeAddressed(part: Part | null, findings: readonly Finding[]): boolean {
  if (has(findings, FIXED)) return true
  if (has(findings, /^no-later-version$/)) return false
  if (has(findings, TOUCHED)) return true
  const isLeft =
    part === 'diff' &&
    has(findings, /^lines-unchanged$/) &&
    !has(findings, /^lines beside it changed$/)
  return (
    !has(findings, /^patch-same$/) &&
    (isTold(findings) || (!isLeft && has(findings, /^patch-(?:changed|message-changed|dropped)$/)))
  )
}

function has(findings: readonly Finding[], pattern: RegExp): boolean {
  return findings.some(({ rule }) => pattern.test(rule))
}

/** Does anything but the lines themselves tell of a change: suggested text, a changelog, the author? */
export function isTold(findings: readonly Finding[]): boolean {
  return has(
    findings,
    /^(?:changelog|credited|suggested|a name|the substitution|fixed while)|^the author(?: at last)?: agrees: done/,
  )
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
