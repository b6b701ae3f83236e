import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { changedWords, pairedWords, type Span } from '../../src/report/changed-words.ts'

const at = (line: string, spans: readonly Span[]): string[] =>
  spans.map(([from, before]) => line.slice(from, before))

describe('changed words', () => {
  test('of a line and the one in its place', () => {
    const [old, now] = ['\tint flow_rate = pump->rate;', '\tint flow_rate = pump->max_rate;']
    const words = changedWords(old, now)
    assert.ok(words)
    assert.deepEqual(at(old, words.removed), ['rate'])
    assert.deepEqual(at(now, words.added), ['max_rate'])
  })

  test('of lines with little in common are none', () => {
    assert.equal(changedWords('\treturn 0;', '\tkfree(pump->buffer);'), null)
    assert.equal(changedWords('', ''), null)
  })

  test('what is left of both sides without them is the same', () => {
    const words = fc.array(fc.constantFrom('a', 'flow', ' ', '\t', '(', '->', 'x1'), {
      maxLength: 20,
    })
    fc.assert(
      fc.property(words, words, (a, b) => {
        const [old, now] = [a.join(''), b.join('')]
        const found = changedWords(old, now)
        if (found === null) return
        assert.equal(without(old, found.removed), without(now, found.added))
      }),
    )
  })

  test('each line is paired once, and in order', () => {
    const pairs = pairedWords(
      ['\tstart_pump(a);', '\tstop_pump(a);'],
      ['\tlog();', '\tstart_pump(b);', '\tstop_pump(b);'],
    )
    assert.deepEqual(
      pairs.map(({ removed, added }) => [removed, added]),
      [
        [0, 1],
        [1, 2],
      ],
    )
  })
})

function without(line: string, spans: readonly Span[]): string {
  return [...line]
    .filter((_, i) => !spans.some(([from, before]) => from <= i && i < before))
    .join('')
}
