import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { asked, inSeconds } from './asked.ts'
import { openForIngest, openForQuery, type Database } from '../src/store/store.ts'
import { saveFigures } from './figures.ts'
import { manyMails, writeMails } from './many-mails.ts'
import { run, type Cost } from './runs.ts'
import { ServerClock } from './server-clock.ts'
import { table, whole } from './table.ts'
import { derivedBy, underived } from './workers.ts'

/** Messages that come after all the others. */
const NEW = 100
/** So many workers derive all of it, one after the other. */
const WORKERS = [1, 2]

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
 * A store on a server of so many messages: what reading them costs, what one worker and what two
 * need to derive all, how long the commands take, and what its tables take. Of a store with mail
 * only the latter two.
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

/** Reads mail into it and derives it, again and again. */
async function filled({ epochs, messages, address, cli, folder }: ServerScale): Promise<Row[]> {
  const [all, more] = [join(folder, 'all.mbox'), join(folder, 'new.mbox')]
  const mails = manyMails(epochs)
  await writeMails(mails, all, messages - NEW)
  await writeMails(mails, more, NEW)
  await mails.return(undefined as never)
  const clock = await ServerClock.of(address)
  const rows: Row[] = []
  const told = (what: string, { seconds, cpu }: Pick<Cost, 'seconds' | 'cpu'>): void => {
    const text = `${inSeconds({ seconds, cpu })}, server ${clock.lap().toFixed(1)} s`
    console.log(`${what}: ${text}`)
    rows.push([what, text])
  }
  told('ingest --no-derive', run(cli, address, 'ingest', '--no-derive', all))
  rmSync(all)
  for (const count of WORKERS) {
    if (count !== WORKERS[0]) await underived(address)
    clock.lap()
    told(`derive by ${count}`, await derivedBy(address, count))
  }
  told('100 new messages', run(cli, address, 'ingest', more))
  told('nothing new', run(cli, address, 'ingest', more))
  return rows
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
