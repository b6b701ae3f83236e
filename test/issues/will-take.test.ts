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
]

describe('whoever says this takes the patch, or does not', () => {
  for (const [words, takes] of SAID) test(words, () => assert.equal(willTake(words), takes))
})
