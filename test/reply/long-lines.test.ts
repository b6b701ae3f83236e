import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { replyFactsIn } from '../../src/reply/facts.ts'

/** As much as a machine with much else to do may take; what grows with the square takes more. */
const MOST_MILLISECONDS = 1_000

describe('a long line takes no longer than it has letters', () => {
  const bodies = {
    'an address of an attribution': `>>> On 03.03.25 at 10:00, ${'<'.repeat(50_000)}${'@'.repeat(50_000)}`,
    'an address below inline comments': `${'='.repeat(16)}\nComment at: flow.c:3\n+a\n${'-'.repeat(16)}\nWhy?\n\nhttps://${'/D1'.repeat(33_000)} b`,
  }
  for (const [name, body] of Object.entries(bodies)) {
    test(name, () => {
      const start = performance.now()
      replyFactsIn(`${body}\n`)
      const took = performance.now() - start
      assert.ok(took < MOST_MILLISECONDS, `${took} ms`)
    })
  }
})
