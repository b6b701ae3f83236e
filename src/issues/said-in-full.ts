import { sentencesOf } from '../text/sentences.ts'
import type { Finding, Scene } from './rules/rule.ts'

/** What somebody says, and in which words. */
const SAID = /^(?:author|reviewer|others)-/
/** Longer ones are shown as the line that was found. */
const LONGEST = 280

/**
 * What somebody says as it is shown: the sentences that stand on the line, whole. Mail is wrapped,
 * and a piece of a sentence may say the opposite of it.
 */
export function saidInFull(f: Finding, { inMail, cases }: Scene): Finding {
  const { messageId, line, rule } = f
  if (messageId === null || line === null || !SAID.test(rule) || rule.includes('-tags-')) return f
  const context = (inMail.get(messageId) ?? [])
    .map((id) => cases.get(id)?.context)
    .find((c) => c !== undefined && c.line <= line && line <= c.endLine)
  if (!context) return f
  const at = line - context.line
  // Which of them was meant is not known any more.
  const found = sentencesOf(context.lines).filter((one) => one.at <= at && at <= one.endAt)
  const text = found.map((one) => one.text).join(' ')
  const [first] = found
  if (!first || text.length > LONGEST || found.some(({ isCode }) => isCode)) return f
  return { ...f, line: context.line + first.at, text }
}
