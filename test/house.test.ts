import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const SRC = fileURLToPath(new URL('../src/', import.meta.url))

/** What each folder of the house may import of the others. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  text: ['model'],
  mail: ['model', 'text'],
  patch: ['model', 'text'],
  reply: ['model', 'text'],
  review: ['model', 'text'],
  search: ['model', 'text'],
  store: ['model', 'text'],
  report: ['model', 'text'],
}

/** The one folder that knows an outside dependency; files at the top count as `commands`. */
const OWNERS: Readonly<Record<string, string>> = {
  mailparser: 'mail',
  'html-to-text': 'mail',
  unified: 'reply',
  'remark-parse': 'reply',
  sqlite3: 'store',
  commander: 'commands',
  diff: 'text',
  libmime: 'mail',
  munkres: 'review',
  hono: 'web',
  '@hono/node-server': 'web',
  hastscript: 'report',
  'hast-util-to-html': 'report',
  'hast-util-sanitize': 'report',
  xastscript: 'report',
  'xast-util-to-xml': 'report',
}

interface Import {
  readonly file: string
  readonly folder: string
  /** `model/link.ts` of our own, else the name of a package. */
  readonly target: string
  readonly isOwn: boolean
  readonly typesOnly: boolean
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SRC, file), 'utf8')
  const folder = file.includes('/') ? (file.split('/')[0] ?? '') : ''
  const statements = [...text.matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm)]
  return statements.map(([, type, from, bare, dynamic]) => {
    const named = from ?? bare ?? dynamic ?? ''
    const isOwn = named.startsWith('.')
    const target = isOwn ? posix.normalize(posix.join(posix.dirname(file), named)) : named
    return { file, folder, target, isOwn, typesOnly: type !== undefined }
  })
}

const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts'))
const IMPORTS = FILES.flatMap(importsOf)

describe('the house', () => {
  for (const [folder, allowed] of Object.entries(MAY_IMPORT)) {
    test(`${folder} imports ${allowed.length > 0 ? `only ${allowed.join(' and ')}` : 'nothing'}`, () => {
      assert.ok(FILES.some((file) => file.startsWith(`${folder}/`)), 'the folder has files')
      const wrong = IMPORTS.filter((one) => one.folder === folder && one.isOwn)
        .filter(({ target }) => ![folder, ...allowed].includes(target.split('/')[0] ?? ''))
      assert.deepEqual(wrong.map(({ file, target }) => `${file} imports ${target}`), [])
    })
  }

  test('model is types alone: it imports no package but for types', () => {
    const wrong = IMPORTS.filter(({ folder, isOwn, typesOnly }) => folder === 'model' && !isOwn && !typesOnly)
    assert.deepEqual(wrong.map(({ file }) => file), [])
  })

  for (const [name, owner] of Object.entries(OWNERS)) {
    test(`${name} is known to ${owner} alone`, () => {
      const folders = new Set(IMPORTS.filter(({ target }) => target === name).map(({ folder }) => folder || 'commands'))
      assert.deepEqual([...folders], [owner])
    })
  }

  test('every outside dependency has an owner', () => {
    const outside = IMPORTS.filter(({ isOwn, typesOnly, target }) => !isOwn && !typesOnly && !target.startsWith('node:'))
    assert.deepEqual([...new Set(outside.map(({ target }) => target))].filter((name) => !(name in OWNERS)), [])
  })

  test('review is pure: it touches neither disk nor console', () => {
    const impure = IMPORTS.filter(({ folder, target }) => (folder === 'review' || folder === 'text') && target.startsWith('node:'))
    assert.deepEqual(impure, [])
    const pure = FILES.filter((file) => /^(?:review|text|patch|reply)\//.test(file))
    const talking = pure.filter((file) => /\bconsole\.|\bprocess\./.test(readFileSync(join(SRC, file), 'utf8')))
    assert.deepEqual(talking, [])
  })

  test('file names say what is inside', () => {
    assert.deepEqual(FILES.filter((file) => /(?:^|\/)(?:utils?|helpers?|types|common|misc)\.ts$/.test(file)), [])
  })
})
