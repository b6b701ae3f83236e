/** The path without its first folder. */
export function below(path: string): string {
  const slash = path.indexOf('/')
  return slash === -1 ? '' : path.slice(slash + 1)
}

/** A time behind a path whose tab has become a blank. */
const STAMP =
  / +(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} +\d|\d{4}-\d\d-\d\d[ T])[\d .:+-]*\d:\d\d.*$/
/** What svn puts behind a path, a tab before it or not. */
const REVISION = / \((?:original|revision \d+|working copy|nonexistent)\)\s*$/

/**
 * The path of a `---`/`+++` line: no time stamp, no `a/` or `b/`; `/dev/null` is null.
 * @param named the path as git's own header has it; where that is all of it, `a/` is a folder
 */
export function pathOf(text: string, named: string | null = null): string | null {
  const path = unquotePath(
    text.replace(/\t.*$/, '').replace(STAMP, '').replace(REVISION, '').trim(),
  )
  if (path === '/dev/null') return null
  return path === named ? path : path.replace(/^(?:\.\/|[abciow12]\/)/, '')
}

/** A path as git quotes it (core.quotePath): C escapes, octal for bytes of UTF-8. */
export function unquotePath(path: string): string {
  if (!path.startsWith('"')) return path
  const bytes = path
    .slice(1, -1)
    .replace(/\\([0-7]{3}|.)/g, (_, code: string) =>
      code.length === 3
        ? String.fromCharCode(parseInt(code, 8))
        : ({ t: '\t', n: '\n' }[code] ?? code),
    )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
