import type { CommentContext } from '../../model/issue.ts'
import { groupedBy } from '../../text/grouped-by.ts'
import { personKey } from '../../text/people.ts'
import { successorsOf } from '../../versions/successors.ts'
import type { CommentCase } from '../cases.ts'
import { exchangeBelow } from '../rules/exchange.ts'
import { rule, type FindingOf, type Scene } from '../rules/rule.ts'
import { likenessOf, shareSaidIn } from './likeness.ts'
import { faultsIn } from './reports.ts'

/** A point of a robot that is so much like an earlier one may be the same in other words. */
const MAY_BE_SAME = 0.25
/** So much of an entry of its overview stands in the point that it is about. */
const ENTRY_OF = 0.5
const ENTRY = /^\s*- (?:\[\w+\] )?/
/** Of a file that it cannot read a robot cannot say more. */
const UNREADABLE = /\bignoring, error\b|\berror (?:parsing|in schema)\b|\bsyntax error\b/i

/**
 * That a robot which reviews read the patch again in a later version, and in none from there on
 * says what it said: the strongest sign that a version settled it, where nobody else speaks.
 */
export const robotSilence = rule({
  name: 'robot-is-silent-now',
  about: 'A robot reviews each version anew: what it does not find any more is likely gone.',
  finds: { 'robot-is-silent-now': { dates: 1, shows: ['addressed'] } },
  find: (one, scene) => {
    const read = readAgain(one, scene)
    const from = read.findLastIndex(({ said }) => said.some((c) => maySay(c, one.context))) + 1
    const silent = read[from]
    const by = silent?.said[0]
    return silent && by ? [findingOf(by, silent.revisionIndex)] : []
  },
})

function findingOf(
  { messageId, line, lines }: CommentContext,
  revisionIndex: number,
): FindingOf<'robot-is-silent-now'> {
  return { rule: 'robot-is-silent-now', messageId, line, text: lines[0] ?? '', revisionIndex }
}

interface ReadAgain {
  readonly revisionIndex: number
  /** All that the robot says of that version. */
  readonly said: readonly CommentContext[]
}

/** The later versions in which the same robot speaks of what became of the patch. */
function readAgain({ context }: CommentCase, scene: Scene): ReadAgain[] {
  const { patchRef, about } = context
  const { material, matches, saidBy } = scene
  if (!patchRef || !isReviewing(context)) return []
  const isReport = faultsIn(context, '') !== null
  // Who lets a robot send reports in his name reviews by himself as well.
  const own = (saidBy.get(personKey(context.from)) ?? []).filter(
    (c) => (faultsIn(c, '') !== null) === isReport,
  )
  const byVersion = groupedBy(own, (c) => c.patchRef?.revisionIndex ?? -1)
  return successorsOf(material, matches, patchRef, about?.messageId ?? null)
    .filter((s) => s.isResent && s.revisionIndex > patchRef.revisionIndex)
    .flatMap(({ revisionIndex, mail }) => {
      const said = byVersion.get(revisionIndex) ?? []
      const here = said.filter((c) => material.parents.get(c.messageId) === mail?.id)
      return here.length > 0 ? [{ revisionIndex, said: [...here, ...said] }] : []
    })
}

/** A check of one patch as a whole, that a person's robot does. */
const CHECKED = /\bbot found\b/i

/** Does it read what it is given as a whole, and find again what is there? A build may not. */
function isReviewing(context: CommentContext): boolean {
  return context.sender === 'bot' || context.lines.some((line) => CHECKED.test(line))
}

function maySay(later: CommentContext, before: CommentContext): boolean {
  const [was, now] = [faultsIn(before, ''), faultsIn(later, '')]
  if (was && now)
    return [...was].some((fault) => now.has(fault)) || later.lines.some((l) => UNREADABLE.test(l))
  if (likenessOf(before, later) >= MAY_BE_SAME) return true
  return later.lines.some(
    (line) => ENTRY.test(line) && shareSaidIn(line.replace(ENTRY, ''), before) >= ENTRY_OF,
  )
}

/** Does somebody answer it in any way? */
export function isAnswered({ context }: CommentCase, { answersTo }: Scene): boolean {
  return exchangeBelow(context.id, answersTo).length > 0
}
