import { isElision } from '../text/elision.ts'
import { squash } from '../text/lines.ts'
import { stripLevel, stripQuotes } from '../text/quoting.ts'
import type { SourceRow } from './align.ts'
import { depthsOf, type Post } from './post.ts'

/** The quoted lines of a post without their outermost level. */
export function quotedRows(post: Post): SourceRow[] {
  return rowsWith(post, stripLevel)
}

/** The quoted lines of a post without any quote mark, to be found in older ancestors. */
export function bareRows(post: Post): SourceRow[] {
  return rowsWith(post, stripQuotes)
}

function rowsWith(post: Post, strip: (line: string) => string): SourceRow[] {
  const depths = depthsOf(post)
  const rows: SourceRow[] = []
  let breakBefore = false
  for (const [i, line] of post.lines.entries()) {
    const isQuoted = (depths[i] ?? 0) > 0
    const bare = stripQuotes(line)
    if (squash(bare) === '') continue
    if (!isQuoted || isElision(bare)) breakBefore = true
    if (!isQuoted) continue
    const text = strip(line)
    rows.push({ line: i + 1, text, key: squash(text), breakBefore })
    breakBefore = isElision(bare)
  }
  return rows
}
