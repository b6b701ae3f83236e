/**
 * What is said of a store on a server that cannot be used; `null`: it is no mistake of the user's.
 */
export function serverRemedy(
  { code = '', message }: { readonly code?: string; readonly message: string },
  path: string,
): string | null {
  const known = KNOWN[code] ?? KNOWN[code.slice(0, 2)]
  if (known) return known(path, message)
  const [, said] = OF_THE_DRIVER.find(([pattern]) => pattern.test(message)) ?? []
  return said ? said(path, message) : null
}

/** Is the server away, or away and back: may what is safe to do twice be tried again? */
export function isOutage(state: string | null): boolean {
  const words = KNOWN[state ?? ''] ?? KNOWN[(state ?? '').slice(0, 2)]
  return words === lost || words === unreachable
}

/** Are others in the way: can the same transaction do it a little later? */
export function isInTheWay(state: string | null): boolean {
  return ['40001', '40P01', '55P03'].includes(state ?? '')
}

/** The state of an error; one of the driver's own, without any, may be a lost connection. */
export function stateOf(error: { readonly code?: string; readonly message: string }): string {
  return error.code || (LOST.test(error.message) ? '08006' : '')
}

const LOST = /Connection terminated|timeout expired|not queryable|client was closed/i

type Words = (path: string, message: string) => string

const lost: Words = (path) =>
  `the connection to ${path} was lost; what was written is intact, run this again`
const unreachable: Words = (path, message) =>
  `no PostgreSQL answers at ${path} (${message.split('\n')[0]}); start it, or name another with --db`
const refused: Words = (path, message) =>
  `PostgreSQL lets nobody in at ${path} (${message}); check the user, and the password in ~/.pgpass or $PGPASSWORD`

const denied: Words = (path, message) =>
  `the user of ${path} may not do this (${message}); let the owner of the store grant it, or name its owner in the address`
const notUtf8: Words = (path) =>
  `the data base at ${path} does not keep UTF-8; make another one: createdb --template template0 --encoding UTF8 <name>`

/** What the package `pg` says itself, without a state. */
const OF_THE_DRIVER: readonly (readonly [RegExp, Words])[] = [
  [LOST, lost],
  [
    /password must be a (?:non-empty )?string/,
    (path) =>
      `PostgreSQL wants a password at ${path}, and there is none; put it into ~/.pgpass (chmod 600), or into $PGPASSWORD`,
  ],
  [
    /does not support SSL/,
    (path) => `the server of ${path} has no TLS; turn it on there, or leave sslmode out`,
  ],
  [
    /^(?:Invalid URL|URI malformed)$/,
    (path) =>
      `${path} is no address of a server; write postgres://user@host:5432/name, and % in a password as %25`,
  ],
]

/** By SQLSTATE, by its first two letters (a class), or by the word of the system. */
const KNOWN: Readonly<Record<string, Words>> = {
  '08': lost,
  '22P05': notUtf8,
  '22021': notUtf8,
  '25006': (path) =>
    `the store ${path} is read-only (a replica?); name the server that is written to with --db`,
  '28': refused,
  '2BP01': (path, message) =>
    `something of yours rests on the tables of ${path} (${message}); drop it, and run this again`,
  '3D000': (path) => `there is no data base at ${path}; make it with: createdb <name>`,
  '3F000': denied,
  '40001': (path, message) =>
    `${path} took back what was being read or written (${message}); run this again`,
  '42501': denied,
  '53100': (path) =>
    `the disk of the server is full; the store ${path} is intact, free some space and run this again`,
  '53200': (path) => `the server of ${path} is out of memory; run this again`,
  '53300': (path) => `the server of ${path} has too many connections; run this again later`,
  '55P03': (path) => `another patchtrail is writing to ${path}; wait for it and run this again`,
  '57014': (path, message) => `${path} ended what was asked (${message}); run this again`,
  '57P01': lost,
  '57P02': lost,
  '57P03': unreachable,
  ECONNREFUSED: unreachable,
  ECONNRESET: lost,
  EPIPE: lost,
  ENOENT: unreachable,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ETIMEDOUT: unreachable,
}
