import type { Mail } from '../../model/mail.ts'
import type { Person } from '../../model/message.ts'
import type { SeriesMail, Tag, TagKind } from '../../model/review.ts'
import { isSamePerson, personIn } from '../../text/people.ts'
import { membershipOf } from '../exchange/membership.ts'
import { senderOf } from '../exchange/sender.ts'
import { isCondition } from '../kinds/conditions.ts'
import { spokenTags } from './spoken-tags.ts'
import { taggedNumbers } from './tagged-numbers.ts'

const KINDS: readonly (readonly [RegExp, TagKind])[] = [
  [/^(?:.*-and-)?reviewed(?:-and-.*)?-by$/i, 'reviewed'],
  [/^(?:.*-and-)?acked(?:-and-.*)?-by$/i, 'acked'],
  [/^(?:.*-and-)?tested(?:-and-.*)?-by$/i, 'tested'],
  [/^nacked-by$/i, 'nacked'],
]
/** What a trailer gives, by its name: `Reviewed-and-tested-by` gives two. */
export function tagKinds(name: string): TagKind[] {
  return KINDS.flatMap(([pattern, kind]) => (pattern.test(name) ? [kind] : []))
}

/** Is a tag in this text given under a condition? Only the words above it count. */
function isConditionalTag(lines: readonly string[], trailerLine: number, start: number): boolean {
  const above: string[] = []
  for (let n = trailerLine - 1; n >= Math.max(start, trailerLine - 6) && above.length < 5; n--) {
    const line = lines[n - 1] ?? ''
    if (!isNoTag(line)) continue
    if (line.trim() === '' && above.length > 0) break
    above.unshift(line)
  }
  return isCondition(above.join(' ').trim())
}

/** Words for a whole version. */
const FOR_ALL =
  /\b(?:for|to|across|on) (?:(?:the )?(?:whole |entire |full |this )?(?:series|patch ?set|set)|(?:all|both)(?: of)?(?: the| these)? patches)\b/i

/** What a mail gives, before it is known to which patches. */
interface Given {
  readonly kinds: readonly TagKind[]
  readonly person: Person
  /** The words above it, and with them what stands in it and right below it: they name patches. */
  readonly lead: string
  readonly words: string
  readonly conditional: boolean
}

/**
 * Tags in the replies to each version. On a cover: for all patches, or those that the reply names.
 */
export function givenTags(material: SeriesMail): Tag[] {
  const places = membershipOf(material)
  return [...material.mails.values()].flatMap((mail) => {
    const place = places.isMember(mail.id) ? null : places.ofReply(mail.id)
    const revision = place && material.series.revisions[place.revisionIndex]
    if (!place || !revision) return []
    const all = revision.patches.map((p) => p.number)
    const given = [...inTrailers(mail, material), ...inWords(mail, material)]
    return given.flatMap(({ kinds, person, lead, words, conditional }) => {
      const isForAll = place.patch === 0 || FOR_ALL.test(words)
      const numbers =
        taggedNumbers(lead, words, all, place.patch) ?? (isForAll ? all : [place.patch])
      return kinds.flatMap((kind) =>
        numbers.map((patch): Tag => ({
          revisionIndex: place.revisionIndex,
          patch,
          kind,
          person,
          state: 'given',
          conditional,
          messageId: mail.id,
        })),
      )
    })
  })
}

function inTrailers(mail: Mail, material: SeriesMail): Given[] {
  const trailers = material.trailers.get(mail.id) ?? []
  return trailers.map((trailer, i) => {
    const comment =
      material.comments
        .get(mail.id)
        ?.find((c) => c.line <= trailer.line && trailer.line <= c.endLine)?.line ?? trailer.line
    // Words between two tags are about the second.
    const above = trailers
      .slice(0, i)
      .findLast((t) => hasWordsBetween(mail.lines, t.endLine, trailer.line))
    const start = Math.max(comment, (above?.endLine ?? 0) + 1)
    return {
      kinds: tagKinds(trailer.name),
      person: personIn(trailer.value),
      lead: mail.lines
        .slice(start - 1, trailer.line - 1)
        .filter(isNoTag)
        .join(' ')
        .trim(),
      words: mail.lines.slice(start - 1, trailer.endLine + 1).join(' '),
      conditional: isConditionalTag(mail.lines, trailer.line, start),
    }
  })
}

/** Of the author himself, and of robots, words give nothing. */
function inWords({ from, id, lines }: Mail, material: SeriesMail): Given[] {
  if (isSamePerson(from, material.series.author) || senderOf(from) !== 'human') return []
  const spoken = spokenTags(lines, material.comments.get(id) ?? [], from)
  if (spoken.length === 0) return []
  // "My tag" is of the kinds that stand under his name anywhere.
  const known = [...material.trailers.values()]
    .flat()
    .map(({ name, value }) => ({ kinds: tagKinds(name), person: personIn(value) }))
    .filter((t) => t.kinds.length > 0 && isSamePerson(t.person, from))
  const person = from.name === null ? (known[0]?.person ?? from) : from
  const all = [...new Set(known.flatMap(({ kinds }) => kinds))]
  return spoken.map(({ kinds, ...rest }) => ({
    kinds: kinds ?? all,
    person,
    lead: rest.words,
    ...rest,
  }))
}

function hasWordsBetween(lines: readonly string[], after: number, before: number): boolean {
  return lines.slice(after, before - 1).some((line) => /\w/.test(line) && isNoTag(line))
}

function isNoTag(line: string): boolean {
  return !/^[A-Z][A-Za-z-]+-by:/.test(line)
}
