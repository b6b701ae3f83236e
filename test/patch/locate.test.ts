import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseDiff } from '../../src/patch/diff.ts'
import { locate, newLinesAt } from '../../src/patch/locate.ts'

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

describe('the function of a diff line', () => {
  const functionIn = (path: string, heading: string, hunk: readonly string[], line: number) => {
    const lines = [
      `--- a/${path}`,
      `+++ b/${path}`,
      `@@ -10,9 +10,${hunk.length} @@ ${heading}`,
      ...hunk,
    ]
    const { files } = parseDiff(lines)
    const message = { id: '<a@example.org>', kind: 'patch', lines, files, sections: [] }
    return locate(message, line + 3, line + 3).function
  }
  const hunk = [
    ' \tfree(pump);',
    ' }',
    '+static struct test test = {',
    '+\t.name = "pump",',
    '+};',
    '+int probe(void)',
    '+{',
  ]

  test('is the one that the header of its hunk names, up to its end', () => {
    assert.equal(functionIn('x.c', 'void cleanup(void)', hunk, 1), 'cleanup')
    assert.equal(functionIn('x.c', 'void cleanup(void)', hunk, 2), 'cleanup')
  })

  test('is none below that', () => {
    assert.equal(functionIn('x.c', 'void cleanup(void)', hunk, 3), null)
    assert.equal(functionIn('x.c', 'void cleanup(void)', hunk, 4), null)
  })

  test('is the same in an empty line at its end, and in what is said of it alone', () => {
    const exported = [' \tfree(pump);', ' }', '+', '+EXPORT_SYMBOL(cleanup);', '+MODULE(pump);']
    assert.equal(functionIn('x.c', 'void cleanup(void)', exported, 3), 'cleanup')
    assert.equal(functionIn('x.c', 'void cleanup(void)', exported, 4), 'cleanup')
    assert.equal(functionIn('x.c', 'void cleanup(void)', exported, 5), null)
  })

  test('is the next one from where that begins', () =>
    assert.equal(functionIn('x.c', 'void cleanup(void)', hunk, 7), 'probe'))

  for (const path of ['man/man7/pump.7', 'Documentation/pump.rst', 'README.md'])
    test(`is none in prose: ${path}`, () =>
      assert.equal(functionIn(path, 'and only use the pumps that are there:', hunk, 1), null))
})
