import type { Applied, SeriesMaterial } from '../model/review.ts'
import { numbersIn } from './numbers.ts'
import { isSamePerson } from './people.ts'
import { senderOf } from './sender.ts'
import { placesOf, type Places } from './places.ts'

/** "Applied, thanks.", "Thanks, queued up for v5.9", "I've applied both", "pushed to drm-misc-next". */
const TAKEN =
  /^(?:\W*(?:thanks?|thank you|ok(?:ay)?|great|good|nice|looks good(?: to me)?|lgtm|series|whole series|patch(?:es)?(?: [\d\s,&and-]+)?|both|all|now|it(?:'s| is| has been)?|i(?:'ve| have)?(?: now)?|this(?: series)? (?:is|has been)|(?:this|these|they)(?: patches)?(?: are| is| have been| has been)?)\W+){0,4}(?:applied|queued|merged|picked(?: it| this| them| these)? up|pushed|taken|added to)\b/i
const NOT_TAKEN = /\b(?:not|n't|if|when|once|until|after|before|can|could|should|would|will|may|might|to be|being|be|please|unless|get|wasn't)\b[^.]{0,30}\b(?:applied|queued|merged|picked|pushed|taken)\b|\?\s*$|\b(?:applied|merged|queued|pushed) (?:on top|in order|before|after|first|cleanly|by|when|if|only|against)\b/i

/** What people other than the author said they took of a series, in order of time. */
export function appliedOf(material: SeriesMaterial): Applied[] {
  const places = placesOf(material)
  return [...material.posts.values()]
    .flatMap((post) => appliedIn(material, places, post.id) ?? [])
    .sort((a, b) => ((a.date ?? '9999') < (b.date ?? '9999') ? -1 : 1))
}

function appliedIn(material: SeriesMaterial, places: Places, id: string): Applied | null {
  const post = material.posts.get(id)
  const place = places.ofReply(id)
  const revision = place && material.series.revisions[place.position]
  if (!post || !place || !revision || places.isMember(id) || isSamePerson(post.from, material.series.author)) return null
  for (const { line, endLine } of material.comments.get(id) ?? []) {
    for (let n = line; n <= Math.min(endLine, line + 5); n++) {
      const text = post.lines[n - 1] ?? ''
      if (!TAKEN.test(text) || NOT_TAKEN.test(text)) continue
      const all = revision.patches.map((p) => p.number)
      const numbers = listedByBot(post.lines, all) ?? numbersIn(text, all) ?? (place.number === 0 || /\b(?:series|all|both)\b/i.test(text) ? all : [place.number])
      return { messageId: id, line: n, text: text.trim(), by: post.from, date: post.date, position: place.position, numbers }
    }
  }
  return null
}

/** `[2/3] title` and below it `commit: <sha>` or an https address with one, as b4 and the patchwork bot write. */
function listedByBot(lines: readonly string[], all: readonly number[]): number[] | null {
  const listed = lines.flatMap((line, i) => {
    const number = Number(/^\[(\d+)\/\d+\] /.exec(line)?.[1] ?? NaN)
    const below = lines.slice(i + 1, i + 4).join('\n')
    return all.includes(number) && /\b(?:commit: *[0-9a-f]{7,}|https?:\S+[0-9a-f]{10,})/.test(below) ? [number] : []
  })
  return listed.length > 0 ? listed : null
}

/** Did a robot or a person say so? */
export function isByRobot({ by }: Applied): boolean {
  return senderOf(by) !== 'human'
}
