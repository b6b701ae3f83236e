import type { ShownLine } from '../../../model/report/show.ts'

/** A row of a file that is shown side by side: what was there, and what is. */
export interface Row {
  readonly before: ShownLine | null
  readonly after: ShownLine | null
}

/**
 * Lines of a file as rows: what stands on both sides beside itself, removed lines beside the added
 * ones right after them. What is of neither side (heads of files and hunks) is a row of its own.
 */
export function rowsOf(lines: readonly ShownLine[]): Row[] {
  const rows: Row[] = []
  let removed: ShownLine[] = []
  let added: ShownLine[] = []
  const close = (): void => {
    for (let i = 0; i < Math.max(removed.length, added.length); i++)
      rows.push({ before: removed[i] ?? null, after: added[i] ?? null })
    removed = []
    added = []
  }
  for (const line of lines) {
    if (isRemoved(line)) {
      if (added.length > 0) close()
      removed.push(line)
    } else if (isAdded(line)) added.push(line)
    else {
      close()
      rows.push({ before: line, after: line })
    }
  }
  close()
  return rows
}

/** Is it on the one side alone? */
export function isRemoved({ oldLine, newLine }: ShownLine): boolean {
  return oldLine !== null && newLine === null
}

/** Is it on the other side alone? */
export function isAdded({ oldLine, newLine }: ShownLine): boolean {
  return newLine !== null && oldLine === null
}
