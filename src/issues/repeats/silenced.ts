import { isWaiting } from '../../model/issue.ts'
import type { CommentCase } from '../cases.ts'
import type { Finding, Scene } from '../rules/rule.ts'
import { STATES } from '../states/allowed.ts'
import type { Verdict } from '../states/states.ts'
import { isAnswered, robotSilence } from './silence.ts'

/**
 * A verdict on what a robot asked for, where the robot read a later version and does not ask any
 * more: addressed there, at most likely so. Where the lines are as they were and nobody says why,
 * it is for a reader to look.
 */
export function silenced(verdict: Verdict, one: CommentCase, scene: Scene): Verdict {
  const [silence] = robotSilence.find(one, scene)
  const isOpen = isWaiting(verdict.state)
  const revisionIndex = silence?.revisionIndex ?? null
  if (!silence || revisionIndex === null) return verdict
  if (!isOpen && verdict.state !== 'addressed') return verdict
  const isLeft = one.path
    .filter((step) => step.revisionIndex <= revisionIndex)
    .every(({ fate }) => fate === 'unchanged')
  const isUntold = isLeft && one.path.length > 0 && !isAnswered(one, scene)
  const evidence = [silence, ...verdict.evidence.filter((f) => !isOpen || speaksOfIt(f))]
  const weighed = {
    ...verdict.weighed,
    found: [...verdict.weighed.found, { rule: robotSilence, findings: [silence] }],
  }
  if (!isOpen) {
    const isSurer = verdict.confidence === 'low' && !isUntold
    return { ...verdict, evidence, confidence: isSurer ? 'medium' : verdict.confidence, weighed }
  }
  return {
    ...verdict,
    state: 'addressed',
    addressedIn: revisionIndex,
    confidence: isUntold ? 'low' : 'medium',
    probability: verdict.weighed.probabilities[STATES.indexOf('addressed')] ?? 0,
    evidence: evidence.slice(0, 4),
    weighed: {
      ...weighed,
      allowances: verdict.weighed.allowances.map((a) =>
        a.state === 'addressed' ? { ...a, isAllowed: true, reason: REASON, because: [silence] } : a,
      ),
      dating: { revisionIndex, grade: 1, by: [silence] },
      doubt: isUntold ? 'nothing-tells' : null,
    },
  }
}

const REASON = 'the robot read it again, and does not say it any more'

/** What speaks for open alone tells nothing where it is settled. */
function speaksOfIt({ rule }: Finding): boolean {
  return !rule.startsWith('nobody-answers') && rule !== 'no-later-version'
}
