import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Element, ElementContent } from 'hast'
import type { ShownLine, ShowReport } from '../../../src/model/report/show.ts'
import { linesWithComments } from '../../../src/report/html/lines.ts'
import { coloursOf } from '../../../src/report/html/patch/colours.ts'
import { lineNames } from '../../../src/report/html/patch/line-names.ts'
import { rowsOf } from '../../../src/report/html/patch/split.ts'
import { markedText } from '../../../src/report/html/patch/line-text.ts'
import { children } from '../../../src/report/html/elements.ts'
import { SERVED } from '../../../src/report/html/site.ts'

/** A report of a patch with these files, each line with its sign. */
function shown(files: readonly (readonly [path: string, lines: readonly string[]])[]): ShowReport {
  const lines: ShownLine[] = []
  const ranges: { path: string; line: number; endLine: number }[] = []
  const add = (text: string, oldLine: number | null, newLine: number | null): void =>
    void lines.push({
      line: lines.length + 1,
      text,
      part: 'diff',
      oldLine,
      newLine,
      discussions: [],
      inFocus: false,
    })
  for (const [path, code] of files) {
    const line = lines.length + 1
    add(`diff --git a/${path} b/${path}`, null, null)
    add('@@ -1,9 +1,9 @@', null, null)
    let [old, now] = [1, 1]
    for (const text of code) {
      const [isOld, isNew] = [!text.startsWith('+'), !text.startsWith('-')]
      add(text, isOld ? old++ : null, isNew ? now++ : null)
    }
    ranges.push({ path, line, endLine: lines.length })
  }
  return { lines, files: ranges } as unknown as ShowReport
}

const text = (nodes: readonly ElementContent[]): string =>
  nodes
    .map((n) => (n.type === 'text' ? n.value : n.type === 'element' ? text(n.children) : ''))
    .join('')

describe('names of lines', () => {
  test('are the file and its number', () => {
    const names = [...lineNames(shown([['drivers/pump.c', [' a', '-b', '+c']]])).values()]
    assert.deepEqual(names, ['pump.c-1', 'pump.c-old-2', 'pump.c-2'])
  })
  test('stand once where two files share a name, and where a file comes twice', () => {
    const code = [' a', '-b', '+c']
    const report = shown([
      ['include/pump.h', code],
      ['drivers/pump.h', code],
      ['drivers/pump.h', code],
    ])
    const names = [...lineNames(report).values()]
    assert.equal(new Set(names).size, names.length)
    assert.ok(names.includes('include/pump.h-1') && names.includes('drivers/pump.h-old-2'))
  })
})

describe('colours', () => {
  const classesOf = (lines: readonly string[], path = 'x.c'): string[][] => {
    const report = shown([[path, lines]])
    const colours = coloursOf(report)
    return report.lines
      .slice(2)
      .map(({ line, text: code }) =>
        (colours.get(line) ?? []).map(
          ([from, before, name]) => `${name} ${code.slice(1).slice(from, before)}`,
        ),
      )
  }
  test('keywords, strings, numbers and remarks of C', () => {
    const [line] = classesOf(['+\treturn f("a", 12); /* why */'])
    assert.deepEqual(line, ['k return', 's "a"', 'd 12', 'c /* why */'])
  })
  test('a remark over several lines is one, also where its begin is not shown', () => {
    assert.deepEqual(
      classesOf([' /* for', '+ * if', '  */']).map((l) => l[0]?.[0]),
      ['c', 'c', 'c'],
    )
    const cut = classesOf([' * for all', '- * if one', '  */', ' int x;'])
    assert.deepEqual(
      cut.map((l) => l[0]?.[0]),
      ['c', 'c', 'c', 't'],
    )
  })
  test('each side is read by itself: what is removed does not colour what is added', () => {
    const lines = classesOf(['-/* begins', '+int a;', ' int b;'])
    assert.deepEqual(lines[1], ['t int'])
  })
  test('other languages by name, and what is unknown not at all', () => {
    assert.deepEqual(classesOf(['+def f(): pass'], 'x.py')[0]?.slice(0, 1), ['k def'])
    assert.deepEqual(classesOf(['+int f;'], 'x.txt'), [[]])
  })
})

describe('side by side', () => {
  test('each line stands once on its side, in order; what took its place beside it', () => {
    const code = [' a', '-b', '-c', '+d', ' e', '+f', '-g', ' h']
    const lines = shown([['x.c', code]]).lines.slice(2)
    const rows = rowsOf(lines)
    const side = (pick: 'before' | 'after'): string[] =>
      rows.flatMap((row) => row[pick]?.text.slice(1) ?? [])
    assert.deepEqual(side('before'), ['a', 'b', 'c', 'e', 'g', 'h'])
    assert.deepEqual(side('after'), ['a', 'd', 'e', 'f', 'h'])
    assert.deepEqual(
      rows.map(({ before, after }) => [before?.text ?? '', after?.text ?? '']),
      [
        [' a', ' a'],
        ['-b', '+d'],
        ['-c', ''],
        [' e', ' e'],
        ['', '+f'],
        ['-g', ''],
        [' h', ' h'],
      ],
    )
  })
})

describe('marked text', () => {
  test('keeps every character, whatever colours and words cross', () => {
    const line = 'int rate = 12;'
    const parts = children(
      markedText(
        line,
        [
          [0, 3, 't'],
          [11, 13, 'd'],
        ],
        [
          [1, 5],
          [12, 14],
        ],
      ),
    )
    assert.equal(text(parts), line)
  })
  test('all lines of a patch stand on its page as they are', () => {
    const code = [' /* a */', '-\tint rate = x->rate;', '+\tint rate = x->max;', ' }', '']
    const report = { ...shown([['a/p.c', code]]), general: [], said: [] } as unknown as ShowReport
    const tree = linesWithComments(SERVED, report, 'unified')
    const lines = elements(tree).filter(
      ({ properties }) =>
        String(properties['className']).startsWith('l,') || String(properties['className']) === 'l',
    )
    assert.deepEqual(
      lines.map((l) => text(l.children)).slice(2),
      code.map((l) => (l === '' ? '\n' : l)),
    )
  })
})

function elements(node: Element): Element[] {
  return [
    node,
    ...node.children.flatMap((child) => (child.type === 'element' ? elements(child) : [])),
  ]
}
