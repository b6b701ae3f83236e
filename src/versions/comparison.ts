import type { DiffFile, DiffLine } from '../model/diff.ts'
import type { Mail } from '../model/mail.ts'
import { editsBetween, type Edit } from '../text/diff.ts'
import { remembered } from '../text/memo.ts'
import { sideOf } from './patch-lines.ts'

/** Two lists of lines and what differs. */
export interface Comparison {
  readonly a: readonly DiffLine[]
  readonly b: readonly DiffLine[]
  readonly edits: readonly Edit[]
}

function compared(a: readonly DiffLine[], b: readonly DiffLine[]): Comparison {
  return {
    a,
    b,
    edits: editsBetween(
      a.map(({ text }) => text.trimEnd()),
      b.map(({ text }) => text.trimEnd()),
    ),
  }
}

const comparisons = remembered((_: Mail, __: string) => new Map<Mail, Comparison>())

/** Made once for two patches and a part of them, however many comments stand on it. */
export function comparedOnce(
  from: Mail,
  to: Mail,
  part: string,
  sides: () => readonly (readonly DiffLine[])[],
): Comparison {
  const known = comparisons(from, part)
  let made = known.get(to)
  if (made) return made
  const [a = [], b = []] = sides()
  known.set(to, (made = compared(a, b)))
  return made
}

/** A file of a patch against the same file of another. */
export function comparisonOf(
  from: Mail,
  to: Mail,
  file: DiffFile,
  there: DiffFile,
  side: 'old' | 'new',
): Comparison {
  return comparedOnce(from, to, `${side} ${file.line}`, () => [
    sideOf(from, file, side),
    sideOf(to, there, side),
  ])
}
