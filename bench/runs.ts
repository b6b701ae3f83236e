import { openForQuery } from '../src/store/store.ts'
import { median } from './table.ts'
import { timed, type Timed } from './timed.ts'

/** Runs that take less than a second are repeated so often. */
const OFTEN = 5

/** A run as a whole process: seconds on the clock and of processors, and MiB of memory at its peak. */
export interface Cost {
  readonly seconds: number
  readonly cpu: number
  readonly memory: number
}

/** Says at the end how much memory the process had at most, in KiB. */
const TELL = `process.on('exit', () => process.stderr.write('\\n@memory ' + process.resourceUsage().maxRSS + '\\n'))`

/** Runs the program on a store. Throws where it fails. */
export function run(cli: string, db: string, ...args: string[]): Cost {
  const told = timed([
    process.execPath,
    '--import',
    `data:text/javascript,${encodeURIComponent(TELL)}`,
    cli,
    '--db',
    db,
    ...args,
  ])
  if (told.code !== 0) throw new Error(`${args.join(' ')} fails: ${told.error}`)
  return { seconds: told.seconds, cpu: told.cpu ?? NaN, memory: memoryOf(told) / 1024 }
}

/** The same command some times: the medians. */
export function often(cli: string, db: string, ...args: string[]): Cost {
  const costs = Array.from({ length: OFTEN }, () => run(cli, db, ...args))
  return {
    seconds: median(costs.map(({ seconds }) => seconds)),
    cpu: median(costs.map(({ cpu }) => cpu)),
    memory: median(costs.map(({ memory }) => memory)),
  }
}

function memoryOf({ lines }: Timed): number {
  return Number(lines.find((line) => line.startsWith('@memory '))?.split(' ')[1] ?? NaN)
}

/** The series with the most patches in all versions together: one of its messages. */
export async function longestIn(db: string): Promise<string> {
  const store = await openForQuery(db)
  const row = await store.get<{ id: string }>(
    `SELECT m.message_id AS id FROM (
       SELECT series, min(message) AS message, count(*) AS n FROM revision_patch GROUP BY series) p
     JOIN message m ON m.id = p.message ORDER BY p.n DESC, p.series LIMIT 1`,
  )
  await store.close()
  return row?.id ?? ''
}
