import { suggestedIn } from './proposals.ts'
import { rule } from './rule.ts'

/** Text that the comment proposes, and that a later version has and the commented one has not. */
export const suggestion = rule({
  name: 'suggestion',
  about: 'Code, words and names that a comment proposes can be looked for.',
  finds: {
    'substitution-made': { signs: ['told'], shows: ['addressed'], dates: 1 },
    'suggested-code-there': { signs: ['told'], shows: ['addressed'], dates: 1 },
    'suggested-words-there': { signs: ['told'], shows: ['addressed'], dates: 1 },
    'name-new': { signs: ['told'], dates: 2 },
  },
  find: ({ context, next }, { material, last }) => {
    const { patchRef } = context
    if (!patchRef || next === null) return []
    for (let revisionIndex = next; revisionIndex <= last; revisionIndex++) {
      const hit = suggestedIn(context, material, patchRef, revisionIndex)
      if (hit) return [{ ...hit, revisionIndex }]
    }
    return []
  },
})
