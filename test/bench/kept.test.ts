import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { comparedWithKept, type Figures } from '../../bench/kept.ts'

const FILE = join(import.meta.dirname, '../../bench/figures/accuracy.json')
const kept = JSON.parse(readFileSync(FILE, 'utf8')) as { lists: string[]; figures: Figures }

describe('npm run eval -- --check', () => {
  test('is content with the kept figures', () =>
    assert.equal(comparedWithKept(kept.lists, kept.figures).isWorse, false))

  for (const [name, value] of Object.entries(kept.figures))
    test(`fails where one has fallen, or is not measured: ${name}`, () => {
      const { [name]: _, ...rest } = kept.figures
      assert.equal(comparedWithKept(kept.lists, { ...rest, [name]: value - 1 }).isWorse, true)
      assert.equal(comparedWithKept(kept.lists, rest).isWorse, true)
    })

  test('says nothing of other lists', () =>
    assert.throws(() => comparedWithKept(['another'], kept.figures), /kept figures are of/))
})
