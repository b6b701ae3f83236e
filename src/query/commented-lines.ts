import { parseDiff } from '../patch/diff.ts'
import { newLinesAt, type Sectioned } from '../patch/locate.ts'
import type { CommentedLines } from '../search/similar.ts'
import type { CommentedRow } from '../store/feedback.ts'

/** Lines around a comment that tell where it is. */
const AROUND = 5

/** A message that was commented on, with what its diffs are. */
export type PatchText = Pick<Sectioned, 'lines' | 'files'>

/** What the text of a message is, where it is commented on. */
export function patchText(body: string): PatchText {
  const lines = body.split('\n')
  return { lines, files: parseDiff(lines).files }
}

/** The lines that a comment is about, and those around them. */
export function placeIn(row: CommentedRow, patch: PatchText): CommentedLines {
  const { lines } = patch
  const inHunk = (line: string): boolean => /^[-+ ]/.test(line) || line === ''
  const [first, end] = [row.about_line - 1, row.about_end_line]
  const before = lines.slice(Math.max(0, first - AROUND), first).reverse()
  const above = takeWhile(before, inHunk)
  const below = takeWhile(lines.slice(end, end + AROUND), inHunk)
  const bare = (line: string): string => line.slice(1)
  return {
    path: row.path,
    function: row.function,
    fileLines: newLinesAt(patch, row.about_line, row.about_end_line),
    focus: lines.slice(first, end).filter(inHunk).slice(-6).map(bare),
    around: [...above, ...below].map(bare),
  }
}

function takeWhile(lines: readonly string[], fits: (line: string) => boolean): string[] {
  const end = lines.findIndex((line) => !fits(line))
  return end === -1 ? [...lines] : lines.slice(0, end)
}
