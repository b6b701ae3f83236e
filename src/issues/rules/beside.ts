import { isFollowed, toldSteps } from './lines.ts'
import { messageGrown } from './message-grown.ts'
import { changedBeside, spacingChanged } from './near-lines.ts'
import { rule, type FindingOf } from './rule.ts'

/** Lines that stayed, and something beside them that did not. */
export const beside = rule({
  name: 'beside',
  about: 'What was asked for is often added beside what was quoted.',
  finds: {
    'beside-changed': { shows: ['addressed'] },
    'white-space-changed': { signs: ['touched'], shows: ['addressed'] },
  },
  find: (one, { material: { mails } }) => {
    if (!isFollowed(one)) return []
    const { about, lines } = one.context
    let at = about
    for (const { fate, place, revisionIndex } of toldSteps(one)) {
      const from = mails.get(at?.messageId ?? '')
      const to = mails.get(place?.messageId ?? '')
      if (fate !== 'unchanged' || !at || !place || !from || !to) return []
      const near =
        from === to ? null : (changedBeside(from, at, to, place) ?? messageGrown(one, from, at, to))
      const spacing = from === to ? null : spacingChanged(lines.join('\n'), from, at, to, place)
      const found: FindingOf<'beside-changed' | 'white-space-changed'>[] = []
      if (near) found.push({ rule: 'beside-changed', ...near, revisionIndex })
      if (spacing) found.push({ rule: 'white-space-changed', ...spacing, revisionIndex })
      if (found.length > 0) return found
      at = place
    }
    return []
  },
})
