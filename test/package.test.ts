import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { publint } from 'publint'
import { FILES_ONLY } from './support/engine.ts'
import { SAMPLE_MBOX } from './support/samples.ts'
import { HAS_SQLITE, temporaryFolder } from './support/stores.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  dependencies: Readonly<Record<string, string>>
}

/** What others build on: a name that goes is a new major version. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  patchtrail: [
    'ALL_ISSUES',
    'COMMENT_KINDS',
    'CONFIDENCES',
    'ISSUE_STATES',
    'OPEN_ISSUES',
    'SEARCH_INS',
    'SEARCH_SORTS',
    'SERIES_STATES',
    'SEVERITIES',
    'StoreError',
    'TURNS',
    'UserError',
    'commentRecords',
    'diffReport',
    'feedbackReport',
    'ingest',
    'isDue',
    'isWaiting',
    'issueRecords',
    'issuesReport',
    'linkRecords',
    'listReport',
    'openStore',
    'openStoreToWrite',
    'resolveRef',
    'resolveSeries',
    'searchReport',
    'seriesRecords',
    'showMessage',
    'statusReport',
    'todoReport',
    'touchedByDiff',
    'touchedPath',
    'whoReport',
  ],
  'patchtrail/parse': ['decodeMail', 'parseDiff', 'parseReply', 'parseSubject'],
}

/** Code blocks of the page about the library. */
function examples(): string[] {
  const page = readFileSync(join(ROOT, 'docs', 'library.md'), 'utf8')
  return [...page.matchAll(/```ts\n([^]*?)```/g)].map(([, code = '']) => code)
}

