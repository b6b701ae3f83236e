import { suggestedIn } from './proposals.ts'
import { rule } from './rule.ts'
import { asksForTests, testsAdded } from './tests-added.ts'

/**
 * What the comment proposes, text or tests, and that a later version has and the commented one has
 * not.
 */
export const suggestion = rule({
  name: 'suggestion',
  about: 'Code, words, names and tests that a comment proposes can be looked for.',
  finds: {
    'substitution-made': { signs: ['told'], shows: ['addressed'], dates: 1 },
    'suggested-code-there': { signs: ['told'], shows: ['addressed'], dates: 1 },
    'suggested-words-there': { signs: ['told'], shows: ['addressed'], dates: 1 },
    'name-new': { signs: ['told'], dates: 2 },
  },
  find: ({ context, next }, { material, last }) => {
    const { patchRef } = context
    if (!patchRef || next === null) return []
    const later = Array.from({ length: last - next + 1 }, (_, i) => next + i)
    const first = <T extends object>(
      look: (revisionIndex: number) => T | null,
    ): (T & { revisionIndex: number })[] => {
      for (const revisionIndex of later) {
        const hit = look(revisionIndex)
        if (hit) return [{ ...hit, revisionIndex }]
      }
      return []
    }
    const tests = asksForTests(context, material)
      ? first((revisionIndex) => testsAdded(material, patchRef, revisionIndex))
      : []
    return [
      ...first((revisionIndex) => suggestedIn(context, material, patchRef, revisionIndex)),
      ...tests.map((found) => ({ rule: 'suggested-code-there' as const, ...found })),
    ]
  },
})
