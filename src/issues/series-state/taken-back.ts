import type { Applied, SeriesMail } from '../../model/review.ts'
import { collapse } from '../../text/lines.ts'
import { isSamePerson } from '../../text/people.ts'
import type { Membership } from '../exchange/membership.ts'

const PATCHES = String.raw`(?:this(?: one)?|these|both|(?:(?:this|the|these|your|all) )?(?:patch(?:es)?|changes?|commits?|series|set))`
const THESE = String.raw`(?:it|that|them|those|${PATCHES})`
const BEGIN = String.raw`(?:^|[.,!;:]\s+|\b(?:so|and) )(?:(?:so|and|now) )*`
const AGAIN = String.raw`(?:again|for now|until|from (?:my|the|our)|due to|because|since|as (?:it|this|that))\b`
const UNDONE = String.raw`(?:I(?:'ve| have|'m| am)? )?(?:(?:now|just|also|had to) )*(?:dropp(?:ed|ing)|revert(?:ed|ing)|back(?:ed|ing) out|un-?applied|unqueued)`
const TAKEN_BACK = [
  // "I've dropped this change again", "Reverted.", "Dropping it for now".
  String.raw`${BEGIN}${UNDONE}(?: ${THESE})?(?: out)? ${AGAIN}`,
  String.raw`${BEGIN}${UNDONE}(?: ${PATCHES})?(?: out)?\s*(?:[.,;!]|$)`,
  // What "it" is, is plain where nothing stands before.
  String.raw`^(?:sorry[,.]? )?${UNDONE} ${THESE}\s*(?:[.,;!]|$)`,
  // "I removed the patch from my tree", "I'll drop this for now".
  String.raw`${BEGIN}I(?:'ve| have|'ll| will)? (?:(?:now|just|also) )*(?:removed?|drop|revert)(?: ${THESE}) (?:again|for now|from (?:my|the|our) (?:\S+ )?(?:tree|queue|branch|\S*next))\b`,
  // "To be clear, none of these have been applied", where a program had said so.
  String.raw`\bnone of (?:${THESE}|what is listed) (?:has|have|had) (?:actually )?been (?:applied|queued|merged|picked up)`,
].map((source) => new RegExp(source, 'i'))

/** No comment without one of these takes anything back. */
const MAY_BE_BACK = /drop|revert|back|un-?applied|unqueued|remov|none of/i

interface TakenBack {
  readonly by: Applied['by']
  readonly date: string
  readonly revisionIndex: number
  /** 0: all of the version. */
  readonly patch: number
}

/** Leaves out what who applied it took back in later mail. */
export function stillApplied(
  applied: readonly Applied[],
  material: SeriesMail,
  places: Membership,
): Applied[] {
  if (applied.length === 0) return []
  const back = takenBackIn(material, places)
  return applied.flatMap((a) => {
    const since = back.filter(
      (b) =>
        b.revisionIndex === a.revisionIndex &&
        a.date !== null &&
        a.date < b.date &&
        isSamePerson(a.by, b.by),
    )
    const patches = a.patches.filter((n) => !since.some((b) => b.patch === 0 || b.patch === n))
    return patches.length === 0 ? [] : [{ ...a, patches }]
  })
}

function takenBackIn(material: SeriesMail, places: Membership): TakenBack[] {
  return [...material.mails.values()].flatMap((mail) => {
    const place = places.isMember(mail.id) ? null : places.ofReply(mail.id)
    if (!place || mail.date === null) return []
    const says = (material.comments.get(mail.id) ?? []).some(({ line, endLine }) => {
      const own = mail.lines.slice(line - 1, endLine)
      if (!own.some((one) => MAY_BE_BACK.test(one))) return false
      const text = collapse(own.join(' '))
      return TAKEN_BACK.some((pattern) => pattern.test(text))
    })
    return says ? [{ ...place, by: mail.from, date: mail.date }] : []
  })
}
