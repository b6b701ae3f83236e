import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { UserError } from '../model/user-error.ts'

/**
 * A file of the user's own stands beside the store; for a store on a server in the user's data
 * folder (XDG), under the name of the server, the data base and the schema.
 */
export function ownFileOf(
  store: string,
  kind: 'kept' | 'searches' | 'seen',
  env: NodeJS.ProcessEnv = process.env,
): string {
  const name = /^\w+:\/\/(?:[^/?#]*@)?(.*)$/s.exec(store)?.[1]
  if (name === undefined) return `${store}.${kind}.json`
  const safe = name
    .replace(/\/(?=\?|$)/, '')
    .replace(/([?&])(?:ssl)?password=[^&]*&?/g, '$1')
    .replace(/[^\w.-]+/g, '_')
  return join(
    env.XDG_DATA_HOME || join(homedir(), '.local', 'share'),
    'patchtrail',
    `${safe}.${kind}.json`,
  )
}

/**
 * Reads a file of the user's own: an object by names. What is no file is nothing. Throws UserError
 * where it cannot be read.
 */
export function readOwn<T>(path: string): Readonly<Record<string, T>> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, T>
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new UserError('mistake', `${path} cannot be read; mend or remove it`)
  }
}

/** Whole or not at all: a full disk leaves the old file. Throws UserError. */
export function writeOwn(path: string, rows: Readonly<Record<string, unknown>>): void {
  const draft = `${path}.new`
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(draft, `${JSON.stringify(rows, null, 2)}\n`)
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    const { code = '' } = error as NodeJS.ErrnoException
    throw new UserError('mistake', `cannot write ${path} (${code}); what was kept is as it was`)
  }
}
