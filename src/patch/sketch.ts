import type { PatchCode } from '../model/content.ts'
import type { Diff } from '../model/diff.ts'
import { squash } from '../text/lines.ts'

/** So many numbers tell what share two patches have in common, to some eight percent. */
const SKETCH = 32
/** Shorter lines (blank ones, lone braces) are in every patch. */
const LEAST_LINE = 4

/**
 * What a diff changes, as numbers: of each changed line one, whatever its white space. `null` where
 * no line of text is changed.
 */
export function codeOf(lines: readonly string[], { files }: Diff): PatchCode | null {
  let whole = START
  const seen = new Set<number>()
  for (const file of files) {
    whole = hash(file.newPath ?? file.oldPath ?? '', whole)
    for (const hunk of file.hunks) {
      for (let n = hunk.line + 1; n <= hunk.endLine; n++) {
        const line = lines[n - 1] ?? ''
        if (line[0] !== '+' && line[0] !== '-') continue
        const text = squash(line)
        whole = hash(text, whole)
        if (text.length >= LEAST_LINE) seen.add(hash(text, START))
      }
    }
  }
  if (whole === START) return null
  return { whole, sketch: [...seen].sort((a, b) => a - b).slice(0, SKETCH) }
}

const START = 0x811c9dc5

/** FNV-1a, 32 bits, going on from another number. */
function hash(text: string, from: number): number {
  let value = from
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  // The low bits alone would order short texts by their last character.
  value ^= value >>> 15
  value = Math.imul(value, 0x2c1b3c6d)
  return (value ^ (value >>> 12)) >>> 0
}
