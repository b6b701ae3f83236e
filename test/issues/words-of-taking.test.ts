import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { wordsOfTaking } from '../../src/issues/series-state/reasons.ts'
import type { Applied, SeriesMail } from '../../src/model/review.ts'

function words(lines: readonly string[], line: number): string {
  const messageId = '<took@example.org>'
  const by = { name: 'Bram Okonkwo', address: 'bram@example.org' }
  const applied = { messageId, line, text: (lines[line - 1] ?? '').trim(), by }
  const whole = { line: 1, endLine: lines.length }
  return wordsOfTaking(
    applied as Applied,
    {
      mails: new Map([[messageId, { lines }]]),
      comments: new Map([[messageId, [whole]]]),
    } as unknown as SeriesMail,
  )
}

describe('the words by which somebody took a patch', () => {
  test('go on to the end of the sentence', () =>
    assert.equal(
      words(['Thank you, I have merged this series into', 'the pumps branch now:', '', 'x'], 1),
      'Thank you, I have merged this series into the pumps branch now:',
    ))

  test('end where something else begins', () =>
    assert.equal(
      words(
        ["The patches look good, and I've applied them for v71. However one thing", 'to note:'],
        1,
      ),
      "The patches look good, and I've applied them for v71.",
    ))

  test('are the line where it ends by itself', () => {
    assert.equal(words(['Applied, thanks', 'Bram'], 1), 'Applied, thanks')
    assert.equal(
      words(['Applied to https://git.example.org/pumps', 'Bram'], 1),
      'Applied to https://git.example.org/pumps',
    )
    assert.equal(words(['Applied to pumps/next', '', 'Bram'], 1), 'Applied to pumps/next')
    assert.equal(words(['Applied to pumps/next', 'Bram'], 1), 'Applied to pumps/next')
    assert.equal(
      words(['Applied to for-6.9/pumps', 'Best regards,'], 1),
      'Applied to for-6.9/pumps',
    )
  })

  test('go on behind a comma', () => {
    assert.equal(
      words(['Applied to pumps-next,', 'with the typo fixed.', '', 'Bram'], 1),
      'Applied to pumps-next, with the typo fixed.',
    )
  })
})
