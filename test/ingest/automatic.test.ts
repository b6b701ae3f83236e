import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { AUTOMATIC, isAutomatic } from '../../src/ingest/automatic.ts'

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
    ])
      assert.ok(!isAutomatic(subject), subject)
  })
})
