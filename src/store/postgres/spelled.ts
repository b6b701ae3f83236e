/**
 * A statement as PostgreSQL takes it, and the numbers of its parameters in the order of the values.
 */
const WORDS: readonly (readonly [RegExp, string])[] = [
  // What is missing comes last where the greatest is first.
  [/\bDESC\b(?! NULLS)/g, 'DESC NULLS LAST'],
  [/\bLIKE\b/g, 'ILIKE'],
  // SQLite joins in the order that is written; here the planner knows better.
  [/\bCROSS JOIN\b(?=[^()]*?\bON\b)/g, 'JOIN'],
  [/\bjson_group_array\(/g, 'json_agg('],
  [/\bjson_array\(/g, 'json_build_array('],
  [/\bgroup_concat\(/g, 'string_agg('],
  // Of what type nothing is, it wants to know.
  [/(\?\d*) IS (?=NULL|NOT NULL)/g, 'CAST($1 AS text) IS '],
  // A word of its grammar.
  [/(?<!")\bbinary\b(?!")/g, '"binary"'],
]

/** A list as one parameter: `SELECT value FROM json_each(?)`, or `json_each(?) j`. */
const LIST = /(?:SELECT (value|atom) FROM )?json_each\((\?\d*)\)(?: ([a-z]\w*)\b)?/g

/**
 * SQL of the store in the words of PostgreSQL. What a list holds is told by what is asked of it:
 * `atom` of texts, `value ->> 0` of rows, else `value` of keys (functions of `schema.ts`).
 */
export function spelled(sql: string): string {
  let text = sql.replace(LIST, (all, only: string | undefined, at: string, alias: string) => {
    const of = only ?? usedOf(sql, alias)
    const list = `${of === 'atom' ? 'json_texts' : of === 'rows' ? 'json_rows' : 'json_keys'}(${at})`
    return all.replace(`json_each(${at})`, list)
  })
  if (/\bINSERT OR IGNORE INTO\b/.test(text))
    text = `${text.replace(/\bINSERT OR IGNORE INTO\b/, 'INSERT INTO')} ON CONFLICT DO NOTHING`
  for (const [from, to] of WORDS) text = text.replace(from, to)
  return numbered(text)
}

function usedOf(sql: string, alias: string | undefined): 'atom' | 'rows' | 'value' {
  const name = alias === undefined ? String.raw`(?<!\.)\b` : String.raw`\b${alias}\.`
  if (new RegExp(`${name}value ->>`).test(sql)) return 'rows'
  return new RegExp(`${name}atom\\b`).test(sql) ? 'atom' : 'value'
}

/** `?` and `?1` as `$1`: a `?` takes the number behind the greatest before it. */
function numbered(sql: string): string {
  let last = 0
  return sql.replace(/'(?:[^']|'')*'|\?(\d*)/g, (all, digits: string | undefined) => {
    if (digits === undefined) return all
    const number = digits === '' ? last + 1 : Number(digits)
    last = Math.max(last, number)
    return `$${number}`
  })
}
