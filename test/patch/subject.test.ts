import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseSubject, subjectKey } from '../../src/patch/subject.ts'
import { tableOf, type Expected } from '../support/cases.ts'
import { assertSays } from '../support/same.ts'

describe('a subject line says', () => {
  for (const [subject, expected] of Object.entries(
    tableOf<Record<string, Expected>>('subjects.json'),
  )) {
    test(
      subject || '(an empty subject)',
      expected.todo === undefined ? {} : { todo: expected.todo },
      () => {
        assertSays(parseSubject(subject), expected)
      },
    )
  }
})

describe('mails about one patch share a key', () => {
  const key = subjectKey('[PATCH v2 3/4] flow: lock the status')

  test('whatever reply marks, white space and case they have', () => {
    for (const subject of [
      'Re: [PATCH v2 3/4] flow: lock the status',
      'AW: Re: [patch v2 3/4]  Flow: lock  the status',
    ]) {
      assert.equal(subjectKey(subject), key)
    }
  })

  test('but versions and numbers tell patches apart', () => {
    for (const subject of [
      '[PATCH v3 3/4] flow: lock the status',
      '[PATCH v2 2/4] flow: lock the status',
    ]) {
      assert.notEqual(subjectKey(subject), key)
    }
  })

  test('a gateway mark changes nothing', () =>
    assert.equal(subjectKey('Re: [EXT] Re: [PATCH v2 3/4] flow: lock the status'), key))
  test('a subject that names no patch has none', () =>
    assert.equal(subjectKey('Re: the pump stops'), ''))
})
