import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { reply, version } from '../support/reviewed.ts'
import { signalsIn } from '../support/signals.ts'
import { temporaryFolder } from '../support/stores.ts'

const folder = temporaryFolder()
const ASK = '<ask@example.org>#1'

describe('how much of the very lines is as it was', () => {
  const TABLE = [
    '+static const struct id flow_ids[] = {',
    '+\t{ .name = "flow", },',
    '+\t{ },',
    '+};',
  ]
  const ask = reply('ask', 'flow-v1', 'No trailing comma after the last one.', {
    quote: TABLE.slice(0, 3),
  })
  const of = (now: readonly string[]) =>
    signalsIn(folder, [version('flow', 1, TABLE), ask, version('flow', 2, now)], ASK)

  test('a line of signs alone stands where its place does', async () => {
    const now = TABLE.map((line) =>
      line.replace('flow_ids', 'pump_ids').replace('"flow"', '"pump"'),
    )
    const signals = await of(now)
    assert.equal(signals['tail-like-last'], 1)
    assert.ok((signals['lines-like-last'] ?? 0) > 0.5, 'what was renamed is much as it was')
  })

  test('a line that was written anew is no more as it was', async () => {
    const signals = await of(TABLE.map((line) => line.replace('{ },', '{ }')))
    assert.ok((signals['tail-like-last'] ?? 1) < 1)
    assert.ok((signals['lines-edited-last'] ?? 0) > 0)
  })

  test('what came between them widens them', async () => {
    const now = [...TABLE.slice(0, 2), '+\t{ .name = "pump", },', ...TABLE.slice(2)]
    const signals = await of(now)
    assert.equal(signals['lines-edited-last'], 0)
    assert.equal(signals['lines-widened-last'], 1)
  })
})
