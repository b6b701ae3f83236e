import type { Part } from '../../model/content.ts'
import type { RuleId } from '../../model/evidence.ts'
import { anySign } from '../rules/index.ts'
import type { Finding } from '../rules/rule.ts'
import { named } from './grounds.ts'

/** What another patch, or the words of a version, may have while the patch stays as it is. */
export const ELSEWHERE: readonly RuleId[] = [
  'name-new',
  'suggested-code-there',
  'suggested-words-there',
  'changelog-speaks-of-it',
]

/**
 * The tag that whoever asked gives to the very patch that was sent again as it was: he is content
 * with it, and nothing tells that anything was done to the code. Who it is from and how it is sent
 * may have changed.
 */
export function tagsTheSame(part: Part | null, findings: readonly Finding[]): Finding[] {
  const [same] = named(findings, ['patch-same'])
  const isSilent = !anySign(findings, 'consents') && anySign(findings, 'left')
  if (
    !same ||
    part !== 'diff' ||
    !isSilent ||
    anySign(findings, 'told') ||
    named(findings, ELSEWHERE).length > 0
  )
    return []
  return named(findings, ['reviewer-tags-later-version']).filter(
    ({ revisionIndex, text }) =>
      revisionIndex === same.revisionIndex && !/ on patch \d+$/.test(text),
  )
}
