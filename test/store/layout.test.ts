import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import { overrideIssue } from '../../src/ingest/override.ts'
import { openForIngest, openForQuery, type Database } from '../../src/store/store.ts'
import { mailing } from '../support/mailing.ts'
import { mboxText } from '../support/mails.ts'
import { filesAndServer, NO_SERVER, serverStore } from '../support/server.ts'
import {
  allExportsIn,
  assertSameExports,
  temporaryFolder,
  withStore,
  written,
} from '../support/stores.ts'

/** Tables of what is derived as an older program had them, and room that its mail did not have. */
const OLDER = `
ALTER TABLE issue DROP COLUMN moot;
ALTER TABLE patch_match ADD COLUMN forgotten text NOT NULL DEFAULT 'x';
DROP TABLE patch_key;
DROP TABLE comment_text;
ALTER TABLE message DROP COLUMN attached;
ALTER TABLE message ADD COLUMN forgotten text NOT NULL DEFAULT 'x';
ALTER TABLE message ALTER COLUMN forgotten DROP DEFAULT;
ALTER TABLE message_address DROP CONSTRAINT message_address_role_check;
DROP FUNCTION json_rows(text);
UPDATE patchtrail SET version = version - 1`

describe('a store on a server that is of an older layout', { skip: NO_SERVER }, () => {
  filesAndServer()
  const folder = temporaryFolder()
  const mails = mailing(3)
  const mbox = written(folder, 'list.mbox', mboxText(mails.slice(0, -4)))
  const more = written(folder, 'more.mbox', mboxText(mails.slice(-4)))
  const whole = serverStore()
  let marked = ''

  before(async () => {
    await withStore((store) => filled(store, mbox, more), whole)
  })

  /** With a mark on the first issue. */
  async function filled(store: Database, ...sources: string[]): Promise<void> {
    await ingest(store, sources)
    const [issue] = await store.all<{ id: string }>(
      `SELECT m.message_id || '#' || i.number AS id FROM issue i
       JOIN message m ON m.id = i.message ORDER BY i.message LIMIT 1`,
    )
    marked = issue?.id ?? ''
    await overrideIssue(store, marked, 'rejected', 'so be it')
  }

  /** Columns of all tables but what is left of the older one, and functions. */
  async function shapeOf(path: string): Promise<unknown> {
    return withStore(async (store) => {
      const columns = await store.all(
        `SELECT table_name AS t, column_name AS c, data_type AS type, is_nullable AS n
         FROM information_schema.columns WHERE table_schema = current_schema()
         AND NOT (table_name = 'message' AND column_name = 'forgotten') ORDER BY 1, 2`,
      )
      const indexes = await store.all(
        'SELECT indexname AS i FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1',
      )
      const checks = await store.all(
        `SELECT conname AS c, pg_get_constraintdef(oid) AS d FROM pg_constraint
         WHERE connamespace = current_schema()::regnamespace ORDER BY 1`,
      )
      return { columns, indexes, checks }
    }, path)
  }

  test('becomes one of this program by the next ingest; what users said stays', async () => {
    const db = serverStore()
    await withStore((store) => filled(store, mbox), db)
    await withStore((store) => store.exec(OLDER), db)
    await assert.rejects(openForQuery(db), /is of an older version; run any ingest/)
    await withStore((store) => ingest(store, [more]), db)
    assertSameExports(await allExportsIn(db), await allExportsIn(whole))
    assert.deepEqual(await shapeOf(db), await shapeOf(whole))
    const marks = await withStore((store) => store.all('SELECT state, note FROM user_mark'), db)
    assert.deepEqual(marks, [{ state: 'rejected', note: 'so be it' }])
  })

  test('is refused in one line where its mail is laid out otherwise, and left as it is', async () => {
    const db = serverStore()
    await withStore((store) => filled(store, mbox), db)
    const { issues } = await allExportsIn(db)
    await withStore((store) => store.exec('ALTER TABLE message RENAME COLUMN subject TO title'), db)
    await withStore((store) => store.exec('UPDATE patchtrail SET version = version - 1'), db)
    await assert.rejects(openForIngest(db), ({ message }: Error) => {
      assert.match(
        message,
        /^the store \S+ is of an older patchtrail and cannot be brought up to date \(message has no subject\); ingest its mail into a new one, or copy/,
      )
      return !message.includes('\n')
    })
    const back = `ALTER TABLE message RENAME COLUMN title TO subject;
      UPDATE patchtrail SET version = version + 1`
    const { Database: Raw } = await import('../../src/store/database.ts')
    const raw = await Raw.openForWriting(db)
    await raw.exec(back).finally(() => raw.close())
    assert.deepEqual((await allExportsIn(db)).issues, issues)
  })

  test('of a newer one is left alone', async () => {
    const db = serverStore()
    await withStore(() => Promise.resolve(), db)
    await withStore((store) => store.exec('UPDATE patchtrail SET version = 999'), db)
    await assert.rejects(openForIngest(db), /was made by a newer patchtrail; update this one/)
  })
})
