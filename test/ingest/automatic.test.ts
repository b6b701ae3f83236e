import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { AUTOMATIC, isAutomatic, isAutomaticMail } from '../../src/ingest/automatic.ts'
import { parseDiff } from '../../src/patch/diff.ts'

describe('mail that a program sends because another came', () => {
  for (const { name, example } of AUTOMATIC) test(name, () => assert.ok(isAutomatic(example)))

  test('in other languages', () => {
    for (const subject of [
      'Automatische Antwort: [PATCH] kettle: shut the lid first',
      'Réponse automatique : [PATCH] kettle: shut the lid first',
      '自动答复: [PATCH] kettle: shut the lid first',
      'Gelesen: [PATCH] kettle: shut the lid first',
    ])
      assert.ok(isAutomatic(subject), subject)
  })

  test('in words of programs alone, whatever stands below them', () => {
    for (const subject of [
      'Automatic reply: kettle: shut the lid first',
      'Undeliverable: kettle: shut the lid first',
      'Returned mail: see transcript for details',
      'Returned mail: Data format error',
    ])
      assert.ok(isAutomatic(subject), subject)
  })

  test('in words that may be a title, by what stands below them', () => {
    for (const subject of [
      'Vacation: Re: [PATCH v2] kettle: shut the lid first',
      'Auto-response: [kettles] [PATCH 1/2] kettle: shut the lid first',
      'failure notice',
      'Delivery Status Notification (Failure)',
      'Mail delivery failed: returning message to sender',
      'Return Receipt (displayed) - [PATCH] kettle: shut the lid first',
      'Processed: Re: Bug#4242: kettle: the lid is not shut',
      'Processed: tagging 4242',
    ])
      assert.ok(isAutomatic(subject), subject)
  })

  test('is told from what people write about the same words', () => {
    for (const subject of [
      'Re: Automatic reply: [PATCH] kettle: shut the lid first',
      '[PATCH] Read: do not stop at half',
      'read: do not stop at half',
      'Recall: forget nothing',
      'Accepted: all patches of March',
      'Processed patches of March',
      'bug#4242: [PATCH] kettle: shut the lid first',
      'Delivery of kettles',
      'vacation: do not answer lists',
      'failure notice: add a field',
      'Processed: all',
      'Processed: found two leaks',
      'Auto-message: fix width',
      'auto-reply: [kettles] fix width',
      'delivery failure: try twice',
      'read receipt: add a field',
      'Accepted: [PATCH] kettle: shut the lid first',
      'Declined: [PATCH 1/2] kettle: shut the lid first',
    ])
      assert.ok(!isAutomatic(subject), subject)
  })

  test('shows no diff of its own', () => {
    const subject = 'Automatic reply: [PATCH] kettle: shut the lid first'
    const patch = ['--- a/kettle.c', '+++ b/kettle.c', '@@ -1,1 +1,2 @@', ' a', '+b']
    const isSo = (lines: string[]): boolean => isAutomaticMail(subject, lines, parseDiff(lines))
    assert.ok(isSo(['I am away.']))
    assert.ok(!isSo(['Shut it.', '---', ...patch]))
    assert.ok(isSo(['Sorry.', '', '--- Below this line is a copy of the message.', '', ...patch]))
  })
})
