import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isGreeting, saysNothing } from '../../src/text/greetings.ts'
import { newestFirst, oldestFirst, type Dated } from '../../src/text/order.ts'

describe('oldest first', () => {
  const all: readonly Dated[] = [
    { date: null, id: '<z>' },
    { date: '2026-01-01T00:00:00Z', id: '<a>', line: 3 },
    { date: '2026-01-01T00:00:00Z', id: '<a>', line: 12 },
    { date: '2026-01-01T00:00:00Z', id: '<b>' },
    { date: '2026-01-02T00:00:00Z', id: '<a>' },
  ]

  test('goes by date, then by id, then by line; what has no date is first', () => {
    assert.deepEqual([...all].reverse().sort(oldestFirst), all)
    assert.deepEqual([...all].sort(newestFirst), [...all].reverse())
  })

  test('is a total order', () => {
    for (const [i, a] of all.entries())
      for (const [j, b] of all.entries())
        assert.equal(Math.sign(oldestFirst(a, b)), Math.sign(i - j))
  })
})

describe('a greeting', () => {
  for (const line of ['Hi Dan,', 'hello all', ' Dear Jane!', 'Good morning, list.', 'Hey'])
    test(`is ${line}`, () => assert.equal(isGreeting(line), true))

  for (const line of ['Hi Dan. This leaks.', 'High memory', 'Hello, does this compile?', 'Nit:'])
    test(`is not ${line}`, () => assert.equal(isGreeting(line), false))

  test('says nothing, as a blank line and an attribution do', () => {
    for (const line of ['Hi Dan,', '  ', 'On Mon, 3 Aug 2026, Jane Doe wrote:'])
      assert.equal(saysNothing(line), true)
    assert.equal(saysNothing('On second thoughts: no.'), false)
  })
})
