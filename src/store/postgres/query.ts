/** A query of a full-text index, taken apart. */
export type TextQuery =
  | { readonly type: 'and' | 'or'; readonly of: readonly TextQuery[] }
  | {
      readonly type: 'phrase'
      /** Columns that it may stand in; empty: all. */
      readonly fields: readonly string[]
      readonly words: string
      /** The last word may be the beginning of a longer one. */
      readonly open: boolean
    }

const TOKEN = /\s*(?:("(?:[^"]|"")*")(\*?)|\{([^}]*)\}\s*:|(AND|OR)\b|([()]))/y

/**
 * Reads what `search/conditions.ts` writes: phrases in quotation marks, `*` behind an open one,
 * `AND`, `OR`, parentheses, and columns as `{own dfb} :` before a phrase or a parenthesis (SQLite,
 * FTS5).
 */
export function parsedQuery(text: string): TextQuery {
  return new Reader(text).either([])
}

class Reader {
  private at = 0

  constructor(private readonly text: string) {}

  either(fields: readonly string[]): TextQuery {
    return this.list('or', 'OR', () => this.both(fields))
  }

  private both(fields: readonly string[]): TextQuery {
    return this.list('and', 'AND', () => this.one(fields))
  }

  private list(type: 'and' | 'or', word: string, item: () => TextQuery): TextQuery {
    const of = [item()]
    while (this.taken(word)) of.push(item())
    const [only] = of
    return only !== undefined && of.length === 1 ? only : { type, of }
  }

  private one(fields: readonly string[]): TextQuery {
    const [, quoted, star, columns, , sign] = this.next()
    if (columns !== undefined) return this.one(columns.trim().split(/\s+/))
    if (quoted !== undefined)
      return {
        type: 'phrase',
        fields,
        words: quoted.slice(1, -1).replaceAll('""', '"'),
        open: star === '*',
      }
    if (sign !== '(') throw this.wrong()
    const inner = this.either(fields)
    if (!this.taken(')')) throw this.wrong()
    return inner
  }

  private taken(word: string): boolean {
    const before = this.at
    if (this.text.slice(before).trim() === '') return false
    const [, , , , name, sign] = this.next()
    if ((name ?? sign) === word) return true
    this.at = before
    return false
  }

  private next(): RegExpExecArray {
    TOKEN.lastIndex = this.at
    const found = TOKEN.exec(this.text)
    if (!found) throw this.wrong()
    this.at = TOKEN.lastIndex
    return found
  }

  private wrong(): Error {
    return new Error(`no query of a full-text index, at ${this.at}: ${this.text}`)
  }
}
