import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { ingest } from '../../src/ingest/ingest.ts'
import { ON_SERVER } from '../support/engine.ts'
import { mailing } from '../support/mailing.ts'
import { mboxText } from '../support/mails.ts'
import { patchtrail, started } from '../support/programs.ts'
import {
  allExportsIn,
  allExportsOf,
  temporaryFolder,
  withStore,
  written,
  type AllExports,
} from '../support/stores.ts'

/** More than one thread is left alone with (1,500 mails): workers take part. */
const MAILS = mailing(168)

describe('an ingest in worker threads', () => {
  const folder = temporaryFolder()
  const mbox = written(folder, 'list.mbox', mboxText(MAILS))
  const whole = join(folder, 'whole.db')
  let expected: AllExports
  let seconds = 0

  before(async () => {
    const began = performance.now()
    assert.equal((await patchtrail(whole, 'ingest', mbox)).code, 0)
    seconds = (performance.now() - began) / 1000
    expected = await allExportsIn(whole)
  })

  test('gives what one thread gives', async () => {
    assert.ok(expected.issues.length > 100)
    assert.deepEqual(
      await withStore(async (store) => (await ingest(store, [mbox]), allExportsOf(store))),
      expected,
    )
  })

  test('that is killed at any moment leaves a sound store, and the next run goes on', async (t) => {
    const db = join(folder, 'killed.db')
    // Each run goes on where the last one was killed, so that together they come through all
    // stages.
    for (const part of [0.03, 0.15, 0.3, 0.4, 0.6]) {
      const after = Math.round(1000 * seconds * part * (0.8 + 0.4 * Math.random()))
      t.diagnostic(`killed after ${after} ms`)
      const { child, ended } = started(db, 'ingest', mbox)
      await pause(after)
      child.kill('SIGKILL')
      await ended
      const { code, out, err } = await patchtrail(db, 'check')
      // Killed before the store was there, or before it had its tables.
      assert.ok(
        code === 0 || /no store|no patchtrail store|older version/.test(err),
        `${out}${err}`,
      )
    }
    assert.equal((await patchtrail(db, 'ingest', mbox)).code, 0)
    assert.deepEqual(await allExportsIn(db), expected)
    assert.match((await patchtrail(db, 'check', '--derive')).out, /the store is sound/)
  })

  test('beside another one gives what both give, and readers are let in', async () => {
    const db = join(folder, 'both.db')
    const half = MAILS.length >> 1
    const paths = [MAILS.slice(0, half), MAILS.slice(half)].map((mails, i) =>
      written(folder, `half-${i}.mbox`, mboxText(mails)),
    )
    const runs = paths.map((path) => started(db, 'ingest', path))
    await pause(1000 * seconds * 0.4)
    const list = await patchtrail(db, 'list', '--json')
    assert.ok(list.code === 0 || list.code === 2, list.err)
    for (const { ended } of runs)
      assert.deepEqual({ ...(await ended), out: '' }, { code: 0, out: '', err: '' })
    assert.deepEqual(await allExportsIn(db), expected)
  })

  test('check finds what is amiss', async () => {
    const db = join(folder, 'amiss.db')
    const few = written(folder, 'few.mbox', mboxText(MAILS.slice(0, 200)))
    assert.equal((await patchtrail(db, 'ingest', few)).code, 0)
    await withStore(async (store) => {
      await store.exec(
        'UPDATE link SET origin_line = origin_line + 1, origin_end_line = origin_end_line + 1 WHERE message = (SELECT max(message) FROM link)',
      )
    }, db)
    const bytes = ON_SERVER ? null : readFileSync(db)
    assert.equal((await patchtrail(db, 'check')).code, 0)
    const derived = await patchtrail(db, 'check', '--derive')
    assert.equal(derived.code, 1)
    assert.match(derived.out, /rows of link do not follow from the mail/)
    if (bytes !== null) assert.deepEqual(readFileSync(db), bytes)
    await withStore(
      (store) => store.exec('DELETE FROM thread WHERE message = 1; DELETE FROM judgement'),
      db,
    )
    const misfits = await patchtrail(db, 'check')
    assert.equal(misfits.code, 1)
    assert.match(
      misfits.out,
      /1 messages are in no thread\n[^]*issues are raised by no comment that asks/,
    )
    if (bytes === null) return
    const damaged = join(folder, 'damaged.db')
    writeFileSync(
      damaged,
      Buffer.concat([bytes.subarray(0, 8192), Buffer.alloc(40_000, 7), bytes.subarray(48_192)]),
    )
    const found = await patchtrail(damaged, 'check')
    assert.equal(found.code, 1)
    assert.ok(!/\n\s+at /.test(found.err), found.err)
  })
})