describe('the package, packed and installed elsewhere', () => {
  const folder = temporaryFolder()
  const run = (program: string, ...args: string[]): string =>
    execFileSync(program, args, { cwd: folder, encoding: 'utf8' })
  const node = (code: string): string => run(process.execPath, '--input-type=module', '-e', code)
  const link = (name: string): void => {
    const at = join(folder, 'node_modules', name)
    mkdirSync(dirname(at), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules', name), at)
  }

  before(() => {
    const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
    const told = execFileSync('npm', pack, { cwd: ROOT, encoding: 'utf8' })
    const [{ filename }] = JSON.parse(told) as [{ filename: string }]
    mkdirSync(join(folder, 'node_modules', 'patchtrail'), { recursive: true })
    run('tar', 'xzf', filename, '-C', 'node_modules/patchtrail', '--strip-components=1')
    // Only what it says it needs is there, and what a program in TypeScript for Node has itself.
    for (const name of [...Object.keys(dependencies), '@types/node']) link(name)
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  })

  for (const [name, names] of Object.entries(NAMES))
    test(`${name} has these names and no others`, () => {
      const all = node(
        `console.log(JSON.stringify(Object.keys(await import(${JSON.stringify(name)}))))`,
      )
      assert.deepEqual((JSON.parse(all) as string[]).sort(), [...names].sort())
    })

  const isNodes = process.env.PATCHTRAIL_SQLITE === 'node'
  const noPackage = { skip: isNodes ? 'runs with the SQLite of Node.js' : FILES_ONLY }
  test('SQLite is loaded with the first store that is opened, not before', noPackage, () => {
    const loaded = (code: string): boolean =>
      node(`${code}; console.log(process.report.getReport().sharedObjects.join('\\n'))`).includes(
        'sqlite3',
      )
    const opened = `const { openStoreToWrite } = await import('patchtrail'); await openStoreToWrite(':memory:')`
    assert.equal(loaded(opened), true)
    assert.equal(loaded(`await import('patchtrail')`), false)
    assert.equal(loaded(`await import('patchtrail/parse')`), false)
  })

  test('patchtrail/parse reads mail, subjects, diffs and replies', () => {
    const out = node(`
      import { decodeMail, parseDiff, parseReply, parseSubject } from 'patchtrail/parse'
      const mail = 'Subject: Re: [PATCH v2 3/7] a: b\\nMessage-ID: <1@example.org>\\n\\n> x\\nWhy?\\n'
      const { id, subject, body } = await decodeMail(new TextEncoder().encode(mail))
      const { version, number } = parseSubject(subject)
      const kinds = parseReply(body).children.map((child) => child.type)
      const diff = parseDiff(['--- a/x.c', '+++ b/x.c', '@@ -1 +1 @@', '-a', '+b'])
      console.log(JSON.stringify([id, version, number, kinds, diff.files[0].newPath]))`)
    const [id, version, number, kinds, path] = JSON.parse(out) as unknown[]
    assert.deepEqual([id, version, number, path], ['<1@example.org>', 2, 3, 'x.c'])
    assert.deepEqual(kinds, ['quote', 'comment'])
  })

  test('its command starts, and finds its weights: a store is made and listed', () => {
    const cli = join(folder, 'node_modules', 'patchtrail', 'dist', 'cli.js')
    const db = join(folder, 'command.db')
    run(process.execPath, cli, '--db', db, 'ingest', SAMPLE_MBOX)
    assert.match(run(process.execPath, cli, '--db', db, 'list'), /Add support for Kestrel KT4320/)
    assert.match(run(process.execPath, cli, 'man'), /^\.TH PATCHTRAIL 1/)
  })

  test('where SQLite was not built (npm 12 asks before): that of Node.js, or one line with the remedy', () => {
    const bare = join(folder, 'bare')
    mkdirSync(join(bare, 'node_modules'), { recursive: true })
    cpSync(join(folder, 'node_modules', 'patchtrail'), join(bare, 'node_modules', 'patchtrail'), {
      recursive: true,
    })
    const names = readdirSync(join(ROOT, 'node_modules')).filter(
      (name) => !/^\.|^patchtrail$|^sqlite3$/.test(name),
    )
    for (const name of names)
      symlinkSync(join(ROOT, 'node_modules', name), join(bare, 'node_modules', name))
    for (const part of ['lib', 'package.json'])
      cpSync(
        join(ROOT, 'node_modules', 'sqlite3', part),
        join(bare, 'node_modules', 'sqlite3', part),
        { recursive: true },
      )
    const cli = join(bare, 'node_modules', 'patchtrail', 'dist', 'cli.js')
    assert.match(run(process.execPath, cli, '--version'), /^patchtrail \d/)
    assert.match(run(process.execPath, cli, 'issues', '--help'), /^Usage: patchtrail issues/)
    const { PATCHTRAIL_SQLITE: _, ...env } = process.env
    const patchtrail = (...args: string[]): ReturnType<typeof spawnSync> =>
      spawnSync(process.execPath, [cli, '--db', join(folder, 'bare.db'), ...args], {
        encoding: 'utf8',
        env,
      })
    const { status, stderr } = patchtrail('ingest', '-v', SAMPLE_MBOX)
    if (HAS_SQLITE) {
      assert.equal(status, 0)
      assert.match(
        String(stderr),
        /^patchtrail: SQLite is the one of Node\.js v\d[^\n]*\n[^\n]*read, [^\n]*\n$/,
      )
      const { stdout, stderr: quiet } = patchtrail('list')
      assert.match(String(stdout), /Add support for Kestrel KT4320/)
      assert.equal(quiet, '')
    } else {
      assert.equal(status, 1)
      assert.match(
        String(stderr),
        /^patchtrail: SQLite cannot be loaded here: [^\n]*npm rebuild -g sqlite3[^\n]*Node\.js 22\.16[^\n]*\n$/,
      )
    }
  })

  test('schemas are files of it', () => {
    const title = node(`
      import schema from 'patchtrail/schemas/issue.schema.json' with { type: 'json' }
      console.log(schema.$id)`)
    assert.equal(title, 'patchtrail/issue/1\n')
  })

  test('the example program passes the type check of somebody strict, and runs', () => {
    const [program = '', parsing = ''] = examples()
    writeFileSync(join(folder, 'example.ts'), program)
    writeFileSync(
      join(folder, 'parsing.ts'),
      `declare const bytes: Uint8Array\n${parsing}\nconsole.log(version, number, title, files, children)\n`,
    )
    const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
    const options = ['--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node']
    run(process.execPath, tsc, ...options, '--rootDir', '.', 'example.ts', 'parsing.ts')
    const out = run(process.execPath, 'example.js', join(folder, 'store.db'), SAMPLE_MBOX)
    assert.match(out, /^\d+ new messages\n/)
    assert.match(out, /KT4320.*: .* is next\n {2}v\d+ /)
  })

  test('publint finds nothing wrong', async () => {
    const { messages } = await publint({
      pkgDir: join(folder, 'node_modules', 'patchtrail'),
      pack: false,
    })
    assert.deepEqual(
      messages.filter(({ type }) => type !== 'suggestion'),
      [],
    )
  })
})
