import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parseDiff } from '../../src/patch/diff.ts'
import { hunkLines } from '../../src/patch/locate.ts'
import { bodyLines } from '../../src/text/lines.ts'
import { casesOf, optionsOf } from '../support/cases.ts'
import { assertSays } from '../support/same.ts'

describe('a diff becomes files and hunks', () => {
  for (const one of casesOf('diff')) {
    test(one.name, optionsOf(one), () =>
      assertSays(parseDiff(bodyLines(one.bytes.toString('utf8'))), one.expected),
    )
  }

  test('the lines of a hunk are numbered on both sides', () => {
    const head = ['diff --git a/a.c b/a.c', '--- a/a.c', '+++ b/a.c', '@@ -10,3 +20,3 @@']
    const lines = [...head, ' one', '-two', '\\ No newline at end of file', '+three', ' four']
    const [hunk] = parseDiff(lines).files[0]?.hunks ?? []
    assert.ok(hunk)
    assert.deepEqual(
      hunkLines(lines, hunk).map(({ kind, bodyLine, oldLine, newLine, text }) => [
        kind,
        bodyLine,
        oldLine,
        newLine,
        text,
      ]),
      [
        ['context', 5, 10, 20, 'one'],
        ['deletion', 6, 11, null, 'two'],
        ['insertion', 8, null, 21, 'three'],
        ['context', 9, 12, 22, 'four'],
      ],
    )
  })
})

describe('laws of diffs', () => {
  const text = fc.constantFrom(
    'int a;',
    '',
    '-- ',
    '--- a/x',
    '+++ b/x',
    'diff --git a/x b/x',
    '@@ -1 +1 @@',
    '> quoted',
    '\ttab',
  )
  const side = fc.constantFrom(' ', '-', '+')
  const hunk = fc.array(
    fc.tuple(side, text).map(([sign, line]) => sign + line),
    { minLength: 1, maxLength: 8 },
  )

  /** A whole patch of one file with these hunks, and how many lines each has. */
  function patchOf(hunks: readonly (readonly string[])[]): string[] {
    const body = hunks.flatMap((lines, i) => {
      const count = (signs: string): number =>
        lines.filter((line) => signs.includes(line[0] ?? '')).length
      return [`@@ -${i * 100 + 1},${count(' -')} +${i * 100 + 1},${count(' +')} @@`, ...lines]
    })
    return [
      'Words.',
      '---',
      ' a.c | 2 +-',
      '',
      'diff --git a/a.c b/a.c',
      '--- a/a.c',
      '+++ b/a.c',
      ...body,
      '-- ',
      '2.30.2',
    ]
  }

  test('whatever stands in them, hunks end where their headers say', () => {
    fc.assert(
      fc.property(fc.array(hunk, { minLength: 1, maxLength: 5 }), (hunks) => {
        const lines = patchOf(hunks)
        const { files, problems } = parseDiff(lines)
        assert.deepEqual(problems, [])
        assert.equal(files.length, 1)
        assert.deepEqual(
          files[0]?.hunks.map(({ line, endLine }) => endLine - line),
          hunks.map(({ length }) => length),
        )
        assert.equal(files[0]?.endLine, lines.length - 2)
      }),
      { numRuns: 300 },
    )
  })

  test('files and hunks are in order and never overlap', () => {
    const header = fc.constantFrom('@@ -1,5 +1,5 @@', '@@ -1 +1 @@ x')
    const soup = fc.array(
      fc.oneof(
        text,
        text.map((line) => ` ${line}`),
        text.map((line) => `+${line}`),
        header,
      ),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(soup, (lines) => {
        let last = 0
        for (const file of parseDiff(lines).files) {
          assert.ok(file.line > last && file.endLine >= file.line && file.endLine <= lines.length)
          let inside = file.line
          for (const { line, endLine } of file.hunks) {
            assert.ok(line >= inside && endLine >= line && endLine <= file.endLine)
            inside = endLine + 1
          }
          last = file.endLine
        }
      }),
      { numRuns: 500 },
    )
  })
})
