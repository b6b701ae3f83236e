import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, test } from 'node:test'
import { documents, withFigures } from '../bench/figures.ts'
import { EVIDENCE, SPEAKERS, WORDINGS } from '../src/model/evidence.ts'
import { openForQuery } from '../src/store/store.ts'
import { CLI } from './support/built.ts'
import { temporaryFolder } from './support/stores.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** Documents that are checked besides the README and those in `docs/`. */
const OTHERS = ['CONTRIBUTING.md']
const SAMPLE = ['data/sample.mbox', 'data/archive-page.txt']
const MOST_LINES_OF_README = 180
const folder = temporaryFolder()

function run(args: readonly string[], db: string): string {
  const output = execFileSync(process.execPath, [CLI, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, PATCHTRAIL_DB: db, NO_COLOR: '1' },
  })
  return output.replace(/ in \d+\.\d s:/, ' in 0.2 s:')
}

/** What the commands of a console block print, each below its `$ ` line. */
function rerun(block: string, db: string): string {
  const commands = block.split('\n').filter((line) => line.startsWith('$ patchtrail '))
  return commands
    .map((command) => `${command}\n${run(command.slice('$ patchtrail '.length).split(' '), db)}`)
    .join('')
}

/** A store with the sample in it, but for a document that shows how to read it. */
function storeFor(text: string, name: string): string {
  const db = join(folder, `${name.replaceAll('/', '-')}.db`)
  if (!text.includes('$ patchtrail ingest')) run(['ingest', ...SAMPLE], db)
  return db
}

/** Names of evidence with their words; what answers say is told once, not for each of three speakers. */
function evidenceTable(): string {
  const said = new Set(
    SPEAKERS.flatMap((who) => WORDINGS.flatMap((w) => [`${who}-${w}`, `${who}-at-last-${w}`])),
  )
  const plain = Object.entries(EVIDENCE).filter(([rule]) => !said.has(rule))
  const wordings = WORDINGS.map((wording) => {
    const words = EVIDENCE[`author-${wording}`].replace(/^the author /, '')
    return [`${SPEAKERS.join('-, ')}-\`, then \`${wording}`, `one of them ${words}`]
  })
  const rows = [...plain, ...wordings].map(([rule, words]) => `| \`${rule}\` | ${words} |\n`)
  return `| rule | says |\n|---|---|\n${rows.join('')}`
}

/** `UPDATE_README=1` writes what is printed today into the documents. */
function keptOrSame(document: string, text: string, now: string): void {
  if (process.env['UPDATE_README']) writeFileSync(document, now)
  else assert.equal(text, now)
}

describe('documents', () => {
  let blocks = 0
  let figures = 0
  for (const document of [...documents(), ...OTHERS.map((name) => join(ROOT, name))]) {
    const name = relative(ROOT, document)
    const text = (): string => readFileSync(document, 'utf8')

    test(`${name}: every transcript is what patchtrail prints`, () => {
      const db = text().includes('```console') ? storeFor(text(), name) : ''
      const now = text().replace(/(?<=```console\n)[^]*?(?=```)/g, (block) => {
        blocks++
        return rerun(block, db)
      })
      keptOrSame(document, text(), now)
    })

    test(`${name}: every table of figures is what the bench kept`, () => {
      const names = [...text().matchAll(/<!-- figures: (\w+) -->/g)].map(([, one = '']) => one)
      figures += names.length
      for (const one of names) assert.equal(text(), withFigures(text(), one))
    })

    test(`${name}: every link within the project leads to a file, and to a heading in it`, () => {
      const links = [...text().matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)]
      const broken = links.filter(([, path = '', anchor]) => {
        const file = path === '' ? document : join(dirname(document), path)
        if (!existsSync(file)) return true
        return anchor !== undefined && !headingsOf(readFileSync(file, 'utf8')).includes(anchor)
      })
      assert.deepEqual(
        broken.map(([link]) => link),
        [],
      )
    })
  }

  test('there are transcripts and figures', () => {
    assert.ok(blocks >= 8, `${blocks} transcripts`)
    assert.ok(figures >= 2, `${figures} tables`)
  })

  test('docs/json.md names all evidence', () => {
    const document = join(ROOT, 'docs/json.md')
    const text = readFileSync(document, 'utf8')
    const now = text.replace(
      /(<!-- evidence -->\n)[^]*?(<!-- end -->)/,
      (_, start: string, end: string) => start + evidenceTable() + end,
    )
    keptOrSame(document, text, now)
    assert.ok(now.includes('| `lines-changed` |'))
  })

  test('docs/store.md: what it asks of the store can be asked', async () => {
    const db = storeFor('', 'sql')
    const text = readFileSync(join(ROOT, 'docs/store.md'), 'utf8')
    const queries = [...text.matchAll(/```sql\n([^]*?)```/g)].map(([, sql = '']) => sql)
    assert.ok(queries.length > 0)
    const store = await openForQuery(db)
    for (const sql of queries) assert.ok((await store.all(sql)).length > 0, sql)
    await store.close()
  })

  test('docs/architecture.md names every room', () => {
    const text = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8')
    const rooms = readdirSync(join(ROOT, 'src')).filter((name) => !name.endsWith('.ts'))
    assert.deepEqual(
      rooms.filter((room) => !text.includes(`| \`src/${room}/\` |`)),
      [],
    )
  })

  test('the README is short', () => {
    const lines = readFileSync(join(ROOT, 'README.md'), 'utf8').trimEnd().split('\n').length
    assert.ok(lines <= MOST_LINES_OF_README, `${lines} lines`)
  })
})

/** Headings as anchors: lower case, blanks to dashes. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )
}
