import type { Tag } from '../../model/review.ts'
import { isSamePerson } from '../../text/people.ts'
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
  find: ({ context }, scene) => {
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
    const later = mine.find((t) => isGivenOnLater(t, patchRef.revisionIndex, context.date, scene))
    return [
      ...(later ? [{ rule: 'reviewer-tags-later-version' as const, ...shown(later) }] : []),
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

function shown(t: Tag) {
  return {
    messageId: t.messageId,
    line: null,
    text: `${t.kind} by ${t.person.name ?? t.person.address ?? ''}`,
    revisionIndex: t.revisionIndex,
  }
}
