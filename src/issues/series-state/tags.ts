import type { Matches, PatchRef, SeriesMail, Tag, TagState } from '../../model/review.ts'
import type { RevisionPatch } from '../../model/series.ts'
import type { Trailer } from '../../model/content.ts'
import { givenTags, tagKinds } from './given-tags.ts'
import { isSamePerson, personIn } from '../../text/people.ts'
import { titleKey } from '../../versions/titles.ts'

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
  return [...[...held.values()].flat().map(({ tag }) => tag), ...onMissing(material, given)]
}

/** What was given to patches that are not here; what came of it nobody can tell. */
function onMissing({ series }: SeriesMail, given: readonly Tag[]): Tag[] {
  const found = given.filter(({ revisionIndex, patch }) =>
    series.revisions[revisionIndex]?.missing.includes(patch),
  )
  return found.filter(
    (tag, i) => found.findIndex((x) => keyOf(x) === keyOf(tag) && isSameTag(x, tag)) === i,
  )
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
