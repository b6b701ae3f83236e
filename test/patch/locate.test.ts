import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseDiff } from '../../src/patch/diff.ts'
import { newLinesAt } from '../../src/patch/locate.ts'

describe('lines of the new file at lines of a diff', () => {
  const lines = [
    '--- a/x.c',
    '+++ b/x.c',
    '@@ -10,3 +20,3 @@ int probe(void)',
    ' one',
    '-two',
    '-three',
    '+2',
    '+3',
    '-- ',
    'Jane',
  ]
  const message = { lines, files: parseDiff(lines).files }

  test('are counted from the header of the hunk', () => {
    assert.deepEqual(newLinesAt(message, 4, 4), [20, 20])
    assert.deepEqual(newLinesAt(message, 7, 8), [21, 22])
  })

  test('are the ones that stood there where lines are gone', () =>
    assert.deepEqual(newLinesAt(message, 5, 6), [20, 20]))

  test('begin in the hunk where the range begins above it', () =>
    assert.deepEqual(newLinesAt(message, 1, 7), [20, 21]))

  test('are none in a header, and none after the end of the hunk', () => {
    assert.equal(newLinesAt(message, 1, 3), null)
    assert.equal(newLinesAt(message, 9, 9), null)
  })
})
