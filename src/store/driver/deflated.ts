import { deflateSync, inflateSync } from 'node:zlib'

/**
 * Characters from which a text is worth deflating: seven eighths of an archive's text are in the
 * longer half of its mails. What is short stays readable in the file.
 */
export const LONG = 2048
/** A long text as it is handed to SQLite in JSON: zlib data (RFC 1950) of its UTF-8, in hex. */
export interface Deflated {
  readonly z: string
}

/** A text as a column of type `LONG TEXT` keeps it in a file. */
export function deflated(text: string): string | Deflated {
  return text.length < LONG ? text : { z: deflateSync(text).toString('hex') }
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
