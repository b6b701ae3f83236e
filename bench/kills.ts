import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { misfitsIn } from '../src/store/check.ts'
import { openForIngest, openForQuery } from '../src/store/store.ts'
import { mailing, MAILS_PER_TOPIC } from '../test/support/mailing.ts'
import { mboxText } from '../test/support/mails.ts'
import { patchtrail, started, type Running } from '../test/support/programs.ts'
import { allExportsIn, allExportsOf } from '../test/support/stores.ts'
import { randomFrom } from './mutations.ts'
import { OwnServer } from '../test/support/own-server.ts'

/**
 * Kills, stops and cuts off what writes to a store, at random moments, and holds what is exported
 * in the end against a store that nobody disturbed: `npm run kills -- [--kills 200] [--stops 20]
 * [--mails 360] [--minutes 30] [--seed 1] [--engine sqlite|postgres]`. Exit code 1 where anything
 * is lost, doubled, other than it ought to be, or told in more than a line.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    stops: { type: 'string', default: '20' },
    mails: { type: 'string', default: '360' },
    minutes: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    engine: { type: 'string' },
  },
})
delete process.env.PATCHTRAIL_TEST_STORE
const random = randomFrom(Number(values.seed))
/** Kills of one store: together they come through all stages. */
const PER_STORE = 8
/** Milliseconds after which a program has read its options. */
const STARTED = 200
/** What a program may say that lost its server, its lock or its turn. */
const ONE_LINE = /^(patchtrail: [^\n]+\n)*$/

const folder = mkdtempSync(join(tmpdir(), 'patchtrail-kills-'))
const mails = mailing(Math.round(Number(values.mails) / MAILS_PER_TOPIC))
const mbox = join(folder, 'list.mbox')
writeFileSync(mbox, mboxText(mails))
let until = performance.now() + Number(values.minutes) * 60_000
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (until = 0))
let faults = 0

function fault(text: string): void {
  faults++
  process.stdout.write(`FAULT ${text}\n`)
}

/** Where stores are made, and how a command line reads and derives there. */
interface Engine {
  readonly name: string
  store(): string
  /** Command lines that are killed. */
  readonly lines: readonly (readonly string[])[]
}

const READ = ['ingest', mbox]
const LEAVE = ['ingest', '--no-derive', mbox]
const DERIVE = ['derive']
const FOLLOW = ['derive', '--follow']

async function expectedExports(path: string): Promise<{ said: string; took: number }> {
  const began = performance.now()
  const { code, err } = await patchtrail(path, ...READ)
  if (code !== 0) throw new Error(err)
  const took = performance.now() - began
  return { said: JSON.stringify(await allExportsIn(path)), took }
}

/** Reads and derives what is left, and holds it against what ought to be. */
async function verified(path: string, expected: string, what: string): Promise<void> {
  for (const line of [READ, DERIVE]) {
    const { code, err } = await patchtrail(path, ...line)
    if (code !== 0 || err !== '') fault(`${what}: ${line[0]} ended with ${code}: ${err}`)
  }
  const store = await openForQuery(path)
  try {
    const kept = await store.get<{ n: number }>('SELECT count(*) AS n FROM message')
    if (kept?.n !== mails.length) fault(`${what}: ${kept?.n} messages of ${mails.length}`)
    if (JSON.stringify(await allExportsOf(store)) !== expected) fault(`${what}: exports differ`)
    const misfits = await misfitsIn(store)
    if (misfits.length > 0) fault(`${what}: ${misfits.join('; ')}`)
  } finally {
    await store.close()
  }
}

/** Kills programs at random moments; how many were killed before they had ended. */
async function kills(engine: Engine, wanted: number, expected: string, took: number) {
  const killed: Record<string, number> = {}
  let sum = 0
  while (sum < wanted && performance.now() < until) {
    const path = engine.store()
    for (let n = 0; n < PER_STORE && sum < wanted; n++) {
      const line = engine.lines[Math.floor(random() * engine.lines.length)] ?? READ
      // Of workers two at once, and one of them goes on for a while.
      const runs =
        line === DERIVE
          ? [started(path, ...line), started(path, ...line)]
          : [started(path, ...line)]
      await pause(STARTED + random() * took)
      for (const { child, ended } of runs) {
        child.kill('SIGKILL')
        const { code } = await ended
        const name = line[0] ?? ''
        if (code !== null) continue
        sum++
        killed[name] = (killed[name] ?? 0) + 1
      }
    }
    await verified(path, expected, `${engine.name}, after kills`)
  }
  const parts = Object.entries(killed).map(([name, n]) => `${n} of ${name}`)
  process.stdout.write(`${engine.name}: ${sum} kills (${parts.join(', ')})\n`)
}

