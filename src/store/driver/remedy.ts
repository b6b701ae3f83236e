import { StoreError } from './store-error.ts'
import { serverRemedy, stateOf } from '../postgres/errors.ts'

/** The user's mistakes get a remedy; anything else is a bug and stays what it is. */
export function remedy(error: unknown, path: string): Error {
  const { code = '', message } = error as NodeJS.ErrnoException
  const known: Readonly<Record<string, string>> = {
    SQLITE_CANTOPEN: `cannot open the store ${path}; check that its folder exists and may be written to`,
    SQLITE_READONLY: `the store ${path} is read-only; make it writable or name another with --db`,
    SQLITE_FULL: `the disk is full; the store ${path} is intact, free some space and run this again`,
    SQLITE_NOTADB: `${path} is no patchtrail store; name another file with --db`,
    SQLITE_CORRUPT: `the store ${path} is damaged; restore it or ingest into a new one`,
    SQLITE_BUSY: `another patchtrail is writing to ${path}; wait for it and run this again`,
    SQLITE_IOERR: `the store ${path} cannot be read or written (${message}); check the disk`,
  }
  const text = known[code] ?? serverRemedy({ code, message }, path)
  return text ? new StoreError(text, stateOf({ code, message }) || null) : (error as Error)
}
