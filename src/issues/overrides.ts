import type { Override } from '../model/override.ts'
import type { JudgedComment } from './cases.ts'
import type { Finding } from './rules/rule.ts'
import type { Verdict } from './states/states.ts'

/** The user's word on what is an issue. */
export function overridden(comment: JudgedComment, mark: Override | undefined): JudgedComment {
  if (!mark) return comment
  const actionable = mark.state !== 'not-an-issue'
  const kind = actionable && comment.judged.kind !== 'question' ? 'change' : comment.judged.kind
  return {
    ...comment,
    judged: {
      ...comment.judged,
      kind: actionable ? kind : 'discussion',
      actionable,
      probability: Number(actionable),
      reasons: ['you said so'],
    },
  }
}

/** The user's word on where it stands. */
export function overruled(verdict: Verdict, mark: Override | undefined): Verdict {
  if (!mark || mark.state === 'not-an-issue') return verdict
  const said: Finding = {
    rule: 'you-said-so',
    messageId: null,
    line: null,
    text: mark.note ?? '',
    revisionIndex: null,
  }
  return {
    ...verdict,
    state: mark.state,
    addressedIn: mark.state === 'addressed' ? verdict.addressedIn : null,
    confidence: 'high',
    evidence: [said],
  }
}
