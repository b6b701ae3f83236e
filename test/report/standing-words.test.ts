import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Standing } from '../../src/model/review.ts'
import { reasonText, stateText } from '../../src/report/words.ts'

const standing = (given: Partial<Standing>): Standing => ({
  state: 'ready',
  turn: 'maintainer',
  reason: 'every patch is reviewed or acked',
  activity: null,
  started: null,
  version: 3,
  rfc: false,
  patches: 1,
  replies: 1,
  comments: 1,
  tags: { reviewed: 1, acked: 0, tested: 0 },
  unreviewed: 0,
  open: 0,
  agreed: 0,
  ...given,
})
const asked = (reason: string, open: number, agreed = 0): Standing =>
  standing({ state: 'changes-requested', turn: 'author', reason, open, agreed })

describe('where a series stands does not contradict what is listed below', () => {
  test('ready, though earlier versions left something', () => {
    assert.equal(stateText(standing({ open: 2 }), false), 'ready, but 2 open \u2192 maintainer')
    assert.equal(
      stateText(standing({ open: 1, agreed: 1 }), true),
      'ready, but 1 open, 1 promised (stale)',
    )
    assert.equal(stateText(standing({}), false), 'ready \u2192 maintainer')
    assert.equal(
      reasonText(standing({ open: 2 })),
      'every patch is reviewed or acked; over all versions 2 open',
    )
  })

  test('what the latest version was asked for, and all that is open', () => {
    const two = '2 requests open (Bram Okonkwo)'
    assert.equal(reasonText(asked(two, 5, 1)), `${two}; over all versions 5 open, 1 promised`)
    assert.equal(reasonText(asked(two, 2)), two)
    const one = '"Please rename it." open (Bram Okonkwo)'
    assert.equal(reasonText(asked(one, 1)), one)
    assert.equal(reasonText(asked(one, 3)), `${one}; over all versions 3 open`)
  })

  test('nothing is added to what was applied', () => {
    const applied = standing({ state: 'applied', turn: null, reason: 'Tova: "applied"', open: 1 })
    assert.equal(reasonText(applied), 'Tova: "applied"')
  })
})
