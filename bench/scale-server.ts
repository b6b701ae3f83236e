import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { asked, inSeconds } from './asked.ts'
import { openForIngest, openForQuery, type Database } from '../src/store/store.ts'
import { saveFigures } from './figures.ts'
import { manyMails, writeMails } from './many-mails.ts'
import { run, type Cost } from './runs.ts'
import { ServerClock } from './server-clock.ts'
import { table, whole } from './table.ts'
import { derivedBy } from './workers.ts'

/** Messages that come after all the others. */
const NEW = 100
/** Messages that are read, then derived, in one go. */
const PORTION = 100_000
/** So many workers derive a portion, in turns. */
const WORKERS = [2, 1]
const STEPS = [
  'messages',
  'read a second',
  'ms of processor each',
  'workers',
  'derived a second',
  'ms of processor each',
]

/** Tables that are told one by one. */
const MOST = 16

type Row = readonly [name: string, value: string]

/** What is measured. */
export interface ServerScale {
  readonly epochs: readonly string[]
  readonly messages: number
  /** Of a store on a server: an empty one, or one that was copied there. */
  readonly address: string
  readonly cli: string
  readonly folder: string
  readonly saves: boolean
}

/**
 * A store on a server that grows to so many messages: what reading each portion costs, what one
 * worker and what two need in turns to derive it, then how long the commands take, and what its
 * tables take. Of a store with mail only the latter two.
 */
export async function benchServer(scale: ServerScale): Promise<void> {
  const known = await messagesIn(scale.address)
  const rows: Row[] = known === 0 ? await filled(scale) : []
  rows.unshift(['messages', whole(await messagesIn(scale.address))])
  rows.push(...(await asked(scale.address, scale.cli)))
  const store = await openForQuery(scale.address)
  const sizes = await sizesIn(store)
  await store.close()
  console.log(table(rows))
  console.log(table(sizes))
  if (!scale.saves) return
  saveFigures('server', [['on a server', ''], ...rows])
  saveFigures('sizes', sizes)
}

/** Reads mail into it and derives it, a portion at a time. */
async function filled(scale: ServerScale): Promise<Row[]> {
  const { epochs, messages, address, cli, folder } = scale
  const path = join(folder, 'more.mbox')
  const mails = manyMails(epochs)
  const clock = await ServerClock.of(address)
  const steps: string[][] = [STEPS]
  for (let read = 0; read < messages - NEW;) {
    const more = Math.min(PORTION, messages - NEW - read)
    read += more
    await writeMails(mails, path, more)
    clock.lap()
    const added = { ...run(cli, address, 'ingest', '--no-derive', path), server: clock.lap() }
    const workers = WORKERS[steps.length % WORKERS.length] ?? 1
    const derived = { ...(await derivedBy(address, workers)), server: clock.lap() }
    steps.push([whole(read), ...rates(more, added), String(workers), ...rates(more, derived)])
    console.log(table(steps))
    if (scale.saves) saveFigures('server-growth', steps)
  }
  await writeMails(mails, path, NEW)
  await mails.return(undefined as never)
  const rows: Row[] = [
    ['100 new messages', inSeconds(run(cli, address, 'ingest', path))],
    ['nothing new', inSeconds(run(cli, address, 'ingest', path))],
  ]
  rmSync(path)
  return rows
}

/** Messages a second, and processor milliseconds a message of program and server together. */
function rates(
  messages: number,
  { seconds, cpu, server }: Pick<Cost, 'seconds' | 'cpu'> & { readonly server: number },
): [string, string] {
  return [whole(Math.round(messages / seconds)), (((cpu + server) * 1000) / messages).toFixed(2)]
}

/** Bytes of the largest tables: rows, and indexes. */
async function sizesIn(store: Database): Promise<string[][]> {
  const rows = await store.all<{ name: string; rows: number; indexes: number }>(
    `SELECT c.relname AS name, pg_table_size(c.oid) AS rows, pg_indexes_size(c.oid) AS indexes
     FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
     ORDER BY pg_total_relation_size(c.oid) DESC, c.relname`,
  )
  const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`
  const sum = (some: typeof rows, of: 'rows' | 'indexes'): string =>
    mb(some.reduce((all, row) => all + Number(row[of]), 0))
  const line = (name: string, some: typeof rows): string[] => [
    name,
    sum(some, 'rows'),
    sum(some, 'indexes'),
  ]
  const [shown, others] = [rows.slice(0, MOST), rows.slice(MOST)]
  return [
    ['table', 'rows', 'indexes'],
    ...shown.map((row) => line(row.name, [row])),
    line(`${others.length} others`, others),
    line('together', rows),
  ]
}

async function messagesIn(address: string): Promise<number> {
  const store = await openForIngest(address)
  const row = await store.get<{ n: number }>('SELECT count(*) AS n FROM message')
  await store.close()
  return row?.n ?? 0
}
