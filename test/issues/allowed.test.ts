import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Finding } from '../../src/issues/rules/rule.ts'
import { Sheet } from '../../src/issues/signals/sheet.ts'
import { allowancesOf } from '../../src/issues/states/allowed.ts'

describe('addressed, where nothing tells of a change', () => {
  const addressed = (probability: number): unknown =>
    allowancesOf('commit-message', 'change', [], new Sheet(), [probability, 0, 0, 0, 0])[0]
  const unseen = { state: 'addressed', because: [], isUnseen: true }

  test('is not allowed as long as the model is in doubt', () => {
    const reason = 'nothing tells of a change'
    assert.deepEqual(addressed(0.55), { ...unseen, isAllowed: false, reason })
  })

  test('is a guess where it is not', () => {
    const reason = 'nothing tells of a change, but most that are like it were done'
    assert.deepEqual(addressed(0.65), { ...unseen, isAllowed: true, reason })
  })
})

describe('promised by a yes', () => {
  const isAllowed = (text: string): boolean | undefined => {
    const said = { messageId: '<a@example.org>', line: 3, text, revisionIndex: null }
    const findings: Finding[] = [
      { rule: 'author-opens-with-yes', ...said },
      { rule: 'author-answers', ...said },
    ]
    return allowancesOf('diff', 'change', findings, new Sheet(), [0, 0, 0, 0, 1]).find(
      ({ state }) => state === 'agreed',
    )?.isAllowed
  }
  for (const text of ['Yes, good idea.', 'Yeah, that is wrong.', 'Yes, it should be const.'])
    test(text, () => assert.equal(isAllowed(text), true))
  for (const text of ['Yeah, it is a breaking change for old pumps.', 'Yes, it does.'])
    test(`but not by ${text}`, () => assert.equal(isAllowed(text), false))
})
