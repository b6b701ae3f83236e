import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Finding } from '../../src/issues/rules/rule.ts'
import { Sheet } from '../../src/issues/signals/sheet.ts'
import { allowancesOf } from '../../src/issues/states/allowed.ts'
import type { RuleId } from '../../src/model/evidence.ts'

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

test('a tag on the very patch that was sent again shows content, not a change', () => {
  const signals = new Sheet()
  signals.put({ signals: { 'near-words-last': 1 } })
  const finding = (rule: RuleId, revisionIndex: number): Finding => ({
    rule,
    revisionIndex,
    messageId: null,
    line: null,
    text: 'acked by Bram',
  })
  const left = finding('lines-unchanged', 1)
  const isAllowed = (...found: readonly Finding[]): boolean | undefined =>
    allowancesOf('diff', 'change', [left, ...found], signals, [0.7, 0, 0, 0, 0])[0]?.isAllowed
  const [same, tag] = [finding('patch-same', 1), finding('reviewer-tags-later-version', 1)]
  assert.equal(isAllowed(same, tag), false)
  assert.equal(isAllowed(same, tag, finding('author-agrees-yes', 1)), true)
  assert.equal(isAllowed(same, { ...tag, revisionIndex: 2 }), true)
  assert.equal(isAllowed(same, { ...tag, text: 'acked by Bram on patch 2' }), true)
  assert.equal(isAllowed(same, tag, finding('changelog-speaks-of-it', 1)), true)
})
