import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ShownIssue } from '../../src/model/report/issues.ts'
import { debtWords, issuePlaceText } from '../../src/report/view.ts'

const NAMES = { cover: 'cover', message: 'commit message' }

const placed = (patch: number, part: string | null): string =>
  issuePlaceText(
    {
      patch,
      path: null,
      line: null,
      about: part === null ? null : ({ part } as ShownIssue['about']),
    },
    NAMES,
  )

describe('the place of what points at no file', () => {
  test('is the commit message, or the changelog below it', () => {
    assert.deepEqual(
      ['commit-message', 'trailers', 'changelog'].map((part) => placed(2, part)),
      ['commit message', 'commit message', 'changelog'],
    )
  })

  test('is the whole patch below its diffstat, and where no line is told', () => {
    assert.deepEqual(
      [placed(2, 'diffstat'), placed(2, null)],
      ['the whole patch', 'the whole patch'],
    )
  })

  test('is the cover', () => {
    assert.deepEqual(
      [placed(0, 'cover'), placed(0, 'diffstat'), placed(0, null)],
      ['cover', 'cover', 'cover'],
    )
  })
})

describe('where something was asked again', () => {
  const told = (revisionName: string, patch: number, sender = 'human'): string[] =>
    debtWords({
      sender,
      askedOf: 'author',
      strength: 'must',
      passedOverNames: [],
      moot: false,
      state: 'open',
      addressedInName: null,
      evidence: [],
      patch: 2,
      revisionName: 'v1',
      again: [{ id: '<b@example.org>#1', revision: 1, revisionName, patch }],
    } as unknown as ShownIssue)

  test('is a later version', () => {
    assert.deepEqual(told('v3', 1), ['asked again on v3 patch 1'])
  })

  test('of a robot is the same version', () => {
    assert.deepEqual(told('v1', 2, 'ci'), ['reported again'])
    assert.deepEqual(told('v1', 3, 'ci'), ['reported again on patch 3'])
  })

  test('of a person may be the same version too', () => {
    assert.deepEqual(told('v1', 2), ['asked again'])
  })
})
