import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import { statusReport } from '../../src/index.ts'
import { statusText } from '../../src/report/status-text.ts'
import { plain } from '../../src/report/style.ts'
import { mboxText } from '../support/mails.ts'
import { temporaryFolder, withStore } from '../support/stores.ts'
import { workFrom } from '../support/works.ts'

const folder = temporaryFolder()

/** What `status --why` says of the series of a mail. */
async function status(work: string, id: string): Promise<string> {
  const path = join(folder, 'told.mbox')
  writeFileSync(path, mboxText(workFrom(work).mails))
  return withStore(async (store) => {
    await ingest(store, [path])
    const report = await statusReport(store, `<${id}@example.org>`, Date.UTC(2020, 3, 1))
    return statusText(report, { paint: plain, width: 100, why: true }).join('\n')
  })
}

describe('status tells of versions', () => {
  test('what joined them, how much it says, and the next best', async () => {
    const text = await status(
      `the next best
x1 1 [PATCH] pump: stop it slowly
a1 2 [PATCH] pump: stop it
b1 9 [PATCH v2] pump: stop it`,
      'b1',
    )
    assert.match(text, /joined by title, files, code/)
    assert.match(text, /title: <a1@example.org> \(4\)/)
    assert.match(text, /code: <a1@example.org> \(2.5\)/)
    assert.match(text, /all in all, with author, number and time: [\d.]+/)
    assert.match(text, /rather than <x1@example.org> \([\d.]+\)/)
  })

  test('that a later one exists, and how to have it', async () => {
    const text = await status(
      `announced
a1 1 [PATCH v3] pump: stop it
r1 5 Re: [PATCH v3] pump: stop it
  to: a1
  says: v4 is out: <b1>`,
      'a1',
    )
    const link = 'https://lore.kernel.org/r/b1@example.org'
    assert.ok(text.includes(`v4 exists, not in the store: patchtrail ingest ${link}`), text)
  })

  test('that a patch of the version before was not sent to this list', async () => {
    const text = await status(
      `a part of each
a0 1 [PATCH 0/3] pump: a better pump
a1 1 [PATCH 1/3] pump: open
b0 9 [PATCH v2 0/3] pump: a better pump
b2 9 [PATCH v2 2/3] pump: shut
  file: drivers/shut.c`,
      'a0',
    )
    assert.match(text, /not on this list in v2, which is not complete here/)
    assert.match(text, /v2 .*not here: 1, 3/)
  })

  test('that one was sent twice with the same number, and which counts', async () => {
    const text = await status(
      `two v6
a1 1 [PATCH v5] pump: stop it
b1 4 [PATCH v6] pump: stop it
  lines: 7
c1 6 [PATCH v6] pump: stop it
  lines: 9`,
      'a1',
    )
    assert.match(
      text,
      /v6 {2}2020-01-06 .*\n +sent 2020-01-04, again 2020-01-06: changed, the last counts/,
    )
  })

  test('but not of the rest of a version that came hours later', async () => {
    const text = await status(
      `in two goes
a0 1 [PATCH v2 0/2] pump: stop and start
a1 1 [PATCH v2 1/2] pump: stop it
  to: a0
a2 2 [PATCH v2 2/2] pump: start it
  to: a0`,
      'a0',
    )
    assert.doesNotMatch(text, /again/)
  })

  test('that a patch of it was sent anew', async () => {
    const text = await status(
      `a reroll
a1 1 [PATCH v5 1/2] pump: stop it
a2 1 [PATCH v5 2/2] pump: start it
b2 3 [PATCH v5.1 2/2] pump: start it
  to: a2
  lines: 9`,
      'a1',
    )
    assert.match(text, /v5.1 2020-01-03: patch 2 changed, the last counts/)
  })

  test('that an earlier one exists, and how to have it', async () => {
    const text = await status(
      `linked
b1 5 [PATCH v2] pump: stop it
  says: Link to v1: <a1>`,
      'b1',
    )
    const link = 'https://lore.kernel.org/r/a1@example.org'
    assert.ok(text.includes(`v1 exists, not in the store: patchtrail ingest ${link}`), text)
    assert.ok(!text.includes('not found here'), text)
  })

  test('that versions are not here, though nothing links to them', async () => {
    const text = await status(
      `with gaps
c1 1 [PATCH v3] pump: stop it
e1 5 [PATCH v5] pump: stop it`,
      'c1',
    )
    assert.ok(text.includes('not found here: v1-2, v4\n'), text)
  })

  test('where a part of it went on as a series of its own', async () => {
    const text = await status(
      `in two
a0 1 [PATCH v2 0/4] Open and shut the pump
a1 1 [PATCH v2 1/4] pump: open
a2 1 [PATCH v2 2/4] pump: open wide
a3 1 [PATCH v2 3/4] valve: shut
  file: drivers/valve.c
a4 1 [PATCH v2 4/4] valve: shut tight
  file: drivers/valve.c
b0 9 [PATCH v3 0/2] Open the pump
  says: Link to v2: <a0>
b1 9 [PATCH v3 1/2] pump: open
b2 9 [PATCH v3 2/2] pump: open wide
c0 10 [PATCH v3 0/2] Shut the valve
  says: Link to v2: <a0>
c1 10 [PATCH v3 1/2] valve: shut
  file: drivers/valve.c
c2 10 [PATCH v3 2/2] valve: shut tight
  file: drivers/valve.c`,
      'a0',
    )
    const [, handle] = /a part of v2 goes on in v3 of (\w+): Shut the valve/.exec(text) ?? []
    assert.ok(handle, text)
    assert.ok(text.includes(`goes on in v3 of ${handle}\n`), text)
    assert.doesNotMatch(text, /not in v3/)
  })
})
