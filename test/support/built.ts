import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const DIST = join(ROOT, 'dist')
/** A folder: making one is a lock that no two test files get. */
const LOCK = join(DIST, '.building')
/** A build takes some 10 s; a lock that is older belonged to a run that was killed. */
const STALE_LOCK_MS = 120_000

/** When a file was written last, ms since 1970; 0 where there is none. */
function writtenAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function isOld(): boolean {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(ROOT, 'src', name))
  const newest = Math.max(...[join(ROOT, 'tsconfig.build.json'), ...sources].map(writtenAt))
  return writtenAt(join(DIST, 'cli.js')) < newest
}

/** `false` where another test file builds. */
function locked(): boolean {
  mkdirSync(DIST, { recursive: true })
  try {
    mkdirSync(LOCK)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    if (Date.now() - writtenAt(LOCK) > STALE_LOCK_MS) rmdirSync(LOCK)
    return false
  }
}

/** Throws with what the compiler says, where the sources have mistakes. */
function build(): void {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
  try {
    execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
      cwd: ROOT,
      encoding: 'utf8',
    })
  } catch (error) {
    throw new Error(`the sources do not build\n${(error as { stdout: string }).stdout}`)
  }
}

/** Builds the program where its sources are newer, so that a test file run by itself tests what they say now. */
function upToDate(): void {
  while (isOld()) {
    if (!locked()) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
      continue
    }
    try {
      if (isOld()) build()
      return
    } finally {
      rmdirSync(LOCK)
    }
  }
}

upToDate()

/** The built program, as new as its sources. */
export const CLI = join(DIST, 'cli.js')
