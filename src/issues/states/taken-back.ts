import { withdraws } from '../exchange/withdrawn.ts'
import { anySign } from '../rules/index.ts'
import type { Finding } from '../rules/rule.ts'
import { named } from './grounds.ts'

/**
 * Where whoever asked takes it back, and neither did the author promise or do it nor did the lines
 * change: nobody waits for it any more.
 */
export function takenBack(findings: readonly Finding[]): Finding[] {
  const isDone = (['touched', 'will-do', 'done', 'promise', 'fixed'] as const).some((sign) =>
    anySign(findings, sign),
  )
  if (isDone) return []
  return named(findings, ['reviewer-concedes', 'reviewer-at-last-concedes']).filter(({ text }) =>
    withdraws(text),
  )
}
