import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Sheet } from '../../src/issues/signals/sheet.ts'
import { allowancesOf } from '../../src/issues/states/allowed.ts'

describe('addressed, where nothing tells of a change', () => {
  const addressed = (probability: number): unknown =>
    allowancesOf('commit-message', 'change', [], new Sheet(), [probability, 0, 0, 0, 0])[0]

  test('is not allowed as long as the model is in doubt', () => {
    assert.deepEqual(addressed(0.55), {
      state: 'addressed',
      isAllowed: false,
      reason: 'nothing tells of a change',
      because: [],
      isUnseen: true,
    })
  })

  test('is a guess where it is not', () => {
    assert.deepEqual(addressed(0.65), {
      state: 'addressed',
      isAllowed: true,
      reason: 'nothing tells of a change, but most that are like it were done',
      because: [],
      isUnseen: true,
    })
  })
})
