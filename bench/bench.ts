import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openForQuery, type Database } from '../src/store/store.ts'
import { corpusFolder, listsIn, mailsInEpoch } from './corpora.ts'
import { saveFigures } from './figures.ts'
import { pathologicalInputs } from './inputs.ts'
import { benchOthers } from './others.ts'
import { benchParity } from './parity.ts'
import { benchGrowth } from './growth.ts'
import { benchSearch } from './search.ts'
import { benchSpeed, listToMeasure } from './speed.ts'
import { median, percent, table, whole } from './table.ts'
import { isInstalled, timed, type Timed } from './timed.ts'
import { benchWeb } from './web.ts'

/** How fast patchtrail is, run as a user runs it: whole processes of `dist/cli.js`. */
const USAGE =
  'usage: npm run build && npm run bench -- [--corpus DIR] [--others [--runs N]] [--search] [--web] [--scale [--messages N] [--minutes N] [--keep DIR | --server URL]] [--speed | --check] [--save]'
const CLI = join(import.meta.dirname, '..', 'dist', 'cli.js')
const RUNS = 5

type Run = Timed

function run(db: string, ...args: string[]): Run {
  return timed([process.execPath, CLI, '--db', db, ...args])
}

/** The same command five times: median and the slowest, or why it does not work. */
function often(db: string, ...args: string[]): string {
  const runs: Run[] = []
  for (let i = 0; i < RUNS; i++) {
    const one = run(db, ...args)
    if (one.code !== 0) return `fails with exit ${one.code ?? 'by signal'}: ${one.error}`
    runs.push(one)
  }
  const seconds = runs.map((one) => one.seconds)
  return `${median(seconds).toFixed(2)} s (slowest ${Math.max(...seconds).toFixed(2)} s)`
}

interface Source {
  readonly name: string
  readonly path: string
  /** Of the mail as it came, without git's compression. */
  readonly bytes: number
}

/** One dense thread, where the corpus has it. */
function threadIn(corpus: string): string | null {
  const mbox = join(corpus, 'corpus', 'threads', 'device-dax.mbox')
  return existsSync(mbox) ? mbox : null
}

function sourcesIn(corpus: string): Source[] {
  const mbox = threadIn(corpus)
  const epoch = listsIn(corpus)[0]
  return [
    ...(mbox !== null ? [{ name: 'device-dax.mbox', path: mbox, bytes: statSync(mbox).size }] : []),
    ...(epoch?.epochs[0]
      ? [{ name: epoch.name, path: epoch.epochs[0], bytes: mailsInEpoch(epoch.epochs[0]).bytes }]
      : []),
  ]
}

