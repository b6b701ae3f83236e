import { deflateSync, inflateSync } from 'node:zlib'

/**
 * Characters from which a text is worth deflating: most of an archive's text is in few long
 * patches. What people write stays readable in the file.
 */
export const LONG = 4096
/** A higher one takes longer and saves little: 27.0 % of the text are left instead of 25.2. */
const LEVEL = 3

/** A long text as it is handed to SQLite in JSON: zlib data (RFC 1950) of its UTF-8, in hex. */
export interface Deflated {
  readonly z: string
}

/** A text as a column of type `LONG TEXT` keeps it in a file. */
export function deflated(text: string): string | Deflated {
  return text.length < LONG ? text : { z: deflateSync(text, { level: LEVEL }).toString('hex') }
}

/**
 * The rows with what was deflated as texts again: only a column `body` is. Throws an error with
 * SQLite's code for a damaged file where one is not as it was written.
 */
export function inflated<T>(rows: T[]): T[] {
  const [first] = rows as readonly { readonly body?: unknown }[]
  if (first?.body === undefined) return rows
  return rows.map((row) => {
    const { body } = row as { readonly body?: unknown }
    return body instanceof Uint8Array ? { ...row, body: textOf(body) } : row
  })
}

function textOf(bytes: Uint8Array): string {
  try {
    return inflateSync(bytes).toString()
  } catch (cause) {
    throw Object.assign(new Error('SQLITE_CORRUPT: a text cannot be inflated', { cause }), {
      code: 'SQLITE_CORRUPT',
    })
  }
}
