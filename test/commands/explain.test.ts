import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import type { ExplainReport } from '../../src/model/report/explain.ts'
import { explainReport } from '../../src/query/explain.ts'
import { explainText } from '../../src/report/explain-text.ts'
import { plain } from '../../src/report/style.ts'
import { openForIngest } from '../../src/store/store.ts'
import { patchtrail } from '../support/programs.ts'
import { copyStoreFile } from '../support/sample-store.ts'
import { SAMPLE_MBOX } from '../support/samples.ts'
import { temporaryFolder, withStore } from '../support/stores.ts'

const folder = temporaryFolder()
const db = join(folder, 'sample.db')
const LOCK = '<aO66XkQzV1nWb7Rt@castellane.example.org>#3'

before(() => withStore(async (store) => void (await ingest(store, [SAMPLE_MBOX])), db))

async function reported(id: string, path = db): Promise<ExplainReport> {
  return withStore((store) => explainReport(store, id), path)
}

describe('explain', { concurrency: 2 }, () => {
  test('as text: what was said, where it comes from, what came of it, and why', async () => {
    const { code, out, err } = await patchtrail(db, 'explain', LOCK)
    assert.deepEqual([code, err], [0, ''])
    const lines = out.split('\n')
    assert.deepEqual(lines.slice(0, 2), ['addressed in v2 (high confidence)', LOCK])
    for (const says of [
      '  > +    struct mutex lock;',
      '  The hwmon core serializes attribute accesses nowadays. This lock does',
      '  Lines 17-19: exact, from v1, drivers/hwmon/kt4320.c:39-41, by Maren Oltvik',
      '      <20251014-kt4320-v1-3-3f9c1a7d52e8@example.com> line 89',
      '  Yes, a change.',
      '    Maren Oltvik, author, 2025-10-15:',
      '      I missed that. Dropped.',
      '    then | +    struct mutex lock;',
      '    now  | +    u32 current_lsb_na;',
      '    + the author says it is done [author-agrees-done]: "I missed that. Dropped."',
      '  v2 is dated by (dates it well):',
    ])
      assert.ok(lines.includes(says), says)
    assert.match(out, /\n {2}open +\d+ % {2}cannot be: somebody takes it on, or says it is done\n/)
    assert.match(out, /\n {2}What weighs most for addressed \(\+\) and against \(-\):\n {4}\+\d/)
    const wide = lines.filter((line) => line.length > 80 && !line.includes('@'))
    assert.deepEqual(wide, [])
  })

  test('--json: the document, with all that the text says', async () => {
    const { out } = await patchtrail(db, 'explain', LOCK, '--json')
    const report = JSON.parse(out) as ExplainReport
    assert.deepEqual(
      [report.schema, report.id, report.version, report.patch, report.differences],
      ['patchtrail/explain/1', LOCK, 'v1', 3, []],
    )
    assert.deepEqual(
      report.lines.map(({ version, fate }) => [version, fate]),
      [
        ['v2', 'changed'],
        ['v3', 'unchanged'],
      ],
    )
    assert.deepEqual(report.request?.verdict.addressedIn, 'v2')
    assert.deepEqual(
      report.quote.map(({ text, inFocus }) => [text, inFocus]),
      [
        ['> +struct kt4320_data {', true],
        ['> +\tstruct regmap *regmap;', true],
        ['> +\tstruct mutex lock;', true],
      ],
    )
    const lines = report.request?.rules.find(({ name }) => name === 'lines')
    assert.ok(lines?.notFound.includes('lines-gone') && !lines.notFound.includes('lines-changed'))
  })

  test('brackets may be left out', async () =>
    assert.equal((await reported(LOCK.replace(/[<>]/g, ''))).id, LOCK))

  test('a Message-ID alone: its one comment, else the list', async () => {
    assert.match((await reported('<aRNqL5zDn0WfHk6y@castellane.example.org>')).id, />#1$/)
    const { code, out, err } = await patchtrail(db, 'explain', LOCK.replace(/#3$/, ''))
    assert.deepEqual([code, out], [1, ''])
    assert.match(err, /has \d+ comments; name one:\n(?: {2}<aO66[^>]+>#\d+ {2}\S.*\n)+$/)
  })

  test('what is not there: one line, exit code 2', async () => {
    for (const id of ['<nobody@example.org>#1', LOCK.replace('#3', '#77')]) {
      const { code, out, err } = await patchtrail(db, 'explain', id)
      assert.deepEqual([code, out], [2, ''], id)
      assert.match(err, /^patchtrail: .*(?:no message|has no comment 77).*\n$/)
    }
  })

  test('a store that says otherwise is told of', async () => {
    const old = join(folder, 'old.db')
    copyStoreFile(db, old)
    const store = await openForIngest(old)
    await store.run(
      `UPDATE issue SET state = 'open', addressed_in = NULL WHERE number = 3 AND message =
       (SELECT id FROM message WHERE message_id = ?)`,
      LOCK.replace(/#3$/, ''),
    )
    await store.close()
    const report = await reported(LOCK, old)
    assert.deepEqual(report.differences, [
      { what: 'state', here: 'addressed', stored: 'open' },
      { what: 'addressed in', here: 'v2', stored: 'none' },
    ])
    const text = explainText(report, { paint: plain, full: false }).join('\n')
    assert.match(text, /derived by another version of patchtrail/)
  })

  test("the user's word is told apart from what was derived", async () => {
    const mine = join(folder, 'mine.db')
    copyStoreFile(db, mine)
    await patchtrail(mine, 'mark', LOCK, 'rejected', '--note', 'it is needed')
    const { out } = await patchtrail(mine, 'explain', LOCK)
    assert.match(out, /^rejected \(you said so\)\n/)
    assert.match(
      out.replace(/\n +/g, ' '),
      /You overruled it with "rejected": it is needed; derived was addressed in v2\./,
    )
  })
})
