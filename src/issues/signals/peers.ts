import type { CommentContext } from '../../model/issue.ts'
import type { CommentCase } from '../cases.ts'
import type { Scene } from '../rules/rule.ts'
import type { Entry, Signals } from './sheet.ts'

const TOUCHED: ReadonlySet<string> = new Set(['changed', 'gone', 'patch-dropped'])
/** Hours between a comment and the next version beyond which more tell nothing, as a power of 2. */
const LONGEST = 12

/**
 * How the author took what else was said: whether he touched the lines of the other comments of the
 * same mail, how long he had until he sent the next version, and how much he answered.
 */
export function peerSignals(one: CommentCase, scene: Scene): Entry[] {
  const { context, answers } = one
  const own = answers.filter(({ role }) => role === 'author')
  const last = own.at(-1)
  const signals: Signals = {
    'hours-to-next': hoursToNext(one, scene),
    'author-words': Math.min(120, wordsIn(own)),
    'author-asks-back': Number(last !== undefined && /\?\s*$/.test(last.lines.join('\n'))),
  }
  return [{ signals: touchedPeers(context, scene) }, { signals }]
}

function touchedPeers(context: CommentContext, { inMail, cases }: Scene): Signals {
  let [peers, touched] = [0, 0]
  for (const id of inMail.get(context.messageId) ?? []) {
    const steps = id === context.id ? [] : (cases.get(id)?.steps ?? [])
    if (steps.length > 0) peers++
    if (steps.some(({ fate }) => TOUCHED.has(fate))) touched++
  }
  return {
    peers: Math.min(20, peers),
    'peers-touched': peers === 0 ? -1 : touched / peers,
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
