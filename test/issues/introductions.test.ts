import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isIntroduction } from '../../src/issues/kinds/introductions.ts'

const FIRST_OF_TWO = { index: 0, count: 2, trailers: [] }

describe('praise at the top of a mail that only leads to the points below', () => {
  for (const text of [
    'Looks reasonable except for one nit:',
    'Looking good but still a few small comments (below).',
    'This looks good, just a minor nit below.',
    'LGTM, with a few nits below',
  ])
    test(text, () => assert.ok(isIntroduction([text], FIRST_OF_TWO)))
})

describe('praise that says more', () => {
  for (const text of [
    'Looks reasonable except for the lock.',
    'Looks good, but the comments are wrong.',
    'Looks good to me.',
    'This looks good, just rename the pump.',
  ])
    test(text, () => assert.ok(!isIntroduction([text], FIRST_OF_TWO)))
  test('and what stands alone in its mail', () =>
    assert.ok(
      !isIntroduction(['Looks fine except for one nit:'], { index: 0, count: 1, trailers: [] }),
    ))
})

test('a long line is read at once', () => {
  const start = Date.now()
  for (const words of ['a ', 'few nits ', 'to me ', 'looks '])
    isIntroduction([`Looks good but ${words.repeat(25_000)}!`], FIRST_OF_TWO)
  assert.ok(Date.now() - start < 2000)
})
