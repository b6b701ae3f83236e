import '../test/support/built.ts'
import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ingest } from '../src/ingest/ingest.ts'
import { refresh } from '../src/ingest/refresh.ts'
import { dropDerived } from '../src/store/rebuild.ts'
import { openForIngest, type Database } from '../src/store/store.ts'
import { commentRecords, issueRecords, linkRecords, seriesRecords } from '../src/index.ts'

const CLI = join(import.meta.dirname, '..', 'dist', 'cli.js')
/** Kills of one store. */
const RUNS = 3
/** Milliseconds after which the program has read its options. */
const STARTED = 150

/** What a store says, and whether it had to choose between mails of one Message-ID. */
interface Said {
  readonly exports: string
  readonly chose: boolean
  /** Milliseconds that reading took. */
  readonly took: number
}

/**
 * One mailbox of spoiled mails, read in several ways that must all say the same: at once, in
 * another order and in two parts, and by a program that is killed.
 */
export class Round {
  private readonly folder: string
  private readonly entries: readonly Buffer[]
  private readonly random: () => number

  /** @param entries mails with their `From ` lines */
  constructor(folder: string, entries: readonly Buffer[], random: () => number) {
    this.folder = folder
    this.entries = entries
    this.random = random
  }

  /** The mailbox as it is read. */
  get mbox(): Buffer {
    return Buffer.concat(this.entries)
  }

  /**
   * Reads the mailbox, and rebuilds what was derived.
   * @param lost how many mails are missing that must be in the store
   */
  async whole(
    lost: (store: Database) => Promise<number>,
  ): Promise<{ said: Said; faults: string[] }> {
    const faults: string[] = []
    const path = this.written('whole', this.entries)
    const said = await this.inStore('whole', async (store) => {
      const first = await this.read(store, [path])
      const missing = await lost(store)
      if (missing > 0) faults.push(`${missing} neighbours lost`)
      await dropDerived(store)
      await refresh(store)
      if ((await exportsOf(store)) !== first.exports) faults.push('exports differ after a rebuild')
      return first
    })
    return { said, faults }
  }

  /** Reads it in another order, in two runs. */
  async shuffled(expected: Said): Promise<string | null> {
    const entries = [...this.entries]
    for (let i = entries.length - 1; i > 0; i--) {
      const j = Math.floor(this.random() * (i + 1))
      const [a, b] = [entries[i], entries[j]]
      if (a && b) [entries[i], entries[j]] = [b, a]
    }
    const half = entries.length >> 1
    const paths = [
      this.written('first', entries.slice(0, half)),
      this.written('second', entries.slice(half)),
    ]
    const said = await this.inStore('shuffled', (store) => this.read(store, paths))
    // Of two mails with one Message-ID the first one stands, and which is the first has changed.
    if (said.chose || expected.chose || hasTwins(this.entries)) return null
    if (said.exports === expected.exports) return null
    return 'exports differ after another order of arrival'
  }

  /**
   * Kills a program that reads it at random moments, several times over one store, and reads the
   * rest.
   */
  async killed(expected: Said): Promise<{ kills: number; fault: string | null }> {
    const path = this.written('killed', this.entries)
    const at: number[] = []
    for (let run = 0; run < RUNS; run++) {
      const after = await this.killedOnce(path, expected.took)
      if (after !== null) at.push(after)
    }
    const said = await this.inStore('killed', (store) => this.read(store, [path]))
    const isSame = said.exports === expected.exports
    const fault = isSame ? null : `exports differ after kills at ${at.join(', ')} ms`
    return { kills: at.length, fault }
  }

  /** The moment of the kill, ms; `null` where the program had ended by itself. */
  private async killedOnce(path: string, took: number): Promise<number | null> {
    const began = performance.now()
    const db = join(this.folder, 'killed.db')
    const child = spawn(process.execPath, [CLI, '--db', db, 'ingest', path], { stdio: 'ignore' })
    const signal = new Promise((resolve) => child.on('close', (_, by) => resolve(by)))
    // Starting takes as long as reading: most moments ought to be those of reading.
    await pause(STARTED + this.random() * (STARTED + took))
    child.kill('SIGKILL')
    const after = Math.round(performance.now() - began)
    return (await signal) === 'SIGKILL' ? after : null
  }

  private written(name: string, entries: readonly Buffer[]): string {
    const path = join(this.folder, `${name}.mbox`)
    writeFileSync(path, Buffer.concat(entries))
    return path
  }

  private async read(store: Database, paths: readonly string[]): Promise<Said> {
    const began = performance.now()
    let chose = false
    for (const path of paths)
      await ingest(store, [path], { problem: ({ kind }) => (chose ||= kind === 'other-copy') })
    const took = performance.now() - began
    return { exports: await exportsOf(store), chose, took }
  }

  private async inStore<T>(name: string, use: (store: Database) => Promise<T>): Promise<T> {
    const db = join(this.folder, `${name}.db`)
    const store = await openForIngest(db)
    try {
      return await use(store)
    } finally {
      await store.close()
      for (const end of ['', '-wal', '-shm']) rmSync(db + end, { force: true })
    }
  }
}

/** Is there a Message-ID that two of the mails have? They may differ in white space and date alone. */
function hasTwins(entries: readonly Buffer[]): boolean {
  const ids = entries.flatMap(
    (entry) => /^message-id:\s*(<[^>]*>)/im.exec(entry.toString('latin1'))?.[1] ?? [],
  )
  return new Set(ids).size < ids.length
}

async function exportsOf(store: Database): Promise<string> {
  const rows: string[] = []
  for (const records of [linkRecords, commentRecords, issueRecords, seriesRecords])
    for await (const record of records(store, null)) rows.push(JSON.stringify(record))
  return rows.join('\n')
}
