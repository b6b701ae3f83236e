import assert from 'node:assert/strict'
import { test } from 'node:test'
import { editsBetween } from '../../src/text/diff.ts'

const said = (left: string, right: string): string =>
  editsBetween(left.split(' '), right.split(' '))
    .map((e) => `${e.a}-${e.aEnd}:${e.b}-${e.bEnd}`)
    .join(' ')

test('what changed between two lists of lines', () => {
  assert.equal(said('a b c', 'a b c'), '')
  assert.equal(said('a b c', 'a x c'), '1-2:1-2')
  assert.equal(said('a b c', 'a b x c'), '2-2:2-3')
  assert.equal(said('a b c d', 'a d'), '1-3:1-1')
  assert.equal(said('a b c d e', 'x b c y e'), '0-1:0-1 3-4:3-4')
  assert.equal(said('a b', 'x y z'), '0-2:0-3')
})

test('of two ways that are as short, the one that leaves out first', () => {
  assert.equal(said('a b', 'b a'), '0-1:0-0 2-2:1-2')
})

test('the edits make the one side of the other, and no script is shorter', () => {
  let seed = 7
  const below = (n: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return Math.floor((seed / 2147483648) * n)
  }
  for (let round = 0; round < 400; round++) {
    const lines = (): string[] => Array.from({ length: below(14) }, () => String(below(5)))
    const [left, right] = [lines(), lines()]
    const edits = editsBetween(left, right)
    assert.deepEqual(applied(left, right, edits), right)
    const changes = edits.reduce((sum, e) => sum + (e.aEnd - e.a) + (e.bEnd - e.b), 0)
    assert.equal(changes, left.length + right.length - 2 * commonLength(left, right))
  }
})

test('two texts of thousands of lines without one in common are one edit', () => {
  const lines = (sign: string): string[] => Array.from({ length: 5000 }, (_, i) => `${sign}${i}`)
  assert.deepEqual(editsBetween(lines('a'), lines('b')), [{ a: 0, aEnd: 5000, b: 0, bEnd: 5000 }])
})

function applied(
  left: readonly string[],
  right: readonly string[],
  edits: ReturnType<typeof editsBetween>,
): string[] {
  const made: string[] = []
  let at = 0
  for (const { a, aEnd, b, bEnd } of edits) {
    made.push(...left.slice(at, a), ...right.slice(b, bEnd))
    at = aEnd
  }
  return [...made, ...left.slice(at)]
}

/** The length of a longest common subsequence, by the plain table. */
function commonLength(left: readonly string[], right: readonly string[]): number {
  let row = new Array<number>(right.length + 1).fill(0)
  for (const line of left) {
    const next = [0]
    for (const [j, other] of right.entries())
      next.push(line === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0))
    row = next
  }
  return row.at(-1) ?? 0
}
