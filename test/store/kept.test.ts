import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import { Kept } from '../../src/store/mail/kept.ts'
import { keepMails, readMails, type StoredMail } from '../../src/store/read-mails.ts'
import { openForIngest, openForQuery } from '../../src/store/store.ts'
import { mboxText } from '../support/mails.ts'
import { version } from '../support/reviewed.ts'
import { temporaryFolder, written } from '../support/stores.ts'

const folder = temporaryFolder()
const fact = (key: number, n: number) => ({ key, lines: Array.from({ length: n }, String) })

describe('what is kept', () => {
  test('is bounded: those that were asked for last stay', () => {
    const kept = new Kept(10)
    for (const key of [1, 2, 3]) kept.put(fact(key, 3))
    assert.ok(kept.get(1))
    kept.put(fact(4, 3))
    assert.deepEqual(
      [1, 2, 3, 4].map((key) => kept.get(key) !== undefined),
      [true, false, true, true],
    )
    kept.put(fact(5, 99))
    assert.equal(kept.get(5), undefined, 'too large to be kept')
  })

  test('mails are the same as from the file, in their order, and go when they are removed', async () => {
    const db = join(folder, 'kept.db')
    const writing = await openForIngest(db)
    await ingest(writing, [
      written(folder, 'two.mbox', mboxText([version('pump', 1), version('flow', 1)])),
    ])
    const reading = await openForQuery(db)
    const fresh = await readMails(reading, [2, 1])
    const kept = new Kept<StoredMail>(1000)
    keepMails(reading, kept)
    assert.deepEqual(await readMails(reading, [2]), [fresh[1]])
    assert.deepEqual(await readMails(reading, [2, 1, 3]), fresh)
    assert.equal((await readMails(reading, [1]))[0], kept.get(1), 'not read again')
    await writing.run('UPDATE message SET removed = 1 WHERE id = 1')
    assert.deepEqual(await readMails(reading, [1, 2]), [fresh[1]])
    await reading.close()
    await writing.close()
  })
})
