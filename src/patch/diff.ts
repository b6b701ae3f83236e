import type { Diff, FileStatus, Hunk } from '../model/diff.ts'
import type { Problem } from '../model/problem.ts'

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
    } else if (isPlainHeader(lines, n)) {
      if (!file || file.hunks.length > 0 || file.line < n - 12) files.push((file = draft(n)))
      readPaths(file, line, lines[n] ?? '')
      file.endLine = n + 1
      n += 2
    } else if (file && HUNK.test(line)) {
      n = readHunk(lines, n, file, problems)
    } else {
      if (file && file.hunks.length === 0 && n === file.endLine + 1 && readExtended(file, line))
        file.endLine = n
      n++
    }
  }
  return { files: files.filter((f) => f.hunks.length > 0 || f.endLine > f.line), problems }
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
    HUNK.test(lines[n + 1] ?? '')
  )
}

function gitFile(line: number, names: string): Draft {
  const file = draft(line)
  // Both names are equal but for renames, whose names stand in extended headers below.
  const quoted = /^("(?:[^"\\]|\\.)*"|\S+) ("(?:[^"\\]|\\.)*"|\S+)$/.exec(names)
  const same = (names.length - 5) / 2
  if (
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
  const old = pathOf(oldLine.slice(4))
  const now = pathOf(newLine.slice(4))
  // Trees side by side, as in `linux.orig/x` and `linux/x`: the first folder is none of the path.
  const isGit = /^"?[abciow]\//.test(oldLine.slice(4)) && /^"?[abciow]\//.test(newLine.slice(4))
  const inTrees =
    !isGit &&
    old !== null &&
    now !== null &&
    old !== now &&
    below(old) === below(now) &&
    below(old) !== ''
  file.oldPath = inTrees ? below(old) : old
  file.newPath = inTrees ? below(now) : now
  if (old === null) file.status = 'added'
  if (now === null) file.status = 'deleted'
}

/** The path without its first folder. */
function below(path: string): string {
  const slash = path.indexOf('/')
  return slash === -1 ? '' : path.slice(slash + 1)
}

/** The path of a `---`/`+++` line: no time stamp, no `a/` or `b/`; `/dev/null` is null. */
function pathOf(text: string): string | null {
  const path = unquotePath(text.replace(/\t.*$/, '').trim())
  return path === '/dev/null' ? null : path.replace(/^[abciow]\//, '')
}

/** A path as git quotes it (core.quotePath): C escapes, octal for bytes of UTF-8. */
function unquotePath(path: string): string {
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
  const { endLine, missing } = hunkEnd(lines, n, oldCount, newCount)
  if (missing > 0)
    problems.push({
      kind: 'short-hunk',
      text: `hunk ends ${missing} lines before its header says`,
      line: n,
    })
  file.hunks.push({
    line: n,
    endLine,
    oldStart,
    oldCount,
    newStart,
    newCount,
    function: m?.[5]?.trim() || null,
  })
  file.endLine = endLine
  return endLine + 1
}

/** The last line of a hunk by the lengths in its header, and how many lines it lacks. */
function hunkEnd(
  lines: readonly string[],
  n: number,
  oldCount: number,
  newCount: number,
): { endLine: number; missing: number } {
  let old = oldCount
  let now = newCount
  let endLine = n
  while ((old > 0 || now > 0) && endLine < lines.length) {
    const sign = signOf(lines[endLine] ?? '')
    if (sign === null || (sign === '-' && old === 0) || (sign === '+' && now === 0)) break
    if (sign === ' ' || sign === '-') old--
    if (sign === ' ' || sign === '+') now--
    endLine++
  }
  if ((lines[endLine] ?? '').startsWith('\\ ')) endLine++
  return { endLine, missing: Math.max(old, now, 0) }
}

/**
 * The sign of a hunk line. A context line may have lost its leading blank, wholly (an empty line)
 * or because the mail's white space was collapsed; such a line counts as context.
 */
function signOf(line: string): '+' | '-' | ' ' | '\\' | null {
  const c = line[0]
  if (c === '+' || c === '-' || c === ' ' || c === '\\') return c
  if (c === undefined || c === '\t') return ' '
  return /^(?:>|diff --git |@@ -)/.test(line) ? null : ' '
}
