import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { elsewhereBlocks } from '../../bench/labelled-mail.ts'
import { temporaryFolder } from '../support/stores.ts'

const folder = temporaryFolder()

const MAIL = `From mboxrd@z Thu Jan  1 00:00:00 1970
From: Tova Lindqvist <tova@example.org>
Subject: [PATCH] kiln: close the door
Message-ID: <door@example.org>
Date: Mon, 3 Aug 2020 07:00:00 +0000

It stayed open.

Signed-off-by: Tova Lindqvist <tova@example.org>
---
 kiln.c | 1 +
 1 file changed, 1 insertion(+)

diff --git a/kiln.c b/kiln.c
--- a/kiln.c
+++ b/kiln.c
@@ -1,1 +1,2 @@
 heat();
+shut(door);
-- 
2.30.2

From mboxrd@z Thu Jan  1 00:00:00 1970
From: Bram Okonkwo <bram@example.org>
Subject: Re: [PATCH] kiln: close the door
Message-ID: <review@example.org>
In-Reply-To: <door@example.org>
Date: Mon, 3 Aug 2020 09:00:00 +0000

On 03.08.20 07:00, Tova Lindqvist wrote:
> +shut(door);

Please check what it returns.
`

const LABEL = {
  messageId: '<review@example.org>',
  line: 4,
  endLine: 4,
  kind: 'change',
  actionable: true,
  outcome: null,
  addressedIn: null,
  sure: 2,
}

test('a label is of the comment at its lines in the mail beside it; guesses are left out', async () => {
  const given = join(folder, 'given')
  mkdirSync(given)
  writeFileSync(join(given, 'kiln.mbox'), MAIL)
  const labels = [LABEL, { ...LABEL, line: 1, endLine: 1, sure: 0 }]
  writeFileSync(
    join(given, 'kiln.labels.jsonl'),
    labels.map((label) => `${JSON.stringify(label)}\n`).join(''),
  )
  const blocks = await elsewhereBlocks(given, folder)
  assert.deepEqual(
    blocks.map(({ label, cases }) => [
      label.source,
      label.corpus,
      cases.map(({ context }) => context.lines.join(' ').trim()),
    ]),
    [['elsewhere', 'kiln', ['Please check what it returns.']]],
  )
})

test('labels without their mail are told', async () => {
  const alone = join(folder, 'alone')
  mkdirSync(alone)
  await assert.rejects(elsewhereBlocks(alone, folder), /no \*\.labels\.jsonl in/)
  writeFileSync(join(alone, 'kiln.labels.jsonl'), `${JSON.stringify(LABEL)}\n`)
  await assert.rejects(elsewhereBlocks(alone, folder), /no kiln\.mbox beside kiln\.labels\.jsonl/)
})
