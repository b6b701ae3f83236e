import type { CommentContext } from '../../model/issue.ts'
import type { CommentCase } from '../cases.ts'
import type { Scene } from '../rules/rule.ts'
import type { Signals } from './sheet.ts'

const TOUCHED: ReadonlySet<string> = new Set(['changed', 'gone', 'patch-dropped'])
/** Hours between a comment and the next version beyond which more tell nothing, as a power of 2. */
const LONGEST = 12

/**
 * How the author took what else was said: whether he touched the lines of the other comments of the
 * same mail, how long he had until he sent the next version, and how much he answered.
 */
export function peerSignals(one: CommentCase, scene: Scene): Signals {
  const { context, answers } = one
  const own = answers.filter(({ role }) => role === 'author')
  const last = own.at(-1)
  return {
    ...touchedPeers(context, scene),
    'hours-to-next': hoursToNext(one, scene),
    'author-words': Math.min(120, wordsIn(own)),
    'author-asks-back': Number(last !== undefined && /\?\s*$/.test(last.lines.join('\n'))),
  }
}

function touchedPeers(context: CommentContext, { inMail, cases }: Scene): Signals {
  const fates = (inMail.get(context.messageId) ?? [])
    .filter((id) => id !== context.id)
    .map((id) => cases.get(id)?.steps.map(({ fate }) => fate) ?? [])
    .filter((steps) => steps.length > 0)
  const touched = fates.filter((steps) => steps.some((fate) => TOUCHED.has(fate)))
  return {
    peers: Math.min(20, fates.length),
    'peers-touched': fates.length === 0 ? -1 : touched.length / fates.length,
  }
}

/** As a power of 2; -1 where no version came. */
function hoursToNext({ context, next }: CommentCase, { material }: Scene): number {
  const date = next === null ? null : material.series.revisions[next]?.date
  if (!date || !context.date) return -1
  const hours = Math.max(0, Date.parse(date) - Date.parse(context.date)) / 3600000
  return Math.min(LONGEST, Math.log2(1 + hours))
}

function wordsIn(answers: readonly CommentContext[]): number {
  return answers.reduce((sum, { lines }) => sum + lines.join(' ').trim().split(/\s+/).length, 0)
}
