import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { CommentRecord } from '../../src/model/report/records.ts'
import { BRAM, day, reply, reviewed, TOVA, version } from '../support/reviewed.ts'
import { temporaryFolder } from '../support/stores.ts'

const folder = temporaryFolder()
const ROBOT_OF_TREES = 'patchwork-bot <patchwork-bot+kettles@lab.example.net>'

/** What answers the author, and whether it asks for something. */
const SAID: readonly (readonly [words: string, asks: boolean, by?: string])[] = [
  ['I do not have these patches.  Please [RESEND] them.', true],
  ['Looks good to me but git refuses to apply it. Can I have an updated version?', true],
  ['Submit it once more with all of them, please.', true],
  ['A supply is fine here. Just be clear in the description about what it is for.', true],
  ['I think it can be solved. At a minimum confirm whether your boards can do it.', true],
  ['Proposal:\n\n  - Update this patch so that the old way is used where it is there.', true],
  ['Here is what the robot found.\n\nPlease answer or act upon these points:', true],
  ['<form letter>\nTools give you a list. Just use them.\n</form letter>', false],
  ['Please snip everything that you agree with.', false],
  ['+1 here.\n\nIt is not clear yet how large these will be.', false],
  ['This is a large change for so late in the cycle. Pushing review until after 6.5.', false],
  ['I like it - aside from speed this series cleans up the mess of pumps.', false],
  [
    'Here is the summary with links:\n  - [v4,1/2] pump: add it\n    https://example.org/c/0123abc\n\nYou are awesome, thank you!',
    false,
    ROBOT_OF_TREES,
  ],
]

describe('an answer to the author', () => {
  let comments: readonly CommentRecord[]
  const QUESTION = 'Would you take the pump as it is?'

  before(async () => {
    const mails = SAID.flatMap(([words, , from = BRAM], i) => {
      const name = `pump${'abcdefghijklmnop'[i] ?? ''}`
      return [
        version(name, 1),
        reply(`ask-${i}`, `${name}-v1`, QUESTION, { from: TOVA }),
        reply(`re-${i}`, `ask-${i}`, words, { from, date: day(5), quote: [QUESTION] }),
      ]
    })
    comments = (await reviewed(folder, mails)).comments
  })

  for (const [i, [words, asks]] of SAID.entries())
    test(`${JSON.stringify(words)} ${asks ? 'asks' : 'asks for nothing'}`, () =>
      assert.deepEqual(
        comments.filter((c) => c.messageId === `<re-${i}@example.org>`).map((c) => c.actionable),
        [asks],
      ))
})