/** Ends of programs that were not killed: done, or one line. */
async function endedWell(runs: readonly Running[], what: string): Promise<void> {
  for (const { ended } of runs) {
    const { code, err } = await ended
    if (code !== 0 && code !== 1) fault(`${what}: ended with ${code}: ${err}`)
    if (!ONE_LINE.test(err)) fault(`${what}: said ${err}`)
  }
}

/** Two read the same source at once. */
async function twice(engine: Engine, rounds: number, expected: string): Promise<void> {
  let n = 0
  for (; n < rounds && performance.now() < until; n++) {
    const path = engine.store()
    await (await openForIngest(path)).close()
    const runs = [started(path, ...READ), started(path, ...(n % 2 === 0 ? READ : LEAVE))]
    await endedWell(runs, `${engine.name}, two at once`)
    await verified(path, expected, `${engine.name}, two at once`)
  }
  process.stdout.write(`${engine.name}: ${n} times two ingests of one source at once\n`)
}

/** Ends the connections, or the whole server, while one reads and two derive. */
async function disturbed(
  engine: Engine,
  wanted: number,
  expected: string,
  { what, took, disturb }: { what: string; took: number; disturb: (path: string) => Promise<void> },
): Promise<void> {
  let n = 0
  while (n < wanted && performance.now() < until) {
    const path = engine.store()
    await (await openForIngest(path)).close()
    const followers = [1, 2].map(() => started(path, ...FOLLOW))
    for (let part = 0; part < 4 && n < wanted; part++, n++) {
      const reading = started(path, ...LEAVE)
      await pause(STARTED + random() * took)
      await disturb(path)
      await endedWell([reading], `${what}, ingest`)
    }
    for (const { child, ended } of followers) {
      const isThere = child.exitCode === null
      child.kill('SIGTERM')
      const { err } = await ended
      if (!isThere || !ONE_LINE.test(err)) fault(`${what}: a worker ended: ${err}`)
    }
    await verified(path, expected, what)
  }
  process.stdout.write(`${engine.name}: ${n} times ${what}\n`)
}

async function connectionsEnded(path: string): Promise<void> {
  const store = await openForIngest(path)
  await store.exec(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE application_name = 'patchtrail' AND pid <> pg_backend_pid()`,
  )
  await store.close()
}

let stores = 0
const sqlite: Engine = {
  name: 'sqlite',
  store: () => join(folder, `${++stores}.db`),
  lines: [READ, READ, LEAVE, DERIVE],
}
const { said, took } = await expectedExports(sqlite.store())
process.stdout.write(`${mails.length} mails, undisturbed in ${Math.round(took)} ms\n`)
if (values.engine !== 'postgres') {
  await kills(sqlite, Number(values.kills), said, took)
  await twice(sqlite, Math.ceil(Number(values.stops) / 4), said)
}
const server = values.engine === 'sqlite' ? null : await OwnServer.started()
if (server) {
  const postgres: Engine = {
    name: 'postgres',
    store: () => server.store(`s${++stores}`),
    lines: [READ, LEAVE, DERIVE, DERIVE],
  }
  try {
    const there = await expectedExports(postgres.store())
    if (there.said !== said) fault('postgres: exports differ from those of sqlite')
    const stops = Number(values.stops)
    await kills(postgres, Number(values.kills), said, there.took)
    await twice(postgres, Math.ceil(stops / 4), said)
    await disturbed(postgres, stops, said, {
      what: 'connections ended',
      took: there.took,
      disturb: connectionsEnded,
    })
    await disturbed(postgres, stops, said, {
      what: 'server stopped (immediate) and started',
      took: there.took,
      disturb: async () => {
        server.stop()
        await pause(500 * random())
        server.start()
      },
    })
  } finally {
    server.remove()
  }
} else if (values.engine !== 'sqlite')
  process.stdout.write('postgres: not installed here, left out\n')
process.stdout.write(`seed ${values.seed}: ${faults} faults${faults > 0 ? ` (${folder})` : ''}\n`)
if (faults === 0) rmSync(folder, { recursive: true })
process.exitCode = faults > 0 ? 1 : 0
