import type { RuleId } from '../../model/evidence.ts'
import { anySign } from '../rules/index.ts'
import type { Finding } from '../rules/rule.ts'
import type { Sheet } from '../signals/sheet.ts'
import { affirms, has, named, no, SILENCE, withSign, yes, type Ground } from './grounds.ts'

/** Nothing is refused but by somebody who answers, and argues against it or leaves it. */
export function rejectedOn(findings: readonly Finding[], signals: Sheet): Ground {
  const conceded = withSign(findings, 'conceded')
  if (conceded.length > 0) return yes('whoever asked concedes', conceded)
  if (!anySign(findings, 'answered')) return no('nobody answers', named(findings, SILENCE))
  if (signals.of('asks-for-facts') === 1)
    return no('it ends in a question, which is answered and not refused', [])
  const promised = withSign(findings, 'will-do-at-last')
  if (promised.length > 0) return no('the author promises it in the end', promised)
  return refusedOn(findings, signals)
}

/**
 * By the author, or by a third person who answers for the code: one who finds fault with it himself
 * supports whoever asked. An author who is sorry refuses nothing, and whoever asked does not argue
 * against himself: while he goes on, and no version passed it over, it stands.
 */
function refusedOn(findings: readonly Finding[], signals: Sheet): Ground {
  const isByOthers = ({ rule }: Finding): boolean => rule.startsWith('others-')
  const answers = withSign(findings, 'answered')
  const argued = withSign(findings, 'refused')
  const refused = signals.of('others-support') === 1 ? argued.filter((f) => !isByOthers(f)) : argued
  const isByThird = refused.some(isByOthers)
  if (signals.of('author-gives-way') === 1 && !isByThird)
    return no('the author is sorry, or says that he has to change it', answers)
  const agreed = named(findings, AGREEING)
  if (
    refused.length > 0 &&
    agreed.length > 0 &&
    !refused.some(isByOthers) &&
    !refused.some(isPlain)
  )
    return no('the author agrees, whatever else he says', agreed)
  if (refused.length > 0) return yes('somebody argues against it', refused)
  if (argued.length > 0 && !has(findings, 'author-answers'))
    return no('whoever else speaks finds fault with the code too', argued)
  const insists = insistence(findings, signals)
  if (insists.length > 0 && !isPassedOver(findings))
    return no('whoever asked goes on arguing for it', insists)
  const explains =
    signals.of('author-only-explains') === 1 || signals.of('others-only-explain') === 1
  if (explains) return yes('whoever answers agrees to nothing', answers)
  return isPassedOver(findings)
    ? yes('the author answers, promises nothing, and leaves the lines', withSign(findings, 'left'))
    : no('nobody argues against it', [])
}

/** Whoever asked has the last word, and is not content with what was answered. */
function insistence(findings: readonly Finding[], signals: Sheet): Finding[] {
  const isOpen = has(findings, 'last-word-reviewer') && signals.of('reviewer-is-content') !== 1
  return isOpen ? named(findings, INSISTING).filter((f) => !TAKES_BACK.test(f.text)) : []
}

/** The author answers, agrees to nothing, and leaves the lines in the next version as they were. */
function isPassedOver(findings: readonly Finding[]): boolean {
  return (
    has(findings, 'author-answers') &&
    anySign(findings, 'left') &&
    !anySign(findings, 'touched') &&
    named(findings, [...AGREEING, 'author-concedes']).length === 0 &&
    !findings.some(affirms) &&
    !(['will-do', 'will-do-at-last', 'done'] as const).some((sign) => anySign(findings, sign))
  )
}

/** "No", "I would rather not": more than a "but" or a "because" somewhere in an answer. */
function isPlain({ rule }: Finding): boolean {
  return /-(?:opens-with-no|would-rather-not)$/.test(rule)
}

const AGREEING: readonly RuleId[] = [
  'author-agrees-yes',
  'author-agrees-will-do',
  'author-agrees-done',
  'author-opens-with-yes',
]
const INSISTING: readonly RuleId[] = [
  'reviewer-declines',
  'reviewer-opens-with-no',
  'reviewer-would-rather-not',
]
/** "Yea, my bad", "Oh, true". */
const TAKES_BACK = /\b(?:my bad|sorry|you're right)\b|^\W*(?:oh|ah)\b/i
