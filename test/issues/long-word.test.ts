import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import { temporaryFolder, withStore } from '../support/stores.ts'

const folder = temporaryFolder()

const mail = (id: string, subject: string, answers: string, body: string): string =>
  `From mboxrd@z Thu Jan  1 00:00:00 1970\nMessage-ID: <${id}@example.org>\nFrom: Tova Lindqvist <tova@example.org>\n` +
  `Date: Mon, 3 Aug 2020 09:03:00 +0200\nSubject: ${subject}\n${answers}\n${body}\n\n`

const PATCH = 'It has to be done.\n---\ndiff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n'

test('one word of 400,000 letters takes no longer than a mail may', async () => {
  const path = join(folder, 'word.mbox')
  const answer = `> +b\n\nPlease change ${'a'.repeat(400_000)}\n`
  writeFileSync(
    path,
    mail('v1', '[PATCH] pump', '', PATCH) +
      mail('re', 'Re: [PATCH] pump', 'In-Reply-To: <v1@example.org>\n', answer),
  )
  await withStore(async (store) => {
    const start = Date.now()
    await ingest(store, [path])
    assert.ok(Date.now() - start < 10_000, `${Date.now() - start} ms`)
  })
})
