import type { PatchRef, Tag } from '../../model/review.ts'
import { isSamePerson } from '../../text/people.ts'
import { successorsOf } from '../../versions/successors.ts'
import type { CommentCase } from '../cases.ts'
import { rule, type Scene } from './rule.ts'

/** Tags of the reviewer, then and later on. */
export const tags = rule({
  name: 'tags',
  about:
    'Who asked for something and gives a tag afterwards is likely content; one that was there before and is only carried tells nothing.',
  finds: {
    'reviewer-tags-later-version': {},
    'reviewer-tags-this-version': {},
    'tag-in-same-mail': {},
  },
  find: (one, scene) => {
    const { context } = one
    const { patchRef } = context
    if (!patchRef) return []
    const mine = scene.tags.filter(
      (t) =>
        isConsent(t) &&
        t.revisionIndex >= patchRef.revisionIndex &&
        isSamePerson(t.person, context.from),
    )
    const here = mine.find(
      (t) => t.revisionIndex === patchRef.revisionIndex && t.patch === patchRef.patch,
    )
    const inMail = here?.messageId === context.messageId
    const later = mine.filter((t) => isGivenOnLater(t, patchRef.revisionIndex, context.date, scene))
    const own = later.length > 0 ? becomes(one, scene) : null
    const best = later.find((t) => own?.has(placeOf(t))) ?? later[0]
    const where = best && own?.has(placeOf(best)) === false ? ` on patch ${String(best.patch)}` : ''
    return [
      ...(best ? [{ rule: 'reviewer-tags-later-version' as const, ...shown(best, where) }] : []),
      ...(here && (inMail || isAfter(here, context.date, scene))
        ? [
            {
              rule: inMail
                ? ('tag-in-same-mail' as const)
                : ('reviewer-tags-this-version' as const),
              ...shown(here),
            },
          ]
        : []),
    ]
  },
})

/** Reviewed or acked, and not lost since. */
export function isConsent({ kind, state }: Tag): boolean {
  return (kind === 'reviewed' || kind === 'acked') && state !== 'lost'
}

/**
 * Was the tag given after that time, on a version after this one? One that a version came with,
 * without a mail, counts where the versions before had none of it.
 * @param date ISO 8601
 */
export function isGivenOnLater(
  tag: Tag,
  revisionIndex: number,
  date: string | null,
  scene: Scene,
): boolean {
  if (tag.revisionIndex <= revisionIndex) return false
  if (tag.messageId !== null) return tag.state === 'given' && isAfter(tag, date, scene)
  return !scene.tags.some(
    (t) =>
      t.revisionIndex <= revisionIndex && t.kind === tag.kind && isSamePerson(t.person, tag.person),
  )
}

/** Was it given by a mail of after that time? */
function isAfter({ messageId }: Tag, date: string | null, { material }: Scene): boolean {
  return messageId !== null && (material.mails.get(messageId)?.date ?? '') > (date ?? '')
}

/**
 * The places that a patch has in later versions: what somebody says of another patch of theirs
 * tells less. What is said of the cover is of all patches.
 */
function becomes(
  { context }: CommentCase,
  { material, matches }: Scene,
): ReadonlySet<string> | null {
  const { patchRef, about } = context
  if (!patchRef || patchRef.patch === 0) return null
  const { revisions } = material.series
  const heirs = successorsOf(material, matches, patchRef, about?.messageId ?? null)
  return new Set(
    heirs.flatMap(({ revisionIndex, mail }) => {
      const patches = revisions[revisionIndex]?.patches ?? []
      return patches
        .filter(({ messageId }) => messageId === mail?.id)
        .map(({ number }) => placeOf({ revisionIndex, patch: number }))
    }),
  )
}

function placeOf({ revisionIndex, patch }: PatchRef): string {
  return `${String(revisionIndex)} ${String(patch)}`
}

/** @param where the patch that it is on, where that is another one */
function shown(t: Tag, where = '') {
  return {
    messageId: t.messageId,
    line: null,
    text: `${t.kind} by ${t.person.name ?? t.person.address ?? ''}${where}`,
    revisionIndex: t.revisionIndex,
  }
}
