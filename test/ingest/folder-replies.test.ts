import assert from 'node:assert/strict'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { ingestFolder, type FolderListener } from '../../src/ingest/folder/folder.ts'
import { openForQuery } from '../../src/store/store.ts'
import { FILES_ONLY } from '../support/engine.ts'
import { listId, listMbox, mailOfList, type ListMail } from '../support/lists.ts'
import { temporaryFolder, written } from '../support/stores.ts'

const here = temporaryFolder()
let made = 0

function fresh(): string {
  return join(here, `stores${++made}/`)
}

function mbox(...mails: ListMail[]): string {
  return written(here, `box${++made}.mbox`, listMbox(mails))
}

function mail(id: string, answers: string | null, ...headers: string[]): ListMail {
  const inReplyTo = answers === null ? {} : { inReplyTo: answers }
  return { id, subject: `about ${id}`, body: 'Words.\n', ...inReplyTo, headers }
}

async function idsIn(folder: string, name: string): Promise<string[]> {
  const store = await openForQuery(join(folder, `${name}.db`))
  const rows = await store.all<{ message_id: string }>('SELECT message_id FROM message ORDER BY 1')
  await store.close()
  return rows.map(({ message_id }) => message_id.replace(/^<|@.*$/g, ''))
}

describe('a reply that names no list goes where its thread is', { skip: FILES_ONLY }, () => {
  test('from another mailbox, in a later run, and nothing is told of it', async () => {
    const folder = fresh()
    await ingestFolder(folder, [mbox(mail('a', null, listId('flow')))])
    const told: string[] = []
    const listener: FolderListener = { unlisted: ({ name }) => void told.push(name) }
    const { summary } = await ingestFolder(folder, [mbox(mail('own', 'a'))], listener)
    assert.equal(summary.added, 1)
    assert.deepEqual(told, [])
    assert.deepEqual(await idsIn(folder, 'flow'), ['a', 'own'])
  })

  test('into all that have the mail it answers', async () => {
    const folder = fresh()
    const both = mail('a', null, listId('flow'), listId('port'))
    await ingestFolder(folder, [mbox(both, mail('own', 'a'))])
    assert.deepEqual(await idsIn(folder, 'flow'), ['a', 'own'])
    assert.deepEqual(await idsIn(folder, 'port'), ['a', 'own'])
  })

  test('where that comes later in the mailbox, too, with what answers it', async () => {
    const folder = fresh()
    const source = mbox(
      mail('third', 'second'),
      mail('second', 'first'),
      mail('other', null, listId('port')),
      mail('first', null, listId('flow')),
    )
    await ingestFolder(folder, [source])
    assert.deepEqual(await idsIn(folder, 'flow'), ['first', 'second', 'third'])
    assert.deepEqual(await idsIn(folder, 'port'), ['other'])
    // How far the mailbox was read is kept although some of it waited.
    assert.equal((await ingestFolder(folder, [source])).summary.read, 0)
    appendFileSync(source, listMbox([mail('more', 'third')]))
    assert.equal((await ingestFolder(folder, null)).summary.read, 1)
    assert.deepEqual(await idsIn(folder, 'flow'), ['first', 'more', 'second', 'third'])
  })

  test('by the nearest of its ancestors that is known', async () => {
    const folder = fresh()
    await ingestFolder(folder, [
      mbox(mail('a', null, listId('flow')), mail('b', null, listId('port'))),
    ])
    const references = '<a@example.org> <b@example.org> <unknown@example.org>'
    await ingestFolder(folder, [mbox({ ...mail('own', 'unknown'), references })])
    assert.deepEqual(await idsIn(folder, 'flow'), ['a'])
    assert.deepEqual(await idsIn(folder, 'port'), ['b', 'own'])
  })

  test('what answers private mail stays with it', async () => {
    const folder = fresh()
    const told: number[] = []
    const source = mbox(
      mail('a', null, listId('flow')),
      mail('reply', 'letter'),
      mail('letter', null),
      mail('lost', 'nobody knows'),
    )
    await ingestFolder(folder, [source], { unlisted: ({ mails }) => void told.push(mails) })
    assert.deepEqual(told, [3])
    const [name = ''] = /box\d+/.exec(source) ?? []
    assert.deepEqual(await idsIn(folder, name), ['letter', 'lost', 'reply'])
  })
})

describe('the summary of a run into several stores', { skip: FILES_ONLY }, () => {
  test('counts the quoted lines and threads of common mail once', async () => {
    const source = mbox(...mailOfList('flow', 6), ...mailOfList('port', 6))
    const apart = await ingestFolder(fresh(), [source])
    const together = await ingestFolder(fresh(), [source], {}, { into: () => 'all' })
    assert.ok(apart.stores.reduce((sum, { added }) => sum + added, 0) > apart.summary.added)
    assert.deepEqual(apart.summary.quotedLines, together.summary.quotedLines)
    assert.equal(apart.summary.ambiguousLines, together.summary.ambiguousLines)
    assert.equal(apart.summary.threads, together.summary.threads)
  })
})
