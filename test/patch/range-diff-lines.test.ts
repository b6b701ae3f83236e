import assert from 'node:assert/strict'
import { test } from 'node:test'
import { comparisonLines, rangeDiffLines } from '../../src/patch/range-diff-lines.ts'

test('what git-range-diff printed is told from the words around it', () => {
  const lines = [
    'Changes since v1: the valve is closed first.',
    '',
    'Range-diff against v1:',
    '1:  0123456789 ! 1:  89abcdef01 flow: close the valve',
    '    @@ drivers/flow.c: int flow_stop(void)',
    '     + int flow_stop(void)',
    '',
    '    -+ open();',
    '    ++ close();',
    '-:  ---------- > 2:  fedcba9876 tide: close it, too',
    '',
    '-- ',
    '2.43.0',
  ]
  assert.deepEqual([...rangeDiffLines(lines)], [3, 4, 5, 6, 7, 8, 9])
})

test('a comparison with the version before ends where somebody speaks again', () => {
  const lines = [
    '- the valve is closed first',
    'Range-diff against v1:',
    '1:  0123456789 ! 1:  89abcdef01 flow: close the valve',
    '    -+ open();',
    '',
    'Interdiff against v1:',
    '  diff --git a/flow.c b/flow.c',
    '  -open();',
    '',
    '-- ',
  ]
  assert.deepEqual(
    [...comparisonLines({ kind: 'patch', lines })].sort((a, b) => a - b),
    [1, 2, 3, 5, 6, 7],
  )
})

test('in a cover an interdiff stands at the margin, up to its signature', () => {
  const lines = [
    '- the valve is closed first',
    '',
    'Interdiff against v1:',
    'diff --git a/flow.c b/flow.c',
    '--- a/flow.c',
    '+++ b/flow.c',
    '@@ -1,3 +1,3 @@',
    ' int flow_stop(void)',
    '-\topen();',
    '+\tclose();',
    '-- ',
    '2.43.0',
  ]
  const found = comparisonLines({ kind: 'cover', lines })
  assert.deepEqual(
    [...found].sort((a, b) => a - b),
    [2, 3, 4, 5, 6, 7, 8, 9],
  )
  assert.equal(comparisonLines({ kind: 'patch', lines }).size, 0, 'it may be the patch itself')
})
