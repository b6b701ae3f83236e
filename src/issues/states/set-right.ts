import type { CommentContext } from '../../model/issue.ts'
import { isSamePerson } from '../../text/people.ts'
import type { CommentCase } from '../cases.ts'
import { wordingsIn } from '../exchange/wordings.ts'
import { refuses } from '../rules/answers.ts'
import { exchangeBelow } from '../rules/exchange.ts'
import type { Scene } from '../rules/rule.ts'

/**
 * The words of a third person that set right whoever asked: he argues against it, and the answer to
 * him gives in ("Ah, okay. Thanks for the clarification."). The author need not have refused
 * anything: what he says may be about another matter. `null` where he would rather not himself.
 */
export function setRightBy({ context }: CommentCase, scene: Scene): CommentContext | null {
  if (context.role === 'author') return null
  const below = exchangeBelow(context.id, scene.answersTo)
  const isAskers = (c: CommentContext): boolean => isSamePerson(c.from, context.from)
  if (below.some((c) => c.role === 'author' && isPlainNo(c))) return null
  const given = below.find(
    (c) => isAskers(c) && c.messageId !== context.messageId && wordingsIn(c).has('concedes'),
  )
  const parent = scene.material.parents.get(given?.messageId ?? '')
  const others = below.filter((c) => c.messageId === parent && c.role !== 'author' && !isAskers(c))
  return others.find(isPlainNo) ?? others.find((c) => refuses(c)) ?? null
}

/** "No, that is a misreading", and not only a "because" somewhere. */
function isPlainNo(c: CommentContext): boolean {
  const said = wordingsIn(c)
  return said.has('opens-with-no') || said.has('would-rather-not')
}
