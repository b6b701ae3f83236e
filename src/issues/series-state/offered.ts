import type { LineRange } from '../../model/reply.ts'
import type { Revision } from '../../model/series.ts'
import { withoutMarks } from '../../text/quoting.ts'
import type { Said } from './taking-line.ts'

/** "So feel free to pick up the lot", quoted right above who says that he will. */
const OFFERED =
  /\bfeel free to (?:just )?(?:pick(?: (?:it|this|them|these))? up|pick|take|apply|queue|merge|grab)\b/i
const OFFER_TAKEN =
  /^\W*(?:(?:ok(?:ay)?|sure|yes|great|thanks|thank you)[,.! ]+)*(?:I will(?: do (?:so|that|it)| (?:take|pick|apply|queue|merge) \S+(?: up)?)?|I'll do (?:so|that|it)|will do|done)(?=$|\s*[,.!;])(?!.*\b(?:but|if|once|after)\b)[^?]*$/i
const WHOLE = /\b(?:lot|series|set|all|them|these|both|everything)\b/i

/** Takes somebody up on an offer that he quotes. */
export function takenAsOffered(
  lines: readonly string[],
  comments: readonly LineRange[],
  { patches }: Revision,
  patch: number,
): Said | null {
  const all = patches.map((p) => p.number)
  for (const [i, { line }] of comments.entries()) {
    const above = lines.slice(comments[i - 1]?.endLine ?? 0, line - 1).map(withoutMarks)
    const offer = above.find((text) => OFFERED.test(text))
    if (offer !== undefined && OFFER_TAKEN.test(lines[line - 1] ?? ''))
      return { line, patches: patch === 0 || WHOLE.test(offer) ? all : [patch] }
  }
  return null
}
