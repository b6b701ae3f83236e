import type { Value } from '../database.ts'

/** A piece of SQL and the values of its question marks, in their order. */
export interface Sql {
  readonly text: string
  readonly values: readonly Value[]
}

/**
 * A path is named whole, by its end, by a folder of it, or by a glob over one of these.
 * @param column of the path
 */
export function pathCondition(column: string, path: string): Sql {
  const bare = path.replace(/^\/+|\/+$/g, '')
  if (/[*?[]/.test(bare))
    return { text: `(${column} GLOB ? OR ${column} GLOB ?)`, values: [bare, `*/${bare}`] }
  // What has no such letters at all is told first: it is most, and soon done.
  return {
    text: `(instr(${column}, ?) AND instr('/' || ${column} || '/', ?))`,
    values: [bare, `/${bare}/`],
  }
}

/** So that the index of paths is used, which has no rows without one. */
export function withPath({ text, values }: Sql): Sql {
  return { text: `c.path IS NOT NULL AND ${text}`, values }
}

export function fileCondition(glob: string): Sql {
  const of = pathCondition('x.new_path', glob)
  const before = pathCondition('x.old_path', glob)
  return {
    text: `EXISTS (SELECT 1 FROM file x WHERE x.message = m.id AND (${of.text} OR ${before.text}))`,
    values: [...of.values, ...before.values],
  }
}

/**
 * The heading of a hunk names the function before its first parenthesis; what is new in a hunk,
 * those know who commented on it.
 */
export function hunkCondition(glob: string): Sql {
  const commented = globCondition('x.function', glob)
  return {
    text: `(EXISTS (SELECT 1 FROM hunk x WHERE x.message = m.id AND ' ' || lower(substr(x.function, 1, instr(x.function, '('))) GLOB ?) OR m.id IN (SELECT x.about FROM anchor x WHERE ${commented.text}))`,
    values: [`*[^a-z0-9_]${glob.toLowerCase()}(`, ...commented.values],
  }
}

export function globCondition(column: string, glob: string): Sql {
  return /[*?[]/.test(glob)
    ? { text: `${column} GLOB ?`, values: [glob] }
    : { text: `${column} = ? COLLATE NOCASE`, values: [glob] }
}

/**
 * Of a comment, that of its judgement; of a message, that of the revision it is in, or of its
 * comments.
 */
