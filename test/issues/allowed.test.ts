import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
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
