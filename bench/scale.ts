import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { saveFigures } from './figures.ts'
import { manyMails, writeMails, type Mails } from './many-mails.ts'
import { run, type Cost } from './runs.ts'
import { asked, inSeconds, type Column } from './asked.ts'
import { table, whole } from './table.ts'

/** Messages of the smallest store; what is measured next has ten times as many messages. */
const FIRST = 10_000
/** Messages that are read in one run, at most. */
const MOST = 100_000
/** Messages that come after a large run. */
const NEW = 100

/** What is measured. */
export interface Scale {
  readonly epochs: readonly string[]
  /** Messages that the store is to hold in the end. */
  readonly messages: number
  readonly cli: string
  readonly folder: string
  readonly saves: boolean
  /** When it grows no more, in milliseconds of `performance.now()`, however small it still is. */
  readonly until: number
}

/** What all runs until now have cost together. */
interface Sum {
  readonly messages: number
  readonly bytes: number
  readonly cost: Cost
}

/**
 * One store that grows, with the mail of all lists again and again, to 10,000, 100,000 … messages:
 * what all runs until then have cost, and how long the commands take on it.
 * @returns the store
 */
export async function benchScale(scale: Scale): Promise<string> {
  const mails = manyMails(scale.epochs)
  const db = join(scale.folder, 'scale.db')
  const columns: Column[] = []
  let sum: Sum = { messages: 0, bytes: 0, cost: { seconds: 0, cpu: 0, memory: 0 } }
  let before: Sum | null = null
  for (const end of tenfolds(scale.messages)) {
    while (end - sum.messages > MOST && !isLate(scale))
      sum = await grown(scale, db, mails, sum, MOST)
    const more = isLate(scale) ? 0 : end - sum.messages - NEW
    if (more > 0) sum = await grown(scale, db, mails, sum, more)
    columns.push([
      ...costs(sum, before, db),
      ...(await smallRuns(scale, db, mails)),
      ...(await asked(db, scale.cli)),
    ])
    sum = { ...sum, messages: sum.messages + NEW }
    before = sum
    console.log(table(asRows(columns)))
    if (scale.saves) saveFigures('scale', asRows(columns))
    if (isLate(scale)) break
  }
  await mails.return(undefined as never)
  return db
}

function isLate({ until }: Scale): boolean {
  return performance.now() > until
}

function tenfolds(most: number): number[] {
  const sizes: number[] = []
  for (let size = FIRST; size < most; size *= 10) sizes.push(size)
  return [...sizes, most]
}

/** The store with so many messages more, read in one run; says what it cost. */
async function grown(
  { cli, folder }: Scale,
  db: string,
  mails: Mails,
  { messages, bytes, cost }: Sum,
  more: number,
): Promise<Sum> {
  const path = join(folder, 'more.mbox')
  await writeMails(mails, path, more)
  const added = statSync(path).size
  const own = run(cli, db, 'ingest', path)
  rmSync(path)
  console.log(
    `${whole(messages + more)} messages: ${whole(more)} more in ${own.seconds.toFixed(1)} s, ${own.cpu.toFixed(1)} processor seconds, ${own.memory.toFixed(0)} MB; store ${(sizeOf(db) / 1e6).toFixed(0)} MB`,
  )
  return {
    messages: messages + more,
    bytes: bytes + added,
    cost: {
      seconds: cost.seconds + own.seconds,
      cpu: cost.cpu + own.cpu,
      memory: Math.max(cost.memory, own.memory),
    },
  }
}

function costs({ messages, bytes, cost }: Sum, before: Sum | null, db: string): Column {
  const size = sizeOf(db)
  return [
    ['messages', whole(messages + NEW)],
    ['ingest, seconds on the clock', cost.seconds.toFixed(0)],
    ['processor seconds', cost.cpu.toFixed(0)],
    ['as many times those of a tenth', before ? (cost.cpu / before.cost.cpu).toFixed(1) : ''],
    ['peak memory', `${cost.memory.toFixed(0)} MB`],
    ['store', `${(size / 1e6).toFixed(0)} MB`],
    ['store / mail', (size / bytes).toFixed(2)],
  ]
}

/** What costs little: the next hundred messages, and a run that finds nothing new. */
async function smallRuns({ cli, folder }: Scale, db: string, mails: Mails): Promise<Column> {
  const path = join(folder, 'new.mbox')
  await writeMails(mails, path, NEW)
  const added = run(cli, db, 'ingest', path)
  const nothing = run(cli, db, 'ingest', path)
  rmSync(path)
  return [
    ['100 new messages', inSeconds(added)],
    ['nothing new', inSeconds(nothing)],
  ]
}

function sizeOf(db: string): number {
  return [db, `${db}-wal`]
    .filter((file) => existsSync(file))
    .reduce((sum, file) => sum + statSync(file).size, 0)
}

/** Columns side by side. */
function asRows(columns: readonly Column[]): string[][] {
  const [first = []] = columns
  return first.map(([name], i) => [name, ...columns.map((one) => one[i]?.[1] ?? '')])
}
