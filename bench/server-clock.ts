import { readdirSync, readFileSync } from 'node:fs'
import { openForQuery } from '../src/store/store.ts'

/** Ticks of the kernel's clock in a second. */
const TICKS = 100

/** Processor seconds of a PostgreSQL server on this machine, of all its processes; NaN where it is on another. */
export class ServerClock {
  private constructor(
    private readonly main: number | null,
    private last: number,
  ) {}

  static async of(address: string): Promise<ServerClock> {
    const store = await openForQuery(address)
    const row = await store.get<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    const stat = statOf(row?.pid ?? 0)
    await store.close()
    const main = stat?.name === 'postgres' ? stat.parent : null
    return new ServerClock(main, usedBy(main))
  }

  /** What it has used since the last time that it was asked. */
  lap(): number {
    const now = usedBy(this.main)
    const used = now - this.last
    this.last = now
    return used
  }
}

/** A process as the kernel tells it. */
interface Stat {
  readonly name: string
  readonly parent: number
  /** Seconds of its own, and of processes that it started and that have ended. */
  readonly own: number
  readonly ended: number
}

function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const [, name = '', rest = ''] = /^\d+ \((.*)\) (.*)$/s.exec(text) ?? []
    const fields = rest.split(' ').map(Number)
    const at = (n: number): number => fields[n] ?? 0
    return {
      name,
      parent: at(1),
      own: (at(11) + at(12)) / TICKS,
      ended: (at(13) + at(14)) / TICKS,
    }
  } catch {
    return null
  }
}

function usedBy(main: number | null): number {
  const first = main === null ? null : statOf(main)
  if (!first) return NaN
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? [])
    .filter(({ parent }) => parent === main)
  return first.own + first.ended + children.reduce((sum, { own }) => sum + own, 0)
}
