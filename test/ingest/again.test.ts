import assert from 'node:assert/strict'
import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import { Inbox } from '../support/inboxes.ts'
import { mailing, MAILS_PER_TOPIC } from '../support/mailing.ts'
import { mailText, mboxText } from '../support/mails.ts'
import { FILES_ONLY } from '../support/engine.ts'
import { patchtrail } from '../support/programs.ts'
import { allExportsOf, temporaryFolder, withStore, written } from '../support/stores.ts'

const MAILS = mailing(3)
const TOPIC = mailing(1)
const ASKED = '<t0-asked@example.org>'

/** An inbox that holds these mails, as a bare repository. */
function inboxOf(
  folder: string,
  name: string,
  mails: readonly { readonly id: string; readonly body: string }[],
): { readonly work: Inbox; readonly bare: string; readonly take: () => void } {
  const work = new Inbox(join(folder, `${name}-work`), 2)
  const bare = join(folder, name)
  for (const mail of mails) work.commit('m', mailText(mail), mail.id)
  const take = (): void => void work.mirror(bare)
  take()
  return { work, bare, take }
}

describe('a source that has been read before', () => {
  const folder = temporaryFolder()

  test('is read on from where the last run ended, and gives what a fresh run does', async () => {
    const { work, bare, take } = inboxOf(folder, 'grows', MAILS.slice(0, -4))
    await withStore(async (store) => {
      assert.equal((await ingest(store, [bare])).read, MAILS.length - 4)
      for (const mail of MAILS.slice(-4)) work.commit('m', mailText(mail), mail.id)
      take()
      const { read, added } = await ingest(store, [bare])
      assert.deepEqual([read, added], [4, 4])
      assert.equal((await ingest(store, [bare])).read, 0)
      const fresh = await withStore(
        async (other) => (await ingest(other, [bare]), allExportsOf(other)),
      )
      assert.ok(fresh.issues.length > 2 && fresh.series.length === 3)
      assert.deepEqual(await allExportsOf(store), fresh)
    })
  })

  test('that deletes a mail takes it out of all that is derived, and back with it', async () => {
    const { work, bare, take } = inboxOf(folder, 'deletes', TOPIC)
    const asked = TOPIC.find(({ id }) => id === 't0-asked')
    assert.ok(asked)
    await withStore(async (store) => {
      await ingest(store, [bare])
      const before = await allExportsOf(store)
      assert.ok(before.issues.some(({ id }) => id.startsWith(ASKED)))
      work.commit('d', mailText(asked), 'rm')
      take()
      assert.equal((await ingest(store, [bare])).removed, 1)
      const after = await allExportsOf(store)
      assert.ok(
        !JSON.stringify([
          after.comments.map((c) => c.id),
          after.issues.map((i) => i.id),
          after.links.map((l) => [l.messageId, l.origin?.messageId]),
        ]).includes(ASKED),
      )
      assert.deepEqual(
        await withStore(async (other) => (await ingest(other, [bare]), allExportsOf(other))),
        after,
      )
      work.commit('m', mailText(asked), 'again')
      take()
      await ingest(store, [bare])
      assert.deepEqual(await allExportsOf(store), before)
    })
  })

  test('a mail that another source still has stays', async () => {
    const [one, other] = ['here', 'there'].map((name) => inboxOf(folder, name, TOPIC))
    assert.ok(one && other)
    const gone = TOPIC[2]
    assert.ok(gone)
    await withStore(async (store) => {
      await ingest(store, [one.bare, other.bare])
      const before = await allExportsOf(store)
      one.work.commit('d', mailText(gone), 'rm')
      one.take()
      assert.equal((await ingest(store, [one.bare])).removed, 0)
      assert.deepEqual(await allExportsOf(store), before)
      other.work.commit('d', mailText(gone), 'rm')
      other.take()
      assert.equal((await ingest(store, [other.bare])).removed, 1)
    })
  })

  test('an mbox is read on where it was appended to, and anew where it was rewritten', async () => {
    const path = written(folder, 'list.mbox', mboxText(MAILS.slice(0, 20)))
    await withStore(async (store) => {
      await ingest(store, [path])
      appendFileSync(path, mboxText(MAILS.slice(20, 23)))
      assert.equal((await ingest(store, [path])).read, 3)
      writeFileSync(path, mboxText(MAILS.slice(5, 26)))
      const { read, added } = await ingest(store, [path])
      assert.deepEqual([read, added], [21, 3])
    })
  })

  test('a Maildir is not read again where flags change', async () => {
    const box = join(folder, 'Maildir')
    for (const name of ['cur', 'new', 'tmp']) mkdirSync(join(box, name), { recursive: true })
    for (const [i, mail] of TOPIC.entries())
      writeFileSync(join(box, 'new', `${i}.M.host`), mailText(mail))
    await withStore(async (store) => {
      assert.equal((await ingest(store, [box])).read, MAILS_PER_TOPIC)
      for (const i of TOPIC.keys())
        renameSync(join(box, 'new', `${i}.M.host`), join(box, 'cur', `${i}.M.host:2,S`))
      assert.equal((await ingest(store, [box])).read, 0)
    })
  })

  test('is the same by its relative path', async () => {
    const path = written(folder, 'same.mbox', mboxText(TOPIC))
    await withStore(async (store) => {
      await ingest(store, [path])
      assert.equal((await ingest(store, [relative(process.cwd(), path)])).read, 0)
      assert.equal((await store.all('SELECT * FROM source')).length, 1)
    })
  })
})

