import type { DiffFile } from '../model/diff.ts'
import type { Touched } from '../model/report/feedback.ts'

/** What a user names: `path`, `path:71`, `path:function`. */
export function touchedPath(text: string): Touched {
  const [, path = text, at = ''] = /^(.*?):([\w.]+)(?:\(\))?$/.exec(text) ?? []
  const line = /^\d+$/.test(at) ? Number(at) : null
  return {
    path: path.replace(/^\.?\/+|\/+$/g, ''),
    oldPath: null,
    functions: at !== '' && line === null ? [at] : [],
    line,
    lines: [],
    changed: [],
  }
}

/**
 * The files of a diff. A file that several patches change is one.
 * @param functionOf the function that a line of a file lies in, by the number of the line in
 * `lines`
 */
export function touchedFiles(
  lines: readonly string[],
  files: readonly DiffFile[],
  functionOf: (file: DiffFile, line: number) => string | null,
): Touched[] {
  const found = new Map<string, Touched>()
  for (const file of files) {
    const path = file.newPath ?? file.oldPath
    if (path === null) continue
    const body = file.hunks.flatMap(({ line, endLine }) => lines.slice(line, endLine))
    const changed = file.hunks.flatMap(({ line, endLine }) =>
      range(line + 1, endLine).filter((n) => /^[-+]/.test(lines[n - 1] ?? '')),
    )
    const before = found.get(path)
    found.set(path, {
      path,
      oldPath: file.oldPath ?? before?.oldPath ?? null,
      line: null,
      functions: [
        ...new Set([
          ...(before?.functions ?? []),
          ...changed.flatMap((n) => functionOf(file, n) ?? []),
        ]),
      ],
      lines: [...(before?.lines ?? []), ...body.map((line) => line.slice(1))],
      changed: [...(before?.changed ?? []), ...changed.map((n) => (lines[n - 1] ?? '').slice(1))],
    })
  }
  return [...found.values()]
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
}
