import type { Diff, FileStatus, Hunk } from '../model/diff.ts'
import type { Problem } from '../model/problem.ts'
import { hunkEnd, hunkHead } from './hunk-end.ts'
import { below, pathOf, unquotePath } from './diff-paths.ts'
import { combinedHunk, combinedPath, isCombinedHunk } from './combined-diff.ts'
import { contextHunks, isContextHeader } from './context-diff.ts'

const HUNK = /^@@+ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@+(?: (.*))?$/
const GIT = /^diff --git (.*)$/

interface Draft {
  line: number
  endLine: number
  oldPath: string | null
  newPath: string | null
  status: FileStatus
  oldMode: string | null
  newMode: string | null
  similarity: number | null
  binary: boolean
  hunks: Hunk[]
}

/**
 * Finds the files and hunks of the diffs in the lines of a body: `diff --git`
 * (git-diff, "GENERATING PATCH TEXT WITH -P"), `Index:` and plain `---`/`+++` headers. The lengths
 * in the hunk header decide where a hunk ends, so a signature `-- ` is never a deletion; a hunk
 * that ends before its length says so is kept and listed as a problem.
 */
export function parseDiff(lines: readonly string[]): Diff {
  const files: Draft[] = []
  const problems: Problem[] = []
  let file: Draft | null = null
  for (let n = 1; n <= lines.length;) {
    const line = lines[n - 1] ?? ''
    const git = GIT.exec(line)
    if (git?.[1] !== undefined) {
      file = gitFile(n, git[1])
      files.push(file)
      n++
    } else if (combinedPath(line) !== null) {
      const path = unquotePath(combinedPath(line) ?? '')
      file = { ...draft(n), oldPath: path, newPath: path }
      files.push(file)
      n++
    } else if (isPlainHeader(lines, n)) {
      file = headed(files, file, n)
      readPaths(file, line, lines[n] ?? '')
      file.endLine = n + 1
      n += 2
    } else if (isContextHeader(lines, n)) {
      file = headed(files, file, n)
      readPaths(file, line, lines[n] ?? '')
      n = readContextHunks(lines, n + 2, file)
    } else if (file && HUNK.test(line)) {
      n = readHunk(lines, n, file, problems)
    } else if (file && isCombinedHunk(line)) {
      n = readCombined(lines, n, file, problems)
    } else {
      if (file && file.hunks.length === 0 && n === file.endLine + 1 && readExtended(file, line))
        file.endLine = n
      n++
    }
  }
  return { files: files.filter((f) => f.hunks.length > 0 || f.endLine > f.line), problems }
}

/** The file whose `---` line is `n`: the one whose git header stands right above, else another. */
function headed(files: Draft[], file: Draft | null, n: number): Draft {
  if (file && file.hunks.length === 0 && file.line >= n - 12) return file
  const other = draft(n)
  files.push(other)
  return other
}

function readContextHunks(lines: readonly string[], n: number, file: Draft): number {
  const hunks = contextHunks(lines, n)
  file.hunks.push(...hunks)
  file.endLine = hunks.at(-1)?.endLine ?? n - 1
  return file.endLine + 1
}

function draft(line: number): Draft {
  return {
    line,
    endLine: line,
    oldPath: null,
    newPath: null,
    status: 'modified',
    oldMode: null,
    newMode: null,
    similarity: null,
    binary: false,
    hunks: [],
  }
}

/** `--- a/x` followed by `+++ b/x`; and a hunk below, since prose may hold such lines. */
function isPlainHeader(lines: readonly string[], n: number): boolean {
  return (
    (lines[n - 1] ?? '').startsWith('--- ') &&
    (lines[n] ?? '').startsWith('+++ ') &&
    (HUNK.test(lines[n + 1] ?? '') || isCombinedHunk(lines[n + 1] ?? ''))
  )
}

