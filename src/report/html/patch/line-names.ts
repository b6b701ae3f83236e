import type { ShownLine, ShowReport } from '../../../model/report/show.ts'
import { harmlessLines } from '../../style.ts'

/**
 * Names of the places of a diff, by body line: `kmem.c-71`, and `kmem.c-old-40` for what is
 * removed. Where two files share a name their whole paths stand in it; where a line has no place of
 * its own left it has no name, for a name must stand once.
 */
export function lineNames({ lines, files }: ShowReport): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  const taken = new Set<string>()
  const bases = files.map(({ path }) => baseOf(path))
  for (const [i, file] of files.entries()) {
    const isShared = bases.some((base, k) => k !== i && base === bases[i])
    const name = harmlessLines(isShared ? file.path : (bases[i] ?? file.path))
    for (const line of lines.slice(file.line - 1, file.endLine)) {
      const at = nameOf(name, line)
      if (at === null || taken.has(at)) continue
      taken.add(at)
      found.set(line.line, at)
    }
  }
  return found
}

function baseOf(path: string): string {
  return path.split('/').at(-1) ?? path
}

function nameOf(file: string, { oldLine, newLine }: ShownLine): string | null {
  if (newLine !== null) return `${file}-${newLine}`
  return oldLine === null ? null : `${file}-old-${oldLine}`
}
