import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { willTake } from '../../src/issues/kinds/will-take.ts'

/** What a maintainer says, and whether he takes the patch by it. */
const SAID: readonly (readonly [words: string, takes: boolean])[] = [
  ['Will queue.', true],
  ['Looking good.  Will queue.  Thanks.', true],
  ['Will replace, thanks.', true],
  ['I will queue this for 7.1.', true],
  ["Let me mark the topic for 'next'.", true],
  ["OK, let's merge it down to 'next' soonish.", true],
  ["Let's declare victory and merge it to 'next'.", true],
  ['Will queue once the tests are there.', false],
  ['If nobody objects, will queue.', false],
  ['Will queue work be done twice by that?', false],
  ['Will replace the check by an assert.', false],
  ["Let's not merge it to 'next' yet.", false],
  ["Shall we merge it to 'next'?", false],
  ['You will merge it.', false],
  ["Thanks, I'll queue this up.", true],
  ["I'll queue these for 5.16-rc1.", true],
  ["Thanks, I'll queue this for 6.19-rcX, but not for -stable.", true],
  ["I'll send this Linuswards.", true],
  ['I\u2019ll send \u201cflow: open it with a limit\u201d to Linus for -rc5.', true],
  ["I'll merge this into mm-unstable.", true],
  ["I'll move these into kettle-next, so that they get some testing.", true],
  ["Looks fine, so I'll apply this.", true],
  ["Works for me - I'll go apply it now.", true],
  ["I'll take this through my tree. Could you send the rest on Monday?", true],
  ['I will push these now.', true],
  ['and I will push these now.', true],
  ["Fix the typo, and I'll push it.", false],
  ["I'll queue this for v2.", false],
  ["I'll push the valve a little.", false],
  ["I'll queue it if Ines does not mind.", false],
  ["I'll take this through my tree unless Bram is faster.", false],
  ["I'll queue this up after -rc1 is out.", false],
  ["Resend it to the list, I'll take this through my tree.", false],
  ["Fix the typo and I'll queue it.", false],
  ["I'll move it to the header.", false],
  ["I'll take it as a yes.", false],
  ["I'll add this to my toolbox.", false],
  ["I'll apply this to the other drivers, too.", false],
  ["I'll merge these.", false],
]

test('a title or a condition may stand in the next line', () => {
  const title = `I'll send "flow: open it`
  assert.ok(willTake(title, '', 'with a limit" Linuswards, but please look at the rest.'))
  assert.ok(!willTake(title, '', 'with a limit" once more, and the rest.'))
  assert.ok(!willTake("I'll apply this to my tree", '', 'once -rc1 is out. Thanks.'))
  assert.ok(willTake("I'll apply this to my tree", '', 'today. The rest if I have the time.'))
  assert.ok(!willTake("I'll take it through my tree.", 'It would help to have an ack then'))
})

describe('whoever says this takes the patch, or does not', () => {
  for (const [words, takes] of SAID) test(words, () => assert.equal(willTake(words), takes))
})