function gitFile(line: number, names: string): Draft {
  const file = draft(line)
  // Both names are equal but for renames, whose names stand in extended headers below.
  const quoted = /^("(?:[^"\\]|\\.)*"|\S+) ("(?:[^"\\]|\\.)*"|\S+)$/.exec(names)
  const same = (names.length - 5) / 2
  const bare = (names.length - 1) / 2
  if (
    Number.isInteger(bare) &&
    names[bare] === ' ' &&
    names.slice(0, bare) === names.slice(bare + 1)
  ) {
    // diff.noprefix; a file below a folder `a/` is none, since both sides would have it.
    file.oldPath = file.newPath = unquotePath(names.slice(0, bare))
  } else if (
    !names.includes('"') &&
    Number.isInteger(same) &&
    names.slice(2, 2 + same) === names.slice(5 + same)
  ) {
    file.oldPath = file.newPath = names.slice(2, 2 + same)
  } else if (quoted) {
    file.oldPath = unquotePath(quoted[1] ?? '').replace(/^a\//, '')
    file.newPath = unquotePath(quoted[2] ?? '').replace(/^b\//, '')
  }
  return file
}

function readPaths(file: Draft, oldLine: string, newLine: string): void {
  const old = pathOf(oldLine.slice(4), file.oldPath)
  const now = pathOf(newLine.slice(4), file.newPath)
  // The side that was kept before the change: `x.c~name`, `x.c.orig`.
  const kept = old?.replace(/(?:~[\w.-]*|\.orig)$/, '') ?? null
  // Trees side by side, as in `linux.orig/x` and `linux/x`: the first folder is none of the path.
  const isGit = /^"?[abciow]\//.test(oldLine.slice(4)) && /^"?[abciow]\//.test(newLine.slice(4))
  const inTrees =
    !isGit &&
    old !== null &&
    now !== null &&
    kept !== null &&
    kept !== now &&
    below(kept) === below(now) &&
    below(kept) !== ''
  file.oldPath = inTrees ? below(old) : old
  file.newPath = inTrees ? below(now) : now
  if (old === null) file.status = 'added'
  if (now === null) file.status = 'deleted'
}

/** git's extended header lines. Returns false for a line that is none. */
function readExtended(file: Draft, line: string): boolean {
  const m =
    /^(old mode|new mode|deleted file mode|new file mode|copy from|copy to|rename from|rename to|similarity index|dissimilarity index|index|Binary files|GIT binary patch|--- |\+\+\+ )\s*(.*)$/.exec(
      line,
    )
  if (!m) return false
  const value = m[2] ?? ''
  const set: Readonly<Record<string, () => void>> = {
    'old mode': () => {
      file.oldMode = value
    },
    'new mode': () => {
      file.newMode = value
    },
    'deleted file mode': () => {
      file.oldMode = value
      file.status = 'deleted'
      file.newPath = null
    },
    'new file mode': () => {
      file.newMode = value
      file.status = 'added'
      file.oldPath = null
    },
    'copy from': () => {
      file.oldPath = value
      file.status = 'copied'
    },
    'copy to': () => {
      file.newPath = value
    },
    'rename from': () => {
      file.oldPath = value
      file.status = 'renamed'
    },
    'rename to': () => {
      file.newPath = value
    },
    'similarity index': () => {
      file.similarity = parseInt(value, 10)
    },
    'Binary files': () => {
      file.binary = true
    },
    'GIT binary patch': () => {
      file.binary = true
    },
  }
  set[m[1] ?? '']?.()
  return true
}

/** Reads the hunk whose header is line `n`; returns the line after it. */
function readHunk(lines: readonly string[], n: number, file: Draft, problems: Problem[]): number {
  const m = HUNK.exec(lines[n - 1] ?? '')
  const numbers = [m?.[1], m?.[2] ?? '1', m?.[3], m?.[4] ?? '1'].map(Number)
  const [oldStart = 0, oldCount = 0, newStart = 0, newCount = 0] = numbers
  const { line, named } = hunkHead(lines, n, m?.[5] ?? '')
  const { endLine, missing, extra } = hunkEnd(lines, line, oldCount, newCount)
  if (extra > 0)
    problems.push({
      kind: 'long-hunk',
      text: `hunk goes on for ${extra} lines after its header says it ends`,
      line: n,
    })
  if (missing > 0) problems.push(shortHunk(n, missing))
  file.hunks.push({
    line,
    endLine,
    oldStart,
    oldCount,
    newStart,
    newCount,
    function: named.trim() || null,
  })
  file.endLine = endLine
  return endLine + 1
}

function readCombined(
  lines: readonly string[],
  n: number,
  file: Draft,
  problems: Problem[],
): number {
  const { hunk, missing } = combinedHunk(lines, n)
  if (missing > 0) problems.push(shortHunk(n, missing))
  file.hunks.push(hunk)
  file.endLine = hunk.endLine
  return hunk.endLine + 1
}

function shortHunk(line: number, missing: number): Problem {
  return { kind: 'short-hunk', text: `hunk ends ${missing} lines before its header says`, line }
}
