import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { firstSaid } from '../../src/report/first-said.ts'

describe('what is shown of an answer', () => {
  const CASES: readonly (readonly [string, string, string])[] = [
    [
      'is its first sentence, also where that is wrapped',
      'The controller needs as long to settle\nafter a reset. The errata tell of more,\nwhich the driver does not need.',
      'The controller needs as long to settle after a reset. The errata tell of more, which the driver does not need.',
    ],
    [
      'is one sentence where that says enough',
      'The controller needs as long to settle after each reset of the board. It is slow.',
      'The controller needs as long to settle after each reset of the board.',
    ],
    [
      'has what follows a few words',
      'Understood.\n\nI will split them.',
      'Understood. I will split them.',
    ],
    [
      'has no thanks where more is said',
      'Hi Bram,\n\nThank you for the review.\n\nI will split them into two for v2.\n\nThanks,\nTova',
      'I will split them into two for v2.',
    ],
    [
      'has thanks where nothing else is',
      'Thanks for the explanation!',
      'Thanks for the explanation!',
    ],
    ['has no name below it', 'Done, thanks!\n\nTova', 'Done, thanks!'],
    ['has no code behind a few words', 'Like this?\n\n\tflow_stop(flow);\n', 'Like this?'],
    ['is cut where it is long', `${'very '.repeat(40)}long.`, `${'very '.repeat(27)}very\u2026`],
  ]

  for (const [what, text, shown] of CASES)
    test(what, () => {
      assert.equal(firstSaid(text), shown)
    })
})
