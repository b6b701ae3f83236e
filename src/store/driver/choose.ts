import { StoreError } from './store-error.ts'
import { DRIVER_NAMES, type Driver, type DriverName } from './driver.ts'
import { nodeDriver } from './node-sqlite.ts'
import { npmDriver } from './npm-sqlite3.ts'

/** The SQLite that runs, and why it is this one. */
export interface Chosen {
  readonly driver: Driver
  /** sqlite3 was wanted and could not be loaded. */
  readonly isInstead: boolean
}

const LOAD: Readonly<Record<DriverName, () => Promise<Driver>>> = {
  sqlite3: npmDriver,
  node: nodeDriver,
}

let chosen: Promise<Chosen> | null = null

/**
 * SQLite, loaded with the first store that is opened: help, versions and mistakes need none. That
 * of `$PATCHTRAIL_SQLITE`, else the package, else the one of Node.js. Throws StoreError.
 */
export function chosenDriver(env: NodeJS.ProcessEnv = process.env): Promise<Chosen> {
  return (chosen ??= choose(env))
}

/** What a user who asks for more is told of the SQLite that runs; `null`: it is the usual one. */
export async function insteadText(): Promise<string | null> {
  const { isInstead } = await chosenDriver()
  if (!isInstead) return null
  return `SQLite is the one of Node.js ${process.version}: the package sqlite3 was not built here (npm rebuild -g sqlite3)`
}

async function choose(env: NodeJS.ProcessEnv): Promise<Chosen> {
  const wanted = env.PATCHTRAIL_SQLITE
  if (wanted) return { driver: await asWanted(wanted), isInstead: false }
  try {
    return { driver: await npmDriver(), isInstead: false }
  } catch {
    return { driver: await nodeDriver().catch(() => none(true)), isInstead: true }
  }
}

function asWanted(wanted: string): Promise<Driver> {
  const name = DRIVER_NAMES.find((one) => one === wanted)
  if (!name)
    throw new StoreError(`PATCHTRAIL_SQLITE is "${wanted}"; it may be ${DRIVER_NAMES.join(' or ')}`)
  return LOAD[name]().catch(() => none(name === 'sqlite3'))
}

function none(isNpm: boolean): never {
  throw new StoreError(
    isNpm
      ? 'SQLite cannot be loaded here: its part in C was not built when patchtrail was installed; ' +
          'build it with: npm rebuild -g sqlite3 (npm 12: npm install -g --allow-scripts=sqlite3 patchtrail), ' +
          'or run patchtrail with Node.js 22.16 or newer, which brings its own'
      : `this Node.js (${process.version}) brings no SQLite with full text; 22.16 is the first that does`,
  )
}
