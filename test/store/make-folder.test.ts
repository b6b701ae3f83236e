import assert from 'node:assert/strict'
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { makeFolder } from '../../src/store/write/make-folder.ts'
import { temporaryFolder } from '../support/stores.ts'

describe('a folder is made', () => {
  const folder = temporaryFolder()

  test('with those above it; where it is there already nothing happens', () => {
    const path = join(folder, 'a', 'b', 'c')
    makeFolder(path)
    makeFolder(path)
    assert.ok(statSync(path).isDirectory())
  })

  test('not where a file stands, nor where the system makes none: an error at once', () => {
    writeFileSync(join(folder, 'file'), '')
    assert.throws(() => makeFolder(join(folder, 'file', 'b')), { code: 'ENOTDIR' })
    if (existsSync('/proc/self')) assert.throws(() => makeFolder('/proc/none/b'))
  })
})
