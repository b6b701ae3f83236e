import type { Dialect, Sql } from '../driver/dialect.ts'

/**
 * A path is named whole, by its end, by a folder of it, or by a glob over one of these.
 * @param column of the path
 */
export function pathCondition(dialect: Dialect, column: string, path: string): Sql {
  const bare = path.replace(/^\/+|\/+$/g, '')
  if (/[*?[]/.test(bare)) {
    const [whole, end] = [dialect.glob(column, bare), dialect.glob(column, `*/${bare}`)]
    return { text: `(${whole.text} OR ${end.text})`, values: [...whole.values, ...end.values] }
  }
  // What has no such letters at all is told first: it is most, and soon done.
  return {
    text: `(instr(${column}, ?) > 0 AND instr('/' || ${column} || '/', ?) > 0)`,
    values: [bare, `/${bare}/`],
  }
}

/** So that the index of paths is used, which has no rows without one. */
export function withPath({ text, values }: Sql): Sql {
  return { text: `c.path IS NOT NULL AND ${text}`, values }
}

export function fileCondition(dialect: Dialect, glob: string): Sql {
  const of = pathCondition(dialect, 'x.new_path', glob)
  const before = pathCondition(dialect, 'x.old_path', glob)
  return {
    text: `EXISTS (SELECT 1 FROM file x WHERE x.message = m.id AND (${of.text} OR ${before.text}))`,
    values: [...of.values, ...before.values],
  }
}

/**
 * The heading of a hunk names the function before its first parenthesis; what is new in a hunk,
 * those know who commented on it.
 */
export function hunkCondition(dialect: Dialect, glob: string): Sql {
  const commented = globCondition(dialect, 'x.function', glob)
  const named = dialect.glob(
    `' ' || lower(substr(x.function, 1, instr(x.function, '(')))`,
    `*[^a-z0-9_]${glob.toLowerCase()}(`,
  )
  return {
    text: `(EXISTS (SELECT 1 FROM hunk x WHERE x.message = m.id AND ${named.text})
      OR m.id IN (SELECT x.about FROM anchor x WHERE ${commented.text}))`,
    values: [...named.values, ...commented.values],
  }
}

export function globCondition(dialect: Dialect, column: string, glob: string): Sql {
  return /[*?[]/.test(glob)
    ? dialect.glob(column, glob)
    : { text: `lower(${column}) = lower(?)`, values: [glob] }
}

/**
 * Of a comment, that of its judgement; of a message, that of the revision it is in, or of its
 * comments.
 */
