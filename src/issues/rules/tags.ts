import type { Tag } from '../../model/review.ts'
import { isSamePerson } from '../../text/people.ts'
import { rule } from './rule.ts'

/** Tags of the reviewer, then and later on. */
export const tags = rule({
  name: 'tags',
  about: 'Who asked for something and gives a tag later is likely content.',
  finds: {
    'reviewer-tags-later-version': {},
    'reviewer-tags-this-version': {},
    'tag-in-same-mail': {},
  },
  find: ({ context }, { tags: all }) => {
    const { patchRef } = context
    if (!patchRef) return []
    const mine = all.filter(
      (t) =>
        (t.kind === 'reviewed' || t.kind === 'acked') &&
        t.state !== 'lost' &&
        t.revisionIndex >= patchRef.revisionIndex &&
        isSamePerson(t.person, context.from),
    )
    const later = mine.find((t) => t.revisionIndex > patchRef.revisionIndex)
    const here = mine.find(
      (t) => t.revisionIndex === patchRef.revisionIndex && t.patch === patchRef.patch,
    )
    const inMail = here?.messageId === context.messageId
    return [
      ...(later ? [{ rule: 'reviewer-tags-later-version' as const, ...shown(later) }] : []),
      ...(here
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

function shown(t: Tag) {
  return {
    messageId: t.messageId,
    line: null,
    text: `${t.kind} by ${t.person.name ?? t.person.address ?? ''}`,
    revisionIndex: t.revisionIndex,
  }
}
