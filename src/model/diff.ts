import type { Problem } from './problem.ts'

/** What a diff does to a file. */
export const FILE_STATUSES = ['modified', 'added', 'deleted', 'renamed', 'copied'] as const
export type FileStatus = (typeof FILE_STATUSES)[number]

/** What a line of a hunk is. */
export const DIFF_LINE_KINDS = ['context', 'insertion', 'deletion'] as const
export type DiffLineKind = (typeof DIFF_LINE_KINDS)[number]

/** One line of a hunk. `text` is without the leading sign. */
export interface DiffLine {
  readonly kind: DiffLineKind
  readonly bodyLine: number
  readonly oldLine: number | null
  readonly newLine: number | null
  readonly text: string
}

/** `@@ -oldStart,oldCount +newStart,newCount @@ function`; `line`..`endLine` include the header. */
export interface Hunk {
  readonly line: number
  readonly endLine: number
  readonly oldStart: number
  readonly oldCount: number
  readonly newStart: number
  readonly newCount: number
  readonly function: string | null
}

/** One file of a diff; `line`..`endLine` include its headers. Paths are without `a/` and `b/`. */
export interface DiffFile {
  readonly line: number
  readonly endLine: number
  readonly oldPath: string | null
  readonly newPath: string | null
  readonly status: FileStatus
  readonly oldMode: string | null
  readonly newMode: string | null
  /** Percent, for renames and copies. */
  readonly similarity: number | null
  readonly binary: boolean
  readonly hunks: readonly Hunk[]
}

/** A diff as found in a body. */
export interface Diff {
  readonly files: readonly DiffFile[]
  readonly problems: readonly Problem[]
}
