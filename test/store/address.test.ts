import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { ownFileOf } from '../../src/config/own-file.ts'
import { isStoreFolder } from '../../src/store/lookup/folder.ts'
import { isServer, serverAddress } from '../../src/store/postgres/url.ts'
import { mboxText } from '../support/mails.ts'
import { patchtrail } from '../support/programs.ts'
import { temporaryFolder, written } from '../support/stores.ts'

/** What is said of an address that cannot be one. */
function saidOf(path: string): string {
  try {
    serverAddress(path)
  } catch (error) {
    return (error as Error).message
  }
  return ''
}

describe('what is written as an address', () => {
  test('is that of a server, however it is written', () => {
    const { url } = serverAddress('postgres://me@host/mail')
    for (const path of ['Postgres://me@host/mail', 'postgres://me@host/mail/?schema=a'])
      assert.equal(serverAddress(path).url, url, path)
    assert.equal(
      ownFileOf('postgres://me:a@b@host/mail/?schema=a', 'kept'),
      ownFileOf('postgres://me@host/mail?schema=a', 'kept'),
    )
  })

  test('is no file and no folder, even where it is none of ours', async () => {
    const said: Readonly<Record<string, RegExp>> = {
      'postgres://me:s3cret@host:5432/': /^postgres:\/\/me@host:5432\/ names no data base; write/,
      'postgres:/me:s3cret@host/mail/': /^postgres:\/me@host\/mail\/ is no address of a server;/,
      'mysql://me:s3cret@host/mail/': /^mysql:\/\/me@host\/mail\/ is no address that patchtrail/,
    }
    for (const [path, expected] of Object.entries(said)) {
      assert.equal(await isStoreFolder(path), false, path)
      assert.match(saidOf(path), expected)
    }
    for (const path of ['C:\\mail\\one.db', 'C:/mail/', 'one.db', './a:b/c.db'])
      assert.equal(isServer(path), false, path)
  })

  test('makes nothing, and is not kept', async () => {
    const folder = temporaryFolder()
    const mail = { id: 'a1', subject: 'A word', body: 'Hello.\n' }
    const mbox = written(folder, 'one.mbox', mboxText([mail]))
    process.env.PATCHTRAIL_CONFIG = join(folder, 'config')
    try {
      for (const args of [
        ['ingest', mbox],
        ['config', 'store', 'postgres:/me:s3cret@host/mail/'],
      ]) {
        const { code, err } = await patchtrail('postgres:/me:s3cret@host/mail/', ...args)
        assert.equal(code, 1)
        assert.match(err, /^patchtrail: postgres:\/me@host\/mail\/ is no address of a server;.*\n$/)
      }
    } finally {
      delete process.env.PATCHTRAIL_CONFIG
    }
    assert.ok(!existsSync('postgres:') && !existsSync(join(folder, 'config')))
  })
})
