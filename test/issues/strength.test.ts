import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { strengthOf } from '../../src/issues/strength.ts'
import type { CommentContext, Strength } from '../../src/model/issue.ts'

const REPORT = 'If you fix the issue in a separate patch/commit, kindly add following tags'

/** Words of a person, or of a robot, and how much they ask. */
const SAID: readonly (readonly [string, CommentContext['sender'], Strength])[] = [
  ['I would use a switch here, but up to you.', 'human', 'optional'],
  ['Up to you whether you name it or drop it, but one of both has to be.', 'human', 'must'],
  ['Maybe sort them? Not a strong opinion, feel free to ignore.', 'human', 'optional'],
  ['Please run the checks. Feel free to get in touch if they are not clear.', 'human', 'must'],
  ['Such an addition must be optional.', 'human', 'must'],
  ['Optional: name the limit.', 'human', 'optional'],
  ['Please add the flag in a separate patch.', 'human', 'must'],
  ['That could be done as a follow-up.', 'human', 'optional'],
  ['If you want to copy it, make it const.', 'human', 'must'],
  ['You can make it const if you want.', 'human', 'optional'],
  ['If you send a new version, please name the limit.', 'human', 'optional'],
  ["I'd name the limit, but I'll leave this choice to you.", 'human', 'optional'],
  ['Two patches are best, but that is not worth a new version on its own.', 'human', 'optional'],
  ['NAK. If you like.', 'human', 'blocking'],
  [`flow.c:3:6: error: no flow\n\n${REPORT}`, 'ci', 'must'],
  ["This isn't a bug introduced by this patch, but is it freed?", 'bot', 'optional'],
  ['Not a problem introduced by this patch, but this needs to be const.', 'human', 'must'],
]

describe('how much is asked by', () => {
  for (const [words, sender, strength] of SAID)
    test(`${sender}: ${words.slice(0, 60)}`, () => {
      const context = { lines: words.split('\n'), sender } as unknown as CommentContext
      assert.equal(strengthOf(context, 'change', null), strength)
    })
})
