import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ingest } from '../src/ingest/ingest.ts'
import { openForIngest, openForQuery, type Database } from '../src/store/store.ts'

/** A mailing list: its name and its public-inbox epochs, oldest first. */
export interface MailingList {
  readonly name: string
  readonly epochs: readonly string[]
}

/** A list in a store of its own, and what reading it took. */
export interface ListStore {
  readonly name: string
  /** Its file. */
  readonly path: string
  readonly store: Database
  readonly reading: Reading
}

interface Reading {
  /** Of the sources that shape a store: another hash, and a kept store is made anew. */
  readonly code: string
  readonly known: number
  readonly seconds: number
  readonly reused: boolean
}

const ROOT = join(import.meta.dirname, '..')
/** What a store's rows depend on. */
const SHAPING = [
  'ingest',
  'mail',
  'patch',
  'reply',
  'linking',
  'versions',
  'issues',
  'store',
  'text',
]

/** The folder of real mail: as given, else `shared` next to the project. `null` where it is absent. */
export function corpusFolder(given: string | undefined): string | null {
  const folder = given ?? join(ROOT, '..', 'shared')
  return existsSync(join(folder, 'corpus')) ? folder : null
}

/** All lists of a corpus folder: `corpus/<name>/git/<n>.git`. */
export function listsIn(corpus: string): MailingList[] {
  const folders = (path: string): string[] => (existsSync(path) ? readdirSync(path).sort() : [])
  return folders(join(corpus, 'corpus')).flatMap((name) => {
    const git = join(corpus, 'corpus', name, 'git')
    const epochs = folders(git)
      .filter((f) => f.endsWith('.git'))
      .sort((a, b) => parseInt(a) - parseInt(b))
    return epochs.length === 0 ? [] : [{ name, epochs: epochs.map((epoch) => join(git, epoch)) }]
  })
}

/** Ingests a list into a store in `folder`, or takes the one kept there by this very code. */
export async function storeOf(list: MailingList, folder: string): Promise<ListStore> {
  const path = join(folder, `${list.name}.db`)
  const note = `${path}.json`
  const code = codeHash()
  const kept = existsSync(note) ? (JSON.parse(readFileSync(note, 'utf8')) as Reading) : null
  if (kept?.code === code)
    return {
      name: list.name,
      path,
      store: await openForQuery(path),
      reading: { ...kept, reused: true },
    }
  for (const end of ['', '-wal', '-shm', '.json']) rmSync(path + end, { force: true })
  const writing = await openForIngest(path)
  const { known, seconds } = await ingest(writing, list.epochs)
  await writing.close()
  const reading: Reading = { code, known, seconds, reused: false }
  writeFileSync(note, JSON.stringify(reading))
  return { name: list.name, path, store: await openForQuery(path), reading }
}

function codeHash(): string {
  const hash = createHash('sha256')
  const source = join(ROOT, 'src')
  for (const room of SHAPING) {
    const files = readdirSync(join(source, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .sort()
      .map((name) => join(room, name))
    for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(source, file)))
  }
  return hash.digest('hex')
}

/** Number and bytes of the mails in an epoch as git itself tells: blobs `m` of all commits. */
export function mailsInEpoch(epoch: string): { count: number; bytes: number } {
  const git = (args: readonly string[], input: string): string[] => {
    const done = spawnSync('git', ['--git-dir', epoch, ...args], {
      input,
      encoding: 'latin1',
      maxBuffer: 1 << 30,
    })
    if (done.status !== 0) throw new Error(`git ${args[0] ?? ''}: ${done.stderr}`)
    return done.stdout.split('\n').filter(Boolean)
  }
  const commits = git(['rev-list', 'HEAD'], '')
  const answers = git(
    ['cat-file', '--batch-check=%(objecttype) %(objectsize)'],
    commits.map((commit) => `${commit}:m\n`).join(''),
  )
  const sizes = answers
    .filter((line) => line.startsWith('blob '))
    .map((line) => Number(line.slice(5)))
  return { count: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}
