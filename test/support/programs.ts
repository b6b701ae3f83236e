import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { CLI } from './built.ts'

/** What a run of the program left behind. */
export interface Ran {
  /** `null` where it was killed. */
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A run of the program that may be killed before it ends. */
export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ran>
}

/** Starts the program on a store, without colours and `$EMAIL`. */
export function started(db: string, ...args: string[]): Running {
  const { EMAIL: _, ...env } = process.env
  const child = spawn(process.execPath, [CLI, '--db', db, ...args], {
    env: { ...env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text))
  return {
    child,
    ended: once(child, 'close').then(([code]) => ({ code: code as number | null, ...said })),
  }
}

/** Runs the program to its end. */
export function patchtrail(db: string, ...args: string[]): Promise<Ran> {
  return started(db, ...args).ended
}