describe('sync', () => {
  const folder = temporaryFolder()
  const db = join(folder, 'store.db')

  test('says what to do where no source is known', async () => {
    const { code, err } = await patchtrail(join(folder, 'empty.db'), 'sync')
    assert.deepEqual([code, err.trim().split('\n').length], [1, 1])
    assert.match(err, /patchtrail (?:--db \S+ )?ingest/)
  })

  test('reads what is new of all sources, and names one that has gone', async () => {
    const paths = ['a.mbox', 'b.mbox'].map((name, i) =>
      written(folder, name, mboxText(MAILS.slice(i * 9, i * 9 + 9))),
    )
    const [first = '', second = ''] = paths
    assert.equal((await patchtrail(db, 'ingest', ...paths)).code, 0)
    assert.match((await patchtrail(db, 'sync')).out, /^nothing new/)
    appendFileSync(second, mboxText(MAILS.slice(18)))
    const told = await patchtrail(db, 'sync', '-v')
    assert.match(told.out, /^9 messages read .*: 9 new/)
    assert.match(told.err, /a\.mbox: nothing new.*\n.*b\.mbox: 9 read, 9 new/)
    rmSync(first)
    const gone = await patchtrail(db, 'sync')
    assert.equal(gone.code, 3)
    assert.match(
      gone.err,
      /^patchtrail: .*a\.mbox: no such file; if it is gone for good: patchtrail --db \S+ sync --forget \/\S+a\.mbox$/m,
    )
  })

  for (const name of ['a store', 'a folder of stores'])
    test(`--forget leaves a source out of ${name} until somebody names it again`, async (t) => {
      if (name !== 'a store' && FILES_ONLY) return t.skip(FILES_ONLY)
      const path = join(folder, name === 'a store' ? 'forgotten.db' : 'forgotten/')
      const [kept, left] = ['kept.mbox', 'left.mbox'].map((file, i) =>
        written(folder, file, mboxText(MAILS.slice(i * 9, i * 9 + 9))),
      ) as [string, string]
      assert.equal((await patchtrail(path, 'ingest', kept, left)).code, 0)
      rmSync(left)
      const unknown = await patchtrail(path, 'sync', '--forget', join(folder, 'other.mbox'))
      assert.equal(unknown.code, 2)
      assert.match(unknown.err, /no source is called .*other\.mbox; .*\n *\S+kept\.mbox\n *\S+left/)
      const said = await patchtrail(path, 'sync', '--forget', left)
      assert.match(said.out, /^\S+left\.mbox: read no more by sync; its mail stays\n$/)
      const after = await patchtrail(path, 'sync')
      assert.deepEqual([after.code, after.err], [0, ''])
      assert.match((await patchtrail(path, 'check')).out, /^18 messages;[^]*the store is sound/)
      written(folder, 'left.mbox', mboxText(MAILS.slice(9)))
      assert.match((await patchtrail(path, 'ingest', left)).out, /: 9 new/)
      rmSync(left)
      assert.equal((await patchtrail(path, 'sync')).code, 3)
    })

  test('a word that was mistyped makes no store', async () => {
    const path = join(folder, 'none.db')
    const { code, out, err } = await patchtrail(path, 'ingest', join(folder, 'nodir'))
    assert.deepEqual([code, out], [1, ''])
    assert.match(err, /^patchtrail: .*nodir: no such file\n$/)
    assert.ok(!existsSync(path))
  })

  test('show says that a mail has been deleted', async () => {
    const { work, bare, take } = inboxOf(folder, 'inbox', TOPIC)
    const path = join(folder, 'deleted.db')
    await patchtrail(path, 'ingest', bare)
    const asked = TOPIC.find(({ id }) => id === 't0-asked')
    assert.ok(asked)
    work.commit('d', mailText(asked), 'rm')
    take()
    assert.match((await patchtrail(path, 'sync')).out, /1 message deleted/)
    const { code, err } = await patchtrail(path, 'show', ASKED)
    assert.deepEqual([code, err.trim().split('\n').length], [2, 1])
    assert.match(err, /deleted/)
  })
})