async function benchSource(source: Source, folder: string): Promise<void> {
  const db = join(folder, `${source.name}.db`)
  const first = run(db, 'ingest', source.path)
  const again = run(db, 'ingest', source.path)
  if (!existsSync(db))
    throw new Error(
      `ingest ${source.name} fails with exit ${first.code ?? 'by signal'}: ${first.error}`,
    )
  const size = [db, `${db}-wal`].reduce(
    (sum, file) => sum + (existsSync(file) ? statSync(file).size : 0),
    0,
  )
  const store = await openForQuery(db)
  const messages = (await store.get<{ n: number }>('SELECT count(*) AS n FROM message'))?.n ?? 0
  const busiest = await store.get<{ id: string; n: number }>(
    `SELECT m.message_id AS id, count(*) AS n FROM anchor a JOIN message m ON m.id = a.about
     WHERE m.content = 'patch' GROUP BY m.id ORDER BY n DESC, m.message_id LIMIT 1`,
  )
  const longest = await longestSeries(store)
  await store.close()
  const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`
  console.log(`${source.name}: ${whole(messages)} messages, ${mb(source.bytes)}`)
  console.log(
    table(
      [
        [
          'ingest',
          `${first.seconds.toFixed(1)} s, ${whole(Math.round(messages / first.seconds))} messages/s${failure(first)}`,
        ],
        ['ingest again', `${again.seconds.toFixed(1)} s${failure(again)}`],
        ['store', `${mb(size)}, ${percent(size, source.bytes, 0)} of the mail`],
        ...(busiest
          ? [
              ['show', `${often(db, 'show', busiest.id)}  ${busiest.id}, ${busiest.n} comments`],
              ['export links', often(db, 'export', 'links', '--ref', busiest.id)],
            ]
          : []),
        ...queries(db, longest),
      ].map(([name = '', value = '']) => [`${name.padEnd(13)} ${value}`]),
    ),
  )
}

interface Longest {
  readonly id: string
  readonly versions: number
  readonly patches: number
  readonly messages: number
}

/** The series with the most patches in all versions together. */
async function longestSeries(store: Database): Promise<Longest | null> {
  return store.get<Longest>(
    `SELECT m.message_id AS id, max(r.position) + 1 AS versions, (SELECT count(*) FROM revision_patch p WHERE p.series = s.id) AS patches, st.replies AS messages
     FROM series s JOIN revision r ON r.series = s.id JOIN standing st ON st.series = s.id JOIN message m ON m.id = (SELECT message FROM revision x WHERE x.series = s.id AND x.position = 0)
     GROUP BY s.id ORDER BY patches DESC, s.id LIMIT 1`,
  )
}

/** Commands over the whole store and over its longest series, as whole processes. */
function queries(db: string, longest: Longest | null): string[][] {
  const lists = [
    ['list', often(db, 'list')],
    ['list filtered', often(db, 'list', '--file', 'drivers/')],
  ]
  if (!longest) return lists
  const what = `${longest.versions} versions, ${longest.patches} patches, ${longest.messages} replies`
  return [
    ...lists,
    ...['status', 'diff', 'issues'].map((command) => [
      command,
      `${often(db, command, longest.id)}  ${what}`,
    ]),
  ]
}

/** Queries over one list, beside those tools that search mail; and what is found, beside what lore's server finds. */
async function benchSearches(epoch: string, folder: string): Promise<void> {
  const db = join(folder, 'search.db')
  run(db, 'ingest', epoch)
  await benchSearch(db, CLI, { epoch, folder })
  if (!isInstalled('public-inbox-httpd'))
    return console.log('public-inbox is not installed; what it finds is not compared')
  const store = await openForQuery(db)
  await benchParity(epoch, store, folder)
  await store.close()
}

/** A store that grows, of the corpus's mail, or one on a server. */
async function benchMuch(corpus: string, folder: string, asked: Asked): Promise<void> {
  const epochs = listsIn(corpus).flatMap((list) => list.epochs)
  const db = await benchGrowth({ ...asked, epochs, cli: CLI, folder: asked.keep ?? folder })
  if (asked.web && db !== null) await benchWeb(db, CLI, listsIn(corpus)[1]?.epochs[0] ?? null)
}

function failure({ code, error }: Run): string {
  return code === 0 ? '' : `, exit ${code ?? 'by signal'}${error ? `: ${error}` : ''}`
}

function benchInputs(folder: string): void {
  console.log('Mail as nobody should send it')
  const rows = pathologicalInputs(folder).map(({ name, path }) => {
    const result = run(`${path}.db`, 'ingest', path)
    return [name, `${result.seconds.toFixed(2)} s${failure(result)}`]
  })
  console.log(table(rows))
}

/** What is asked for. */
interface Asked {
  readonly runs: string
  readonly scale?: boolean
  readonly messages: string
  readonly keep?: string
  readonly server?: string
  readonly minutes?: string
  readonly others?: boolean
  readonly save?: boolean
  readonly search?: boolean
  readonly speed?: boolean
  readonly check?: boolean
  readonly web?: boolean
}

/** The one bench that is asked for by name; `false`: none is. */
async function benchAsked(corpus: string, folder: string, asked: Asked): Promise<boolean> {
  const epoch = listsIn(corpus)[0]?.epochs[0]
  if (epoch === undefined) return false
  if (asked.check || asked.speed) {
    const list = listToMeasure(listsIn(corpus))
    const over = { list: list?.name ?? '', epoch: list?.epochs[0] ?? epoch }
    await benchSpeed({ ...over, thread: threadIn(corpus), cli: CLI, folder }, asked)
  } else if (asked.scale) await benchMuch(corpus, folder, asked)
  else if (asked.others) {
    const rows = await benchOthers(epoch, CLI, folder, Number(asked.runs))
    if (asked.save) saveFigures('ingest', rows)
  } else if (asked.search) await benchSearches(epoch, folder)
  else if (asked.web) {
    const db = join(folder, 'web.db')
    run(db, 'ingest', epoch)
    await benchWeb(db, CLI, listsIn(corpus)[1]?.epochs[0] ?? null)
  } else return false
  return true
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      corpus: { type: 'string' },
      scale: { type: 'boolean' },
      messages: { type: 'string', default: '100000' },
      keep: { type: 'string' },
      server: { type: 'string' },
      minutes: { type: 'string' },
      others: { type: 'boolean' },
      runs: { type: 'string', default: '3' },
      save: { type: 'boolean' },
      search: { type: 'boolean' },
      speed: { type: 'boolean' },
      check: { type: 'boolean' },
      web: { type: 'boolean' },
    },
  })
  if (!existsSync(CLI)) throw new Error('dist/cli.js is not there: run npm run build first')
  const folder = mkdtempSync(join(tmpdir(), 'patchtrail-bench-'))
  try {
    const corpus = corpusFolder(values.corpus)
    if (corpus === null)
      console.log(
        'bench: no corpus here (../shared or --corpus DIR); only made-up mail is measured\n',
      )
    if (corpus !== null && (await benchAsked(corpus, folder, values))) return
    for (const source of corpus === null ? [] : sourcesIn(corpus)) await benchSource(source, folder)
    benchInputs(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

try {
  await main()
} catch (error) {
  console.error(`bench: ${(error as Error).message}\n${USAGE}`)
  process.exitCode = 1
}
