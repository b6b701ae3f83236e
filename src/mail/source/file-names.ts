import { isUtf8 } from 'node:buffer'

/**
 * A file's name or path with one character for each of its bytes: the names of files need not be
 * UTF-8, and strings take far less room than buffers where a folder has a million of them.
 */
export type ByteName = string

export function byteName(path: string): ByteName {
  return Buffer.from(path).toString('latin1')
}

/** The path as the file system wants it. */
export function pathOf(name: ByteName): Buffer {
  return Buffer.from(name, 'latin1')
}

/**
 * The name as text, different for different names: what is not UTF-8, and what has a backslash, is
 * written with
 * `\x5c` for each byte that is not plain ASCII.
 */
export function shownName(name: ByteName): string {
  if (!name.includes('\\')) {
    if (/^[ -~]*$/.test(name)) return name
    const bytes = pathOf(name)
    if (isUtf8(bytes)) return bytes.toString('utf8')
  }
  return name.replace(
    /[^ -[\]-~]/g,
    (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}

/**
 * Sorts by the number that a name begins with (a delivery time, a message's number), then by its
 * bytes.
 */
export function inOrder<T>(items: readonly T[], nameOf: (item: T) => ByteName): T[] {
  const keyed = items.map((item) => {
    const name = nameOf(item)
    const number = /^\d+/.exec(name)?.[0]
    return { item, name, number: number === undefined ? Infinity : Number(number) }
  })
  keyed.sort((a, b) => compare(a.number, b.number) || compare(a.name, b.name))
  return keyed.map(({ item }) => item)
}

function compare<T>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0
}
