import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { RawReport } from '../../src/model/report/raw.ts'
import { rawReport } from '../../src/query/raw.ts'
import { mboxOf } from '../../src/report/mbox.ts'
import { ingest } from '../../src/ingest/ingest.ts'
import { openForIngest } from '../../src/store/store.ts'
import { temporaryFolder, written } from '../support/stores.ts'

const folder = temporaryFolder()
const MAIL: RawReport = {
  schema: 'patchtrail/raw/1',
  messageId: '<pump-1@example.org>',
  subject: '[PATCH] pump: Größe der Düse, and a title that is longer than one encoded word may be',
  author: { name: 'Åse Nordbø', address: 'ase@example.org' },
  date: '2026-03-01T08:09:10Z',
  to: [{ name: 'Doe, Jo "J"', address: 'jo@example.net' }],
  cc: [
    { name: null, address: 'list@example.net' },
    { name: 'Bo', address: 'bo@example.net' },
  ],
  inReplyTo: ['<pump-0@example.org>'],
  references: ['<pump-00@example.org>', '<pump-0@example.org>'],
  lists: [],
  lines: ['From here on it runs.', '>From a quote', 'Grüße', ''].map((text, i) => ({
    line: i + 1,
    text,
    origin: null,
  })),
}

describe('mbox', () => {
  test('is read as the same mail again', async () => {
    const store = await openForIngest(join(folder, 'again.db'))
    await ingest(store, [written(folder, 'one.mbox', mboxOf(MAIL))])
    const again = await rawReport(store, MAIL.messageId).finally(() => store.close())
    for (const name of [
      'subject',
      'author',
      'date',
      'to',
      'cc',
      'inReplyTo',
      'references',
    ] as const)
      assert.deepEqual(again[name], MAIL[name], name)
    assert.deepEqual(
      again.lines.map(({ text }) => text).filter(Boolean),
      MAIL.lines.map(({ text }) => text).filter(Boolean),
    )
  })

  test('has headers in ASCII, and none that a mail makes up', () => {
    const text = mboxOf({ ...MAIL, subject: 'x\nBcc: all@example.org', messageId: '<a\r\nX: y@b>' })
    const head = text.slice(0, text.indexOf('\n\n'))
    assert.match(head, /^[\x20-\x7e\n]*$/)
    assert.doesNotMatch(head, /^(?:Bcc|X):/m)
    assert.ok(head.split('\n').every((line) => line.length < 998))
  })

  test('a mail without date or name', () => {
    const text = mboxOf({ ...MAIL, date: null, author: { name: null, address: null }, to: [] })
    assert.match(text, /^From mboxrd@z Thu Jan {2}1 00:00:00 1970\nFrom: unknown@invalid\nCc: /)
    assert.doesNotMatch(text, /^Date:|^To:/m)
  })
})
