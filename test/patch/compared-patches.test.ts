import assert from 'node:assert/strict'
import { test } from 'node:test'
import { comparedPatchAt, comparedPatches } from '../../src/patch/compared-patches.ts'

const LINES = [
  'Range-diff against v1:',
  '-:  ---------- > 1:  fedcba9876 tide: count it',
  '1:  0123456789 ! 2:  89abcdef01 flow: close the valve',
  '    @@ Commit message',
  '     ',
  '    -    It leaks.',
  '    +    It leaks at night.',
  '      ## drivers/flow.c => drivers/tide.c (mode change 100644 => 100755) ##',
  '     @@ drivers/tide.c: int flow_stop(void)',
  '    - \tint old;',
  '    + \tint level;',
  '    -+\topen();',
  '    ++\tclose();',
  '2:  1111111111 < -:  ---------- flow: open the valve',
]

test('lines of a range-diff are told as the patches have them', () => {
  const [first, second, third, ...more] = comparedPatches(LINES)
  assert.deepEqual([first?.number, second?.number, third?.number, more.length], [1, 2, null, 0])
  assert.deepEqual([second?.line, second?.endLine], [3, 13])
  assert.deepEqual(
    second?.lines.map(({ line, text, isOld }) => [line, text, isOld]),
    [
      [5, '', false],
      [6, '    It leaks.', true],
      [7, '    It leaks at night.', false],
      [8, 'diff --git a/drivers/flow.c b/drivers/tide.c', false],
      [11, ' \tint level;', false],
      [12, '+\topen();', true],
      [13, '+\tclose();', false],
    ],
  )
  assert.deepEqual(
    second.lines.filter(({ breakBefore }) => breakBefore).map(({ line }) => line),
    [5, 11],
  )
})

test('a range-diff that is set in more is read the same', () => {
  const text = (lines: readonly string[]): string[] =>
    comparedPatches(lines).flatMap((p) => p.lines.map((l) => l.text))
  assert.deepEqual(text(LINES.map((line) => ` ${line}`)), text(LINES))
})

test('what tbdiff prints is read, too', () => {
  const lines = [
    '1: 0123456789 ! 1: 89abcdef01 flow: close the valve',
    '    @@ -17,6 +17,7 @@',
    '     diff --git a/flow.c b/flow.c',
    '    --\topen();',
    '    +-\tclose();',
  ]
  assert.deepEqual(
    comparedPatches(lines)[0]?.lines.map(({ text, isOld }) => [text, isOld]),
    [
      ['diff --git a/flow.c b/flow.c', false],
      ['-\topen();', true],
      ['-\tclose();', false],
    ],
  )
})

test('a line stands in the pair whose heading is above it, or in none', () => {
  assert.equal(comparedPatchAt(LINES, 1), null)
  assert.equal(comparedPatchAt(LINES, 2)?.number, 1)
  assert.equal(comparedPatchAt(LINES, 13)?.number, 2)
})

test('a line without end is read in time', () => {
  const head = LINES[2] ?? ''
  const long = [`     ${' ## a'.repeat(20_000)}`, `${' '.repeat(100_000)}@`, '1: '.repeat(30_000)]
  const began = performance.now()
  comparedPatches([head, ...long, head])
  assert.ok(performance.now() - began < 1000)
})
