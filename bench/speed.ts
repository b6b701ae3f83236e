import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { InboxCopy } from './inbox-copy.ts'
import { longestIn, often, run, type Cost } from './runs.ts'
import { median, table } from './table.ts'

const FILE = join(import.meta.dirname, 'figures', 'speed.json')
/** A figure may be so much worse than the kept one. */
const TOLERANCE = 1.15
const QUERIES = ['request_mem_region', '"race condition"', 'is:open nit']

/** Rows by name: processor seconds, or MiB. */
type Rows = Readonly<Record<string, number>>

interface Kept {
  /** The day it was measured, ISO 8601. */
  readonly measured: string
  /** The list that was read: figures of others say nothing. */
  readonly list: string
  /** Figures of another machine say nothing either. */
  readonly machine: string
  readonly rows: Rows
}

/** What is measured: an epoch and, where there is one, a dense thread, by this program. */
interface Over {
  /** Name of the list, and its epoch. */
  readonly list: string
  readonly epoch: string
  readonly thread: string | null
  readonly cli: string
  readonly folder: string
}

/** Measures, and prints what was found alone or beside the kept figures; or keeps it. */
export async function benchSpeed(
  over: Over,
  {
    runs,
    check,
    save,
  }: { readonly runs: string; readonly check?: boolean; readonly save?: boolean },
): Promise<void> {
  const rows = await measured(over, Number(runs))
  if (save) keepSpeed(over.list, rows)
  if (!check) return console.log(speedTable(rows))
  const { text, isWorse } = comparedSpeed(over.list, rows)
  console.log(text)
  if (isWorse) process.exitCode = 1
}

/**
 * Everything that people wait for, over one epoch. Processor seconds: another program that runs
 * beside it makes a run longer, but hardly dearer.
 */
async function measured({ epoch, thread, cli, folder }: Over, runs: number): Promise<Rows> {
  const inbox = new InboxCopy(join(folder, 'inbox'), epoch)
  const full: Cost[] = []
  const added: number[] = []
  for (let turn = 0; turn < runs; turn++) {
    const db = join(folder, `${turn}.db`)
    inbox.reset()
    full.push(run(cli, db, 'ingest', inbox.path))
    inbox.addNew()
    added.push(run(cli, db, 'ingest', inbox.path).cpu)
  }
  const db = join(folder, '0.db')
  const id = await longestIn(db)
  return {
    'full ingest': median(full.map(({ cpu }) => cpu)),
    'full ingest, MiB': median(full.map(({ memory }) => memory)),
    '100 new messages': median(added),
    'nothing new': often(cli, db, 'ingest', inbox.path).cpu,
    ...(thread === null
      ? {}
      : {
          'one thread': median(
            Array.from(
              { length: runs },
              (_, i) => run(cli, join(folder, `t${i}.db`), 'ingest', thread).cpu,
            ),
          ),
        }),
    list: often(cli, db, 'list').cpu,
    ...Object.fromEntries(
      ['status', 'issues', 'show'].map((name) => [
        `${name} of the longest series`,
        often(cli, db, name, id).cpu,
      ]),
    ),
    search: median(QUERIES.map((query) => often(cli, db, 'search', query).cpu)),
  }
}

/** What is kept; `null`: nothing is. */
function readKept(): Kept | null {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Kept) : null
}

/** The list whose figures are kept, where it is among these; else the first. */
export function listToMeasure<T extends { readonly name: string }>(
  lists: readonly T[],
): T | undefined {
  const kept = readKept()
  return lists.find(({ name }) => name === kept?.list) ?? lists[0]
}

function machine(): string {
  return `${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} cores, Node ${process.versions.node}`
}

/** Keeps these rows, to be compared with. */
function keepSpeed(list: string, rows: Rows): void {
  const rounded = Object.entries(rows).map(([name, value]) => [name, Number(value.toFixed(3))])
  const kept: Kept = {
    measured: new Date().toISOString().slice(0, 10),
    list,
    machine: machine(),
    rows: Object.fromEntries(rounded) as Rows,
  }
  writeFileSync(FILE, `${JSON.stringify(kept, null, 1)}\n`)
}

/** The rows beside the kept ones. Throws where those are of another machine. */
function comparedSpeed(list: string, rows: Rows): { text: string; isWorse: boolean } {
  const kept = readKept()
  if (!kept) throw new Error('no figures are kept; --speed --save keeps some')
  if (kept.list !== list) throw new Error(`the kept figures are of ${kept.list}, not of ${list}`)
  if (kept.machine !== machine())
    throw new Error(`the kept figures are of another machine: ${kept.machine}`)
  const compared = Object.entries(kept.rows).map(([name, before]) => {
    const now = rows[name]
    const isWorse = now === undefined || now > before * TOLERANCE
    const cells = [name, before.toFixed(2), now?.toFixed(2) ?? '-', isWorse ? 'WORSE' : '']
    return { cells, isWorse }
  })
  return {
    text: table([
      ['processor seconds', kept.measured, 'now', ''],
      ...compared.map(({ cells }) => cells),
    ]),
    isWorse: compared.some(({ isWorse }) => isWorse),
  }
}

/** The rows alone. */
function speedTable(rows: Rows): string {
  return table([
    ['processor seconds', 'now'],
    ...Object.entries(rows).map(([name, value]) => [name, value.toFixed(2)]),
  ])
}
