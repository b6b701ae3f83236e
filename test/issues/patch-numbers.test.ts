import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { saysTaken } from '../../src/issues/kinds/taken.ts'
import { numbersIn } from '../../src/issues/series-state/numbers.ts'
import { taggedNumbers } from '../../src/issues/series-state/tagged-numbers.ts'
import { withdraws } from '../../src/issues/series-state/withdrawn.ts'

const ALL = [1, 2, 3, 4, 5]

describe('the numbers of patches in a sentence', () => {
  for (const [words, numbers] of [
    ['patches 1-3', [1, 2, 3]],
    ['patches 1, 2, and 5', [1, 2, 5]],
    ['patch 1/5 and patch 3/5', [1, 3]],
    ['I took 1 and 3/5.', [1, 3]],
    ['Took 3/5 separately.', [3]],
    ['[2/5] flow: sort', [2]],
    ['2 and 3 are fine', [2, 3]],
    ['It took 4 tries.', null],
    ['patch 9', null],
  ] as const)
    test(words, () => assert.deepEqual(numbersIn(words, ALL), numbers))
})

test('long lines take no longer than a line may', () => {
  for (const unit of ['1 and ', '1, ', 'patch 1, and ', 'took 1/2 ', 'ok, ', 'for this and ', ' '])
    for (const lead of ['', 'patches ', 'I took ']) {
      const line = lead + unit.repeat(100_000 / unit.length)
      const start = process.cpuUsage().user
      numbersIn(line, ALL)
      taggedNumbers(line, line, ALL, 1)
      saysTaken(line)
      withdraws(line, true)
      assert.ok(process.cpuUsage().user - start < 2_000_000, `${lead}${unit}`)
    }
})
