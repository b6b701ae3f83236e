import type { LineRange } from '../../model/reply.ts'
import type { Applied, SeriesMail } from '../../model/review.ts'
import { numbersIn } from './numbers.ts'
import { isSamePerson } from '../../text/people.ts'
import { membershipOf, type Membership } from '../exchange/membership.ts'

/**
 * "Applied, thanks.", "Looks good, queued for v5.9", "Done, and pushed to drm-misc-next": the verb
 * opens a clause.
 */
const TAKEN =
  /(?:^|[.,!;:)\u2013-]\s*|\band |\bi(?:'ve| have)? |\b(?:all|both|now|series|patch(?:es)?(?: [\d\s,&and-]+)?|(?:this|it|series|patch(?:es)?|both|these|those|they|all|set)(?: of (?:them|these))? (?:is|are|was|were|has been|have been))\s+)(?:now |already |just |also )?(?:applied|queued|merged|picked(?: it| this| them| these)? up|pushed(?: out)?)(?: up)?(?=$|\s*[,.!:;(-]|\s+(?:to|for|as|now|with|w|thanks?|in|into|on|this|these|both|all|the (?:series|set|patch)|patch(?:es)?|it|them|https?|\d))/i
/** "This set to applied", "Taken for 7.0", "The series is now in for-next": other words for it. */
const ALSO_TAKEN =
  /\bset (?:this |it |them |the series |the patch(?:es)? )?to applied\b|\b(?:this|it|series|patch(?:es)?|set|they|these|both|all) (?:is|are) now in (?:my |the )?\S*(?:next|fixes|queue|tree|branch|pending|mainline|master)\b|(?:^|[.!]\s+)(?:I(?:'ve)? )?(?:took|taken)\b(?: (?:this|it|them|both|these|the (?:whole )?(?:series|set|patch(?:es)?)))?(?=$|\s*[,.!]|\s+(?:for|to|into|through|via) (?:my |the |v?\d|\S*next|\S*fixes))/i
const NOT_TAKEN =
  /\b(?:not|if|when|once|until|after|before|can|could|should|would|will|may|might|be|being|please|unless|get|gets|got|getting|having|assuming|already been|which|that|what|supposed|without|with|only|first) (?:\S+ ){0,4}(?:applied|queued|merged|picked|pushed)\b|n't\b.{0,20}\b(?:applied|queued|merged)|\?\s*$|\b(?:applied|merged|queued|pushed) (?:on top|in order|before|after|first|cleanly|by|when|if|only|against|that way|in the next|the old|my|your)\b|\bapplied\b.{0,30}\b(?:and|to|then) (?:test|tried|ran|run|build|built)|\bto (?:the )?(?:wrong|size)|\bin v\d|\bmerged with\b(?! (?:a |some |minor |fix|edit))|\bqueued work|\b(?:in|to) my (?:env|local(?= (?:machine|setup|tree|test|copy|kernel|build))|machine|setup|test)/i

/** What people other than the author said they took of a series, in order of time. */
export function appliedOf(material: SeriesMail): Applied[] {
  const places = membershipOf(material)
  return [...material.mails.values()]
    .flatMap((mail) => appliedIn(material, places, mail.id) ?? [])
    .sort((a, b) =>
      `${a.date ?? '9999'} ${a.messageId}` < `${b.date ?? '9999'} ${b.messageId}` ? -1 : 1,
    )
}

function appliedIn(material: SeriesMail, places: Membership, id: string): Applied | null {
  const mail = material.mails.get(id)
  const place = places.ofReply(id)
  const revision = place && material.series.revisions[place.revisionIndex]
  if (
    !mail ||
    !place ||
    !revision ||
    places.isMember(id) ||
    isSamePerson(mail.from, material.series.author)
  )
    return null
  const line = takingLine(mail.lines, material.comments.get(id) ?? [])
  if (line === null) return null
  const text = (mail.lines[line - 1] ?? '').trim()
  const all = revision.patches.map((p) => p.number)
  const numbers =
    listedByBot(mail.lines, all) ??
    numbersIn(text, all) ??
    (place.patch === 0 || /\b(?:series|all|both)\b/i.test(text) ? all : [place.patch])
  return numbers.length === 0
    ? null
    : {
        messageId: id,
        line,
        text,
        by: mail.from,
        date: mail.date,
        revisionIndex: place.revisionIndex,
        patches: numbers,
      }
}

/** The line among the first of a comment that says something was taken. */
function takingLine(lines: readonly string[], comments: readonly LineRange[]): number | null {
  for (const { line, endLine } of comments) {
    for (let n = line; n <= Math.min(endLine, line + 5); n++) {
      const text = lines[n - 1] ?? ''
      const above = n > line ? (lines[n - 2] ?? '').slice(-40) : ''
      const below = lines[n] ?? ''
      if (
        (TAKEN.test(text) || ALSO_TAKEN.test(text)) &&
        !NOT_TAKEN.test(`${above} ${text}`) &&
        !/\bbut (?:i|it|this|that|then|find|found)\b.*\b(?:find|found|fails?|breaks?|dropped|broke|see|seeing)\b|\band then did not\b/i.test(
          `${text} ${below}`,
        ) &&
        startsSentence(lines, n, line, text)
      )
        return n
    }
  }
  return null
}

/**
 * A line that only goes on with the one above tells of something else: "... in case it is / merged
 * that way."
 */
function startsSentence(lines: readonly string[], n: number, first: number, text: string): boolean {
  const above = (lines[n - 2] ?? '').trim()
  return (
    n === first ||
    above === '' ||
    /[.!?:,)]$|^-{2,}$/.test(above) ||
    !/^(?:applied|queued|merged|pushed|picked)\b/i.test(text)
  )
}

/**
 * `[2/3] title` and below it `commit: <sha>` or an https address with one, as b4 and the patchwork
 * bot write.
 */
function listedByBot(lines: readonly string[], all: readonly number[]): number[] | null {
  const listed = lines.flatMap((line, i) => {
    const number = Number(/^\s*(?:- )?\[(?:[^\]]*,)?(\d+)\/\d+\] /.exec(line)?.[1] ?? NaN)
    const next = lines.findIndex((other, k) => k > i && /^\s*(?:- )?\[/.test(other))
    const below = lines.slice(i + 1, Math.min(i + 4, next === -1 ? Infinity : next)).join('\n')
    return all.includes(number) && /\b(?:commit: *[0-9a-f]{7,}|https?:\S+[0-9a-f]{10,})/.test(below)
      ? [number]
      : []
  })
  return listed.length > 0 ? listed : null
}
