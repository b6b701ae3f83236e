import { copyFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import type { CommentRecord, SeriesRecord } from '../../src/model/report/records.ts'
import type { Database } from '../../src/store/store.ts'
import { casesOf } from '../support/cases.ts'
import { assertSays } from '../support/same.ts'
import { allExportsOf, temporaryFolder, withStore } from '../support/stores.ts'

const folder = temporaryFolder()

/** `Mira Castel <mira@example.org>` */
function named({ name, address }: { name: string | null; address: string | null }): string {
  return [name, address && `<${address}>`].filter(Boolean).join(' ')
}

async function mailsOf(store: Database): Promise<string[]> {
  const rows = await store.all<{ id: string; kind: string; name: string; address: string }>(
    `SELECT m.message_id AS id, m.content AS kind, a.name, a.address
     FROM message m JOIN address a ON a.id = m.sender ORDER BY m.id`,
  )
  return rows.map((row) => `${row.id} ${row.kind} ${named({ ...row, name: row.name || null })}`)
}

async function filesOf(store: Database): Promise<string[]> {
  const rows = await store.all<{ path: string }>(
    'SELECT new_path AS path FROM file ORDER BY message, line',
  )
  return rows.map(({ path }) => path)
}

/** Tags that answers give. */
async function tagsOf(store: Database): Promise<string[]> {
  const rows = await store.all<{ tag: string }>(
    `SELECT t.name || ': ' || t.value AS tag
     FROM trailer t JOIN message m ON m.id = t.message WHERE m.content = 'reply' ORDER BY t.message, t.line`,
  )
  return rows.map(({ tag }) => tag)
}

/** `Mira Castel: Why? (lib/kettle.c:33)` */
function commentOf({ author, text, about }: CommentRecord): string {
  const place = about?.path ? ` (${about.path}:${about.newLine ?? '-'})` : ''
  return `${author.name ?? author.address ?? ''}: ${text}${place}`
}

/** `title, of Mira Castel <mira@example.org>: v1 1 2, v2 1` */
function seriesOf({ title, author, revisions }: SeriesRecord): string {
  const versions = revisions.map(
    ({ version, patches }) => `v${version} ${patches.map(({ index }) => index).join(' ')}`,
  )
  return `${title}, of ${named(author)}: ${versions.join(', ')}`
}

describe('mail as it comes: clients, lists, mailboxes and archives of many kinds', () => {
  for (const { name, path, expected } of casesOf('inputs')) {
    test(name, () =>
      withStore(async (store) => {
        const file = join(folder, basename(path))
        copyFileSync(path, file)
        const problems: string[] = []
        await ingest(store, [file], { problem: ({ text }) => problems.push(text) })
        const { comments, series } = await allExportsOf(store)
        const said = {
          mails: await mailsOf(store),
          files: await filesOf(store),
          tags: await tagsOf(store),
          comments: comments.map(commentOf),
          series: series.map(seriesOf),
          problems,
        }
        assertSays(said, expected)
      }),
    )
  }
})
