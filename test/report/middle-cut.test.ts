import assert from 'node:assert/strict'
import { test } from 'node:test'
import { middleCut } from '../../src/report/words.ts'

test('a title cut in the middle keeps its beginning and its end', () => {
  const title = 'ARM: dts: pump: Switch clocks to the valve controller'
  assert.equal(middleCut(title, 31), 'ARM: dts: pu\u2026e valve controller')
  assert.equal(middleCut(title, 31).length, 31)
  assert.equal(middleCut('pump: start', 31), 'pump: start')
})
