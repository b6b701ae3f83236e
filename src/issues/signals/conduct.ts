import type { CommentCase } from '../cases.ts'
import { exchangeBelow } from '../rules/exchange.ts'
import type { Scene } from '../rules/rule.ts'
import { isConsent, isGivenOnLater } from '../rules/tags.ts'
import { wordingsIn } from '../exchange/wordings.ts'
import { isOnLinesOf, isRaisedAgain } from '../repeats.ts'
import { isSamePerson, personKey } from '../../text/people.ts'
import type { Wording } from '../../model/evidence.ts'
import type { Successor } from '../../versions/successors.ts'
import type { Entry, Signals } from './sheet.ts'

const REFUSING: readonly Wording[] = ['declines', 'would-rather-not', 'opens-with-no']
const PROMISING: readonly Wording[] = ['agrees-will-do', 'agrees-done', 'promises-a-version']

/**
 * What whoever asked does when later versions come: says it again, speaks of other things on the
 * same patch, or tags it.
 */
export function conductSignals(
  one: CommentCase,
  scene: Scene,
  later: readonly Successor[],
): Entry[] {
  const { context, next } = one
  const place = context.patchRef
  if (next === null || !place) return []
  const own = (scene.saidBy.get(personKey(context.from)) ?? []).flatMap((c) => {
    const known = scene.cases.get(c.id)
    const isLater =
      (c.patchRef?.revisionIndex ?? -1) > place.revisionIndex &&
      (c.date ?? '') > (context.date ?? '')
    return known && isLater ? [known] : []
  })
  const again = own.filter((c) => isRaisedAgain(one, c))
  const onLines = own.filter((c) => !again.includes(c) && isOnLinesOf(one, c))
  const numbers = new Map(
    later.flatMap(({ mail, revisionIndex }) => (mail ? [[mail.id, revisionIndex] as const] : [])),
  )
  const onPatch = own.filter((c) => !again.includes(c) && numbers.has(messageOf(c, scene) ?? ''))
  const tagged = scene.tags.filter(
    (t) =>
      t.messageId !== null &&
      t.revisionIndex >= next &&
      isConsent(t) &&
      isSamePerson(t.person, context.from) &&
      isGivenOnLater(t, next - 1, context.date, scene) &&
      numbers.has(idAt(scene, t.revisionIndex, t.patch) ?? ''),
  )
  const below = again.flatMap((c) => exchangeBelow(c.context.id, scene.answersTo))
  const says = (list: readonly Wording[]): boolean =>
    below.some((c) => !isSamePerson(c.from, context.from) && list.some((w) => wordingsIn(c).has(w)))
  const signals: Signals = {
    'said-again': Number(again.length > 0),
    'said-again-last': Number(again.some((c) => c.context.patchRef?.revisionIndex === scene.last)),
    'said-again-answered': Number(below.length > 0),
    'said-again-refused': Number(says(REFUSING)),
    'said-again-promised': Number(says(PROMISING)),
    'back-on-lines': Number(onLines.length > 0),
    'back-on-patch': Math.min(5, onPatch.length),
    'back-in-series': Math.min(9, own.length),
    'tags-heir': Number(tagged.length > 0),
  }
  return [{ signals: addresseeSignals(one, scene) }, { signals }]
}

/**
 * Whoever the author asks: whether he writes again on the series, on this version or a later one,
 * and whether he tags it.
 */
function addresseeSignals({ context, answered }: CommentCase, scene: Scene): Signals {
  if (context.role !== 'author' || !answered || answered.role === 'author') return {}
  const who = answered.from
  const place = context.patchRef?.revisionIndex ?? 0
  const later = (scene.saidBy.get(personKey(who)) ?? []).filter(
    (c) => (c.date ?? '') > (context.date ?? ''),
  )
  const onSame = later.filter((c) => (c.patchRef?.revisionIndex ?? 0) <= place)
  const tags = scene.tags.filter(
    (t) =>
      t.messageId !== null &&
      isSamePerson(t.person, who) &&
      isGivenOnLater(t, place, context.date, scene),
  )
  return {
    'asked-writes-here': Math.min(5, onSame.length),
    'asked-writes-later': Math.min(5, later.length - onSame.length),
    'asked-tags-later': Number(tags.length > 0),
  }
}

/** The cover or patch that a comment is on. */
function messageOf({ context }: CommentCase, scene: Scene): string | null {
  const { patchRef } = context
  return patchRef ? idAt(scene, patchRef.revisionIndex, patchRef.patch) : null
}

function idAt({ material }: Scene, revisionIndex: number, number: number): string | null {
  const revision = material.series.revisions[revisionIndex]
  return revision?.members.find((m) => m.number === number)?.messageId ?? null
}
