import { homedir } from 'node:os'
import { join } from 'node:path'
import { InvalidArgumentError } from 'commander'
import { UserError } from '../../model/user-error.ts'

/**
 * The store to use: `--db`, else `$PATCHTRAIL_DB`, else the user's data folder (XDG). Throws
 * UserError.
 */
export function storePath(given: string | undefined, env: NodeJS.ProcessEnv = process.env): string {
  if (given?.trim() === '') throw new UserError('mistake', '--db names no file')
  if (given) return given
  if (env.PATCHTRAIL_DB) return env.PATCHTRAIL_DB
  return join(
    env.XDG_DATA_HOME || join(homedir(), '.local', 'share'),
    'patchtrail',
    'patchtrail.db',
  )
}

/**
 * Exit codes of the design: done, the user's mistake, nothing found, some input not read, and what
 * was to be checked does not hold.
 */
export const EXIT = { done: 0, mistake: 1, nothing: 2, unread: 3, open: 4 } as const

/** A number that an option gives. Throws InvalidArgumentError. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It must be a number, 0 or more.')
  return Number(text)
}

/** How many rows at most; 0 is all. Throws InvalidArgumentError. */
export function rowLimit(text: string): number {
  return wholeNumber(text) || ALL_ROWS
}

/** More than any store has, and a number that SQLite takes. */
const ALL_ROWS = 2 ** 31 - 1

/** Options that stand before the command. */
export interface GlobalOptions {
  readonly db?: string
  readonly color?: string
}
