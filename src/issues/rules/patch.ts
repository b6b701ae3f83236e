import { heirOf } from '../../versions/gaps/heirs.ts'
import { isFollowed, isTakenBefore } from './lines.ts'
import { rule } from './rule.ts'

/**
 * What became of the patch in the version after the one commented on, or in the first that can
 * tell.
 */
export const patch = rule({
  name: 'patch',
  about: 'A patch that is the same cannot have been changed as asked; one that changed may have.',
  finds: {
    'patch-same': { dates: 3 },
    'patch-changed': { dates: 3 },
    'patch-message-changed': { dates: 3 },
    'patch-dropped': { dates: 3 },
    'patch-unknown': {},
  },
  find: (one, scene) => {
    const { matches } = scene
    const { series } = scene.material
    const { patchRef } = one.context
    const { next } = one
    if (!isFollowed(one) || !patchRef || next !== patchRef.revisionIndex + 1) return []
    const { match, revisionIndex } = heirOf(matches, next, patchRef.patch) ?? {}
    if (!match || revisionIndex === undefined) return []
    const heir = series.revisions[revisionIndex]?.patches.find((p) => p.number === match.number)
    const isSame = match.change === 'same' || match.change === 'moved'
    const isUnseen = match.change === 'unknown' || isTakenBefore(one, scene, next)
    const gone = isUnseen ? 'unknown' : 'dropped'
    const what = isSame
      ? 'same'
      : match.sameDiff
        ? 'message-changed'
        : match.number === null
          ? gone
          : 'changed'
    return [
      {
        rule: `patch-${what}` as const,
        messageId: heir?.messageId ?? null,
        line: null,
        text: heir?.title ?? '',
        revisionIndex,
      },
    ]
  },
})
