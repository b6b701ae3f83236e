import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { furtherAsked, summaryOf } from '../../src/issues/summary/summary.ts'

/** What a comment says, the sentence that stands for it, and what else it asks for. */
const COMMENTS: readonly (readonly [text: string, summary: string, further: readonly string[]])[] =
  [
    [
      `Something looks wrong to me in how the valve is counted, but I may be missing it, and the pumps
are not mine. Please drop the counter of open valves from the pump.

Did you find out why the second pump stalls? Does this patch solve it for your board?`,
      'Please drop the counter of open valves from the pump.',
      ['Did you find out why the second pump stalls?', 'Does this patch solve it for your board?'],
    ],
    [
      `Use pump_drvdata() here instead of the container, which is what all the other pumps do today.
The valve is opened long before anybody can see it, which is fine for the old pumps of course.
Also, please use the helper in probe and fill the valve there.`,
      'Use pump_drvdata() here instead of the container, which is what all the other pumps do today.',
      ['Also, please use the helper in probe and fill the valve there.'],
    ],
    // What is short is shown whole, and says all.
    ['Why? Please drop it.', 'Why? Please drop it.', []],
    // What only says how things are, or is asked in a word or two, is no request of its own.
    [
      `Please drop the counter. It has been there since the first pump was sold, and it must have been
of some use then. The valve should be closed by the time that anybody looks. Is it?`,
      'Please drop the counter.',
      [],
    ],
  ]

describe('what a comment asks for beside its summary', () => {
  for (const [text, summary, further] of COMMENTS)
    test(summary, () => {
      const lines = text.split('\n')
      assert.equal(summaryOf(lines), summary)
      assert.deepEqual(furtherAsked(lines), further)
    })
})
