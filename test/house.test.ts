import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const SRC = fileURLToPath(new URL('../src/', import.meta.url))

/** What each room may import of the others; the two hinges, `ingest` and `query`, see the stages they join. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  text: ['model'],
  mail: ['model', 'text'],
  patch: ['model', 'text'],
  reply: ['model', 'text'],
  linking: ['model', 'text', 'patch'],
  versions: ['model', 'text', 'patch', 'linking'],
  issues: ['model', 'text', 'patch', 'linking', 'versions'],
  search: ['model', 'text'],
  store: ['model', 'text'],
  ingest: [
    'model',
    'text',
    'mail',
    'patch',
    'reply',
    'linking',
    'versions',
    'issues',
    'search',
    'store',
  ],
  query: ['model', 'text', 'patch', 'reply', 'linking', 'versions', 'issues', 'search', 'store'],
  report: ['model', 'text'],
  web: ['model', 'text', 'search', 'store', 'query', 'report', 'stores'],
  config: ['model'],
  stores: ['model', 'text', 'search', 'store', 'query', 'config'],
  presend: ['model', 'text', 'patch', 'reply', 'store', 'ingest', 'query'],
  mcp: ['model', 'text', 'search', 'store', 'ingest', 'query', 'stores'],
  commands: [
    'model',
    'text',
    'mail',
    'patch',
    'search',
    'store',
    'ingest',
    'query',
    'report',
    'web',
    'config',
    'presend',
    'mcp',
    'stores',
  ],
}

/** Files that stand in no room: the program, the library, and the part of it that needs no store. */
const ROOT = ['cli.ts', 'index.ts', 'parse.ts']

/** Rooms of plain values: neither disk nor console. */
const PURE = ['model', 'text', 'patch', 'reply', 'linking', 'versions', 'issues']

/** More than this in one folder is a second room without a wall. */
const MOST_FILES = 26

/** The one folder that knows an outside dependency; files at the top count as `commands`. */
const OWNERS: Readonly<Record<string, string>> = {
  mailparser: 'mail',
  'html-to-text': 'mail',
  unified: 'reply',
  'remark-parse': 'reply',
  sqlite3: 'store',
  pg: 'store',
  pgpass: 'store',
  commander: 'commands',
  libmime: 'mail',
  munkres: 'versions',
  hono: 'web',
  'hono/body-limit': 'web',
  'hono/cookie': 'web',
  'hono/http-exception': 'web',
  'hono/streaming': 'web',
  '@hono/node-server': 'web',
  hastscript: 'report',
  lowlight: 'report',
  'hast-util-to-html': 'report',
  'hast-util-sanitize': 'report',
  '@modelcontextprotocol/sdk/server/mcp.js': 'mcp',
  '@modelcontextprotocol/sdk/server/stdio.js': 'mcp',
  '@modelcontextprotocol/sdk/server/streamableHttp.js': 'mcp',
  zod: 'mcp',
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
  const statements = [
    ...text.matchAll(
      /^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm,
    ),
  ]
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

/** Files that reach themselves by imports, also of types. */
function circles(): string[] {
  const next = new Map<string, string[]>()
  for (const { file, target, isOwn } of IMPORTS)
    if (isOwn) next.set(file, [...(next.get(file) ?? []), target])
  const reaches = (start: string): boolean => {
    const seen = new Set<string>()
    const visit = (file: string): boolean =>
      (next.get(file) ?? []).some((to) => {
        if (to === start) return true
        if (seen.has(to)) return false
        seen.add(to)
        return visit(to)
      })
    return visit(start)
  }
  return FILES.filter(reaches)
}

describe('the house', () => {
  for (const [folder, allowed] of Object.entries(MAY_IMPORT)) {
    test(`${folder} imports ${allowed.length > 0 ? `only ${allowed.join(' and ')}` : 'nothing'}`, () => {
      assert.ok(
        FILES.some((file) => file.startsWith(`${folder}/`)),
        'the folder has files',
      )
      const wrong = IMPORTS.filter((one) => one.folder === folder && one.isOwn).filter(
        ({ target }) => ![folder, ...allowed].includes(target.split('/')[0] ?? ''),
      )
      assert.deepEqual(
        wrong.map(({ file, target }) => `${file} imports ${target}`),
        [],
      )
    })
  }

  test('model is types and closed lists: it imports no package but for types', () => {
    const wrong = IMPORTS.filter(
      ({ folder, isOwn, typesOnly }) => folder === 'model' && !isOwn && !typesOnly,
    )
    assert.deepEqual(
      wrong.map(({ file }) => file),
      [],
    )
  })

  for (const [name, owner] of Object.entries(OWNERS)) {
    test(`${name} is known to ${owner} alone`, () => {
      const folders = new Set(
        IMPORTS.filter(({ target }) => target === name).map(({ folder }) => folder || 'commands'),
      )
      assert.deepEqual([...folders], [owner])
    })
  }

  test('every outside dependency has an owner', () => {
    const outside = IMPORTS.filter(
      ({ isOwn, typesOnly, target }) => !isOwn && !typesOnly && !target.startsWith('node:'),
    )
    assert.deepEqual(
      [...new Set(outside.map(({ target }) => target))].filter((name) => !(name in OWNERS)),
      [],
    )
  })

  test('nothing else stands in the house', () => {
    const rooms = new Set(
      FILES.filter((file) => file.includes('/')).map((file) => file.split('/')[0] ?? ''),
    )
    assert.deepEqual([...rooms].sort(), Object.keys(MAY_IMPORT).sort())
    assert.deepEqual(FILES.filter((file) => !file.includes('/')).sort(), ROOT)
  })

  test('no file imports itself, through others', () => assert.deepEqual(circles(), []))

  test('a folder can be taken in at a glance', () => {
    const folders = new Map<string, number>()
    for (const file of FILES)
      folders.set(posix.dirname(file), (folders.get(posix.dirname(file)) ?? 0) + 1)
    assert.deepEqual(
      [...folders].filter(([, n]) => n > MOST_FILES),
      [],
    )
  })

  test('the middle is pure: it touches neither disk nor console', () => {
    const impure = IMPORTS.filter(
      ({ folder, target }) => PURE.includes(folder) && target.startsWith('node:'),
    )
    assert.deepEqual(impure, [])
    const pure = FILES.filter((file) => PURE.includes(file.split('/')[0] ?? ''))
    const talking = pure.filter((file) =>
      /\bconsole\.|\bprocess\./.test(readFileSync(join(SRC, file), 'utf8')),
    )
    assert.deepEqual(talking, [])
  })

  test('file names say what is inside', () => {
    assert.deepEqual(
      FILES.filter((file) => /(?:^|\/)(?:utils?|helpers?|types|common|misc)\.ts$/.test(file)),
      [],
    )
  })
})
