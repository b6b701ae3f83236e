import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseMessage } from '../../src/ingest/content.ts'
import { casesOf } from '../support/cases.ts'
import { assertSays } from '../support/same.ts'

describe('mail as these communities write it (docs/communities.md)', () => {
  for (const { name, bytes, expected } of casesOf('communities')) {
    test(name, async () => {
      const raw = { foundAt: { source: name, at: null }, form: 'mail' as const, bytes }
      const { storable, embedded } = await parseMessage(raw)
      assert.ok(storable)
      const { message, content } = storable
      assertSays(
        {
          kind: content.kind,
          from: message.from,
          ...content.subject,
          mentions: content.mentions.map(({ messageId }) => messageId),
          embedded: embedded.map((one) => one.message.subject),
        },
        expected,
      )
    })
  }
})
