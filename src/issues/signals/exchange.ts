import type { CommentCase } from '../cases.ts'
import type { Finding } from '../rules/rule.ts'
import type { Signals } from './lines.ts'

/** Words of an answer that does no more than promise. */
const FEW = 15
/** "Let me think about it": neither for nor against. */
const DEFERS =
  /\b(?:let me|i(?:'ll| will| need to| have to)) (?:think|check|look|see|ask|investigate|get back|come back)\b|\bget back to you\b|\bnot sure yet\b/i

/** What an exchange comes to: an answer that consents to nothing, a reviewer who is content. */
export function exchangeSignals({ answers }: CommentCase, findings: readonly Finding[]): Signals {
  const has = (id: RegExp): boolean => findings.some(({ rule }) => id.test(rule))
  const isAnswered = has(/^author-answers$/)
  const own = answers.filter(({ role }) => role === 'author').map(({ lines }) => lines.join(' '))
  const consents = has(/^author-(?:at-last-)?(?:agrees-|opens-with-yes|promises|concedes)/)
  const explains = isAnswered && !consents && !own.some((text) => DEFERS.test(text))
  const isContent =
    has(/^reviewer-(?:at-last-)?concedes$/) ||
    (has(/^last-word-reviewer$/) && has(/^reviewer-(?:at-last-)?(?:agrees-yes|opens-with-yes)$/))
  return {
    'author-only-explains': Number(explains),
    'explains-to-the-content': Number(explains && isContent),
    'others-only-explain': Number(!isAnswered && has(/^others-answers$/)),
    'reviewer-is-content': Number(isContent),
    'only-promises': Number(
      has(/^author-agrees-will-do$/) && own.join(' ').trim().split(/\s+/).length <= FEW,
    ),
  }
}
