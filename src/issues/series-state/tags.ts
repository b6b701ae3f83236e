import type { Matches, PatchRef, SeriesMail, Tag, TagKind, TagState } from '../../model/review.ts'
import type { Trailer } from '../../model/content.ts'
import { numbersIn } from './numbers.ts'
import { isCondition } from '../kinds/conditions.ts'
import { isSamePerson, personIn } from '../../text/people.ts'
import { membershipOf } from '../exchange/membership.ts'

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
export function isConditionalTag(
  lines: readonly string[],
  trailerLine: number,
  start: number,
): boolean {
  const above: string[] = []
  for (let n = trailerLine - 1; n >= Math.max(start, trailerLine - 6) && above.length < 5; n--) {
    const line = lines[n - 1] ?? ''
    if (/^[A-Z][A-Za-z-]+-by:/.test(line)) continue
    if (line.trim() === '' && above.length > 0) break
    above.unshift(line)
  }
  return isCondition(above.join(' ').trim())
}

/**
 * All tags of a series by version and patch: what was given, and what became of it in later
 * versions.
 */
export function tagsOf(material: SeriesMail, matches: Matches): Tag[] {
  const given = givenTags(material)
  const tags: Tag[] = []
  for (const [revisionIndex, revision] of material.series.revisions.entries()) {
    for (const patch of revision.patches) {
      const place = { revisionIndex: revisionIndex, patch: patch.number }
      const from = patch.carried
        ? null
        : ((matches[revisionIndex] ?? []).find(
            (m) =>
              m.number === patch.number && (m.from ?? m.since) !== null && m.change !== 'merged',
          ) ?? null)
      const number = patch.carried ? patch.number : (from?.from ?? from?.since?.number)
      const position = from?.since?.position ?? revisionIndex - 1
      const before = tags.filter(
        (t) => t.revisionIndex === position && t.patch === number && t.state !== 'lost',
      )
      const here = patch.carried
        ? before.map((t): Tag => ({ ...t, ...place, state: onFrom(t, true) }))
        : heldTags(
            namedIn(material.trailers.get(patch.messageId) ?? []),
            before,
            place,
            from?.sameDiff ?? true,
          )
      const fresh = given.filter(
        (t) =>
          t.revisionIndex === revisionIndex &&
          t.patch === patch.number &&
          !here.some((h) => h.state === 'carried' && isSameTag(h, t)),
      )
      tags.push(
        ...here.filter((h) => !fresh.some((t) => isSameTag(h, t))),
        ...fresh.filter((t, i) => fresh.findIndex((x) => isSameTag(x, t)) === i),
      )
    }
  }
  return tags
}

/** What the patch names, and what it names no more. */
function heldTags(
  named: readonly Named[],
  before: readonly Tag[],
  place: PatchRef,
  sameDiff: boolean,
): Tag[] {
  const held = named.map(({ kind, person }): Tag => {
    const old = before.find((t) => isSameTag(t, { kind, person }))
    return {
      ...place,
      kind,
      person,
      state: onFrom(old, sameDiff),
      conditional: old?.conditional ?? false,
      messageId: old?.messageId ?? null,
    }
  })
  const lost = before
    .filter((old) => !named.some((n) => isSameTag(n, old)))
    .map((old): Tag => ({ ...old, ...place, state: 'lost' }))
  return [...held, ...lost]
}

/** What a tag of the version before is on a patch that names it. */
function onFrom(old: Tag | undefined, sameDiff: boolean): TagState {
  if (!old || old.state === 'unseen') return 'unseen'
  return sameDiff && old.state !== 'stale' ? 'carried' : 'stale'
}

type Named = Pick<Tag, 'kind' | 'person'>

function isSameTag(a: Named, b: Named): boolean {
  return a.kind === b.kind && isSamePerson(a.person, b.person)
}

function namedIn(trailers: readonly Trailer[]): Named[] {
  const all = trailers.flatMap(({ name, value }) =>
    tagKinds(name).map((kind) => ({ kind, person: personIn(value) })),
  )
  return all.filter((t, i) => all.findIndex((x) => isSameTag(x, t)) === i)
}

/**
 * Tags in the replies to each version. On a cover: for all patches, or those that the reply names.
 */
function givenTags(material: SeriesMail): Tag[] {
  const places = membershipOf(material)
  return [...material.mails.values()].flatMap((mail) => {
    const place = places.isMember(mail.id) ? null : places.ofReply(mail.id)
    const revision = place && material.series.revisions[place.revisionIndex]
    if (!place || !revision) return []
    const all = revision.patches.map((p) => p.number)
    const trailers = material.trailers.get(mail.id) ?? []
    return trailers.flatMap((trailer, i) => {
      const comment =
        material.comments
          .get(mail.id)
          ?.find((c) => c.line <= trailer.line && trailer.line <= c.endLine)?.line ?? trailer.line
      // Words between two tags are about the second.
      const above = trailers
        .slice(0, i)
        .findLast((t) => hasWordsBetween(mail.lines, t.endLine, trailer.line))
      const start = Math.max(comment, (above?.endLine ?? 0) + 1)
      const words = mail.lines.slice(start - 1, trailer.endLine + 1).join(' ')
      const forAll =
        /\b(?:for|to) (?:the )?(?:whole |entire |full |this )?(?:series|patch ?set|set)\b/i.test(
          words,
        )
      const numbers = numbersIn(words, all) ?? (place.patch === 0 || forAll ? all : [place.patch])
      const conditional = isConditionalTag(mail.lines, trailer.line, start)
      return tagKinds(trailer.name).flatMap((kind) =>
        numbers.map((patch): Tag => ({
          revisionIndex: place.revisionIndex,
          patch,
          kind,
          person: personIn(trailer.value),
          state: 'given',
          conditional,
          messageId: mail.id,
        })),
      )
    })
  })
}

function hasWordsBetween(lines: readonly string[], after: number, before: number): boolean {
  return lines
    .slice(after, before - 1)
    .some((line) => /\w/.test(line) && !/^[A-Z][A-Za-z-]+-by:/.test(line))
}
