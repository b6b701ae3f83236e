import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { pointsBelow } from '../../src/issues/exchange/points-below.ts'

describe('words at the top of a mail that say only that answers follow', () => {
  for (const text of [
    'Thank you for review and sorry for the late reply, please kindly to check our comments with ">>" beginning.',
    'Thanks for the review. Please see my replies below.',
    'Comments inline.',
    'Replied inline.',
    'My answers are below.',
    'Thanks for your comments, please find my answers inline.',
  ])
    test(text, () => assert.ok(pointsBelow([text])))
})

describe('words that say more', () => {
  for (const text of [
    'Please check the return value below.',
    'Please fix the comments below and resend.',
    'Yes, see below.',
    'Will fix, see my comments below.',
    'Thank you for the review.',
    'See my comments below. I would rather keep the lock, it is taken twice.',
  ])
    test(text, () => assert.ok(!pointsBelow([text])))
})
