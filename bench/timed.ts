import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'

/** What one run of a command took. */
export interface Timed {
  readonly seconds: number
  /** Processor time of the command and of what it started, in seconds; `null` where the shell does not tell. */
  readonly cpu: number | null
  readonly code: number | null
  /** The first line on stderr. */
  readonly error: string
  /** All lines on stderr. */
  readonly lines: readonly string[]
}

/** The shell's own clock is the one that counts what a process and its children used. */
const CLOCK = 'TIMEFORMAT="@@ %R %U %S"; time "$@"'

/** Runs a command with its output thrown away: what is measured is the work, not a terminal. */
export function timed(command: readonly string[], env: NodeJS.ProcessEnv = process.env): Timed {
  const started = performance.now()
  const { status, stderr } = spawnSync('bash', ['-c', CLOCK, '-', ...command], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    env,
    maxBuffer: 1 << 26,
  })
  return told(status, stderr ?? '', started)
}

/** The same beside others. */
export async function timedBeside(command: readonly string[]): Promise<Timed> {
  const started = performance.now()
  const child = spawn('bash', ['-c', CLOCK, '-', ...command], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const [code] = (await once(child, 'close')) as [number | null]
  return told(code, stderr, started)
}

function told(code: number | null, stderr: string, started: number): Timed {
  const lines = stderr
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const clock = lines
    .findLast((line) => line.startsWith('@@ '))
    ?.split(' ')
    .slice(1)
    .map(Number)
  return {
    seconds: clock?.[0] ?? (performance.now() - started) / 1000,
    cpu: clock ? (clock[1] ?? 0) + (clock[2] ?? 0) : null,
    code,
    error: lines.find((line) => !line.startsWith('@')) ?? '',
    lines,
  }
}

/** Is there such a program? */
export function isInstalled(program: string): boolean {
  return spawnSync('bash', ['-c', 'command -v "$1" >/dev/null', '-', program]).status === 0
}
