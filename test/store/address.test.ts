import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { ownFileOf } from '../../src/config/own-file.ts'
import { isStoreFolder } from '../../src/store/lookup/folder.ts'
import { isServer, serverAddress, shownPath } from '../../src/store/postgres/url.ts'
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

  test('has a schema that can be one, and what is wrong with another is said', () => {
    const said: Readonly<Record<string, RegExp>> = {
      pg_x: /^"pg_x" is no schema of a store; such names are those of PostgreSQL itself: post/,
      ['x'.repeat(64)]: /; it has at most 63 letters, and this one 64: postgres:/,
      '1x': /; it begins with a letter or _: postgres:/,
      'a-b': /; it has small letters, digits and _: postgres:/,
    }
    for (const [schema, expected] of Object.entries(said))
      assert.match(saidOf(`postgres://me@host/mail?schema=${schema}`), expected)
    for (const schema of ['pgx', '_1', 'x'.repeat(63)])
      assert.equal(saidOf(`postgres://me@host/mail?schema=${schema}`), '')
  })

  test('has no parameter that nobody knows', () => {
    assert.match(
      saidOf('postgres://me:s3cret@host/mail?sslmode=require&scema=leds'),
      /^postgres:\/\/me@host\/mail has a parameter "scema" that nobody knows; there are schema, host/,
    )
    assert.match(saidOf('postgres://me@host/mail?leds'), /a parameter "leds" that nobody knows/)
    const said = saidOf('postgres://me@host/mail?password=ge&heim')
    assert.ok(said.includes('%26') && !said.includes('heim'), said)
    const known = 'connect_timeout=5&application_name=x&options=-c%20a%3Db&target_session_attrs=any'
    for (const query of [known, 'sslmode=verify-full&sslrootcert=a.pem&ssl=true', '&schema=a&'])
      assert.equal(saidOf(`postgres://me@host/mail?${query}`), '')
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

describe('a password in an address is not shown', () => {
  const SHOWN: Readonly<Record<string, string>> = {
    'postgres://me:ge#heim@host:5/mail': 'postgres://me@host:5/mail',
    'postgres://me:ge/heim@host/mail?schema=a': 'postgres://me@host/mail?schema=a',
    'postgres://me:ge?heim@host/mail': 'postgres://me@host/mail',
    'postgres://me:ge@heim@host/mail': 'postgres://me@host/mail',
    'postgres://me:12/3?heim@host/mail': 'postgres://me@host/mail',
    'postgres://me:12/heim@host': 'postgres://me@host',
    'postgres://me:heim/mail': 'postgres://me:...',
    'postgres://host/mail?password=heim#heim&sslmode=require':
      'postgres://host/mail?password=...&sslmode=require',
    'postgres://host/mail?password=ge@heim&heim=heim': 'postgres://host/mail?password=...',
    'postgres://host/mail?passwort=heim&PASSWORD=heim':
      'postgres://host/mail?passwort=...&PASSWORD=...',
    'postgres://me:ge#1@host/mail?password=ge@heim': 'postgres://me@host/mail?password=...',
    'mysql://me:ge#heim@host/mail': 'mysql://me@host/mail',
    'postgres://me@there:heim@host/mail': 'postgres://me@there@host/mail',
    'postgres://host:5432/mail': 'postgres://host:5432/mail',
    'postgres://me@[::1]:5432/mail/': 'postgres://me@[::1]:5432/mail/',
    'postgres:///mail?host=/run/postgresql': 'postgres:///mail?host=/run/postgresql',
  }
  for (const [path, shown] of Object.entries(SHOWN))
    test(path, () => assert.equal(shownPath(path), shown))

  test('and how it is written is said', () => {
    for (const sign of ['#', '/', '?'])
      assert.match(
        saidOf(`postgres://me:ge${sign}heim@host/mail`),
        /mail is no .* # is written %23/,
      )
    for (const path of ['postgres://me:ge%23%2Fheim@host/mail', 'postgres://me:ge@heim@host/mail'])
      assert.equal(saidOf(path), '')
  })

  test('nor what the config file says, which nobody else may read', async () => {
    const config = join(temporaryFolder(), 'config')
    process.env.PATCHTRAIL_CONFIG = config
    try {
      assert.equal((await patchtrail('x.db', 'config', 'color', 'never')).code, 0)
      assert.notEqual(statSync(config).mode & 0o077, 0)
      const address = 'postgres://me:s3cret@host/mail'
      assert.equal((await patchtrail('x.db', 'config', 'store', address)).code, 0)
      assert.equal(statSync(config).mode & 0o777, 0o600)
      assert.match(readFileSync(config, 'utf8'), /^store = .*s3cret/m)
      for (const args of [['config', 'store'], ['config', '--json'], ['config']]) {
        const { out } = await patchtrail('x.db', ...args)
        assert.match(out, /postgres:\/\/me@host\/mail/)
        assert.ok(!out.includes('s3cret'), out)
      }
    } finally {
      delete process.env.PATCHTRAIL_CONFIG
    }
  })
})
