import type { Matches, PatchRef, SeriesMail, Tag, TagKind, TagState } from '../../model/review.ts'
import type { RevisionPatch } from '../../model/series.ts'
import type { Trailer } from '../../model/content.ts'
import { numbersIn } from './numbers.ts'
import { isCondition } from '../kinds/conditions.ts'
import { isSamePerson, personIn } from '../../text/people.ts'
import { membershipOf } from '../exchange/membership.ts'
import { titleKey } from '../../versions/titles.ts'

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

/** A tag, and whether its patch is another than the one it was given to. */
interface Held {
  readonly tag: Tag
  readonly changed: boolean
}

/**
 * All tags of a series by version and patch: what was given, and what became of it in later
 * versions.
 */
export function tagsOf(material: SeriesMail, matches: Matches): Tag[] {
  const given = givenTags(material)
  const held = new Map<string, readonly Held[]>()
  for (const [revisionIndex, { patches }] of material.series.revisions.entries()) {
    for (const patch of patches) {
      const place = { revisionIndex, patch: patch.number }
      const origin = originOf(material, matches, place, patch)
      const before = (origin && held.get(keyOf(origin))) ?? []
      const here = patch.carried
        ? before.map((h) => heldOn(h, place, h.tag.state !== 'lost', true))
        : heldTags(
            namedIn(material.trailers.get(patch.messageId) ?? []),
            before,
            place,
            origin?.sameDiff ?? true,
          )
      const fresh = given.filter(
        (t) =>
          t.revisionIndex === revisionIndex &&
          t.patch === patch.number &&
          !here.some(({ tag }) => tag.state === 'carried' && isSameTag(tag, t)),
      )
      held.set(keyOf(place), [
        ...here.filter(({ tag }) => !fresh.some((t) => isSameTag(t, tag))),
        ...fresh
          .filter((t, i) => fresh.findIndex((x) => isSameTag(x, t)) === i)
          .map((tag): Held => ({ tag, changed: false })),
      ])
    }
  }
  return [...held.values()].flat().map(({ tag }) => tag)
}

function keyOf({ revisionIndex, patch }: PatchRef): string {
  return `${revisionIndex} ${patch}`
}

/**
 * The patch that one follows from: in the version before, or where it was left out for a while the
 * last one of its title.
 */
function originOf(
  { series }: SeriesMail,
  matches: Matches,
  { revisionIndex, patch }: PatchRef,
  { carried, title }: RevisionPatch,
): (PatchRef & { readonly sameDiff: boolean }) | null {
  const before = revisionIndex - 1
  if (carried) return { revisionIndex: before, patch, sameDiff: true }
  const match = (matches[revisionIndex] ?? []).find(
    (m) => m.number === patch && (m.from ?? m.since) !== null && m.change !== 'merged',
  )
  if (match && match.from !== null)
    return { revisionIndex: before, patch: match.from, sameDiff: match.sameDiff }
  if (match?.since)
    return {
      revisionIndex: match.since.position,
      patch: match.since.number,
      sameDiff: match.sameDiff,
    }
  const key = titleKey(title)
  for (let index = before - 1; index >= 0; index--) {
    const same = series.revisions[index]?.patches.find((p) => titleKey(p.title) === key)
    if (same) return { revisionIndex: index, patch: same.number, sameDiff: false }
  }
  return null
}

/** What the patch names, and what it names no more. */
function heldTags(
  named: readonly Named[],
  before: readonly Held[],
  place: PatchRef,
  sameDiff: boolean,
): Held[] {
  const held = named.map(({ kind, person }): Held => {
    const old = before.find(({ tag }) => isSameTag(tag, { kind, person }))
    if (old) return heldOn({ ...old, tag: { ...old.tag, person } }, place, true, sameDiff)
    const tag = { ...place, kind, person, conditional: false, messageId: null }
    return { tag: { ...tag, state: 'unseen' }, changed: false }
  })
  const lost = before
    .filter(({ tag }) => !named.some((n) => isSameTag(n, tag)))
    .map((old) => heldOn(old, place, false, sameDiff))
  return [...held, ...lost]
}

/** A tag of an earlier version on a patch that names it, or does not. */
function heldOn(old: Held, place: PatchRef, isNamed: boolean, sameDiff: boolean): Held {
  const changed = old.changed || !sameDiff
  return { tag: { ...old.tag, ...place, state: stateOn(old.tag, isNamed, changed) }, changed }
}

function stateOn({ messageId }: Tag, isNamed: boolean, changed: boolean): TagState {
  if (!isNamed) return 'lost'
  if (messageId === null) return 'unseen'
  return changed ? 'stale' : 'carried'
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
