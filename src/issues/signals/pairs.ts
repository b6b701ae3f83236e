import type { Part } from '../../model/content.ts'
import type { DiffFile } from '../../model/diff.ts'
import type { Mail } from '../../model/mail.ts'
import type { SeriesMail } from '../../model/review.ts'
import { fileAt } from '../../patch/locate.ts'
import { editsBetween, type Edit } from '../../text/diff.ts'
import { collapse, squash } from '../../text/lines.ts'
import { remembered } from '../../text/memo.ts'
import { comparisonOf } from '../../versions/comparison.ts'
import { sameFile, sideOf } from '../../versions/patch-lines.ts'
import type { Successor } from '../../versions/successors.ts'
import { tellingWordsAt } from './words.ts'

/** A part of two versions of a patch, line by line, blank lines too. */
export interface Pair {
  /** Body line of each old line. */
  readonly at: readonly number[]
  readonly old: readonly string[]
  readonly now: readonly string[]
  readonly edits: readonly Edit[]
  /** The telling words of each line of the old side, and of the new one. */
  readonly oldWords: (index: number) => readonly string[]
  readonly nowWords: (index: number) => readonly string[]
}

/**
 * Place of a body line among those of a pair, which ascend: the first from it on, or the last up to
 * it.
 */
export function indexOf(at: readonly number[], line: number, side: 'from' | 'to'): number {
  const wanted = side === 'from' ? line : line + 1
  let [low, high] = [0, at.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((at[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  if (side === 'to') return Math.max(0, low - 1)
  return low === at.length ? 0 : low
}

const pairs = remembered((_: Mail, __: string) => new Map<Mail, Pair | null>())

/**
 * The file, or the message, that has a line, in two versions; `null` where the later has none.
 * @param others the other patches of the later version: the file may be in one of them now
 */
export function pairOf(
  from: Mail,
  to: Mail,
  line: number,
  others: () => readonly Mail[],
): Pair | null {
  const file = fileAt(from, line)
  const isOfMade = file === null && isMade(from, line)
  const known = pairs(from, isOfMade ? 'made' : String(file?.line ?? 0))
  if (!known.has(to))
    known.set(to, file ? codePair(from, file, to, others) : messagePair(from, to, isOfMade))
  return known.get(to) ?? null
}

/** The other patches of the version that a successor is of. */
export function othersOf(
  { series, mails }: SeriesMail,
  { revisionIndex, mail }: Successor,
): readonly Mail[] {
  return (series.revisions[revisionIndex]?.patches ?? [])
    .filter(({ messageId }) => messageId !== mail?.id)
    .flatMap(({ messageId }) => mails.get(messageId) ?? [])
}

function codePair(
  from: Mail,
  file: DiffFile,
  to: Mail,
  others: () => readonly Mail[],
): Pair | null {
  const [mail, there] = heirOf(from, file, to, others) ?? []
  if (!mail || !there) return null
  const { a, b, edits } = comparisonOf(from, mail, file, there, 'new')
  return {
    at: a.map((l) => l.bodyLine),
    old: a.map((l) => l.text),
    now: b.map((l) => l.text),
    edits,
    oldWords: (i) => tellingWordsAt(from.lines, (a[i]?.bodyLine ?? 0) - 1),
    nowWords: (i) => tellingWordsAt(mail.lines, (b[i]?.bodyLine ?? 0) - 1),
  }
}

/** The file in the later patch, else in another of that version, else what is most like it. */
function heirOf(
  from: Mail,
  file: DiffFile,
  to: Mail,
  others: () => readonly Mail[],
): readonly [Mail, DiffFile] | null {
  const same = sameFile(file, to)
  if (same) return [to, same]
  const keys = keysOf(from, file)
  const all = [
    ...others().flatMap((mail) => {
      const found = sameFile(file, mail)
      return found ? [[mail, found] as const] : []
    }),
    ...to.files.map((other) => [to, other] as const),
  ]
  let best: readonly [Mail, DiffFile] | null = null
  let most = keys.size * ALIKE
  for (const one of all) {
    const shared = [...keysOf(...one)].filter((key) => keys.has(key)).length
    if (shared > most) [best, most] = [one, shared]
  }
  return best
}

/** Of the lines of a file, how many another must have to be taken for it under another name. */
const ALIKE = 0.25

function keysOf(mail: Mail, file: DiffFile): Set<string> {
  const keys = sideOf(mail, file, 'new').map(({ text }) => squash(text))
  return new Set(keys.filter((key) => key.length > 3))
}

/** What is written anew with each version by programs and by those who collect tags. */
const MADE: ReadonlySet<Part> = new Set(['trailers', 'diffstat'])

/** The messages of two patches. @param withMade with tags and sizes */
function messagePair(from: Mail, to: Mail, withMade: boolean): Pair {
  const head = (mail: Mail): number[] =>
    mail.lines
      .slice(0, (mail.files[0]?.line ?? mail.lines.length + 1) - 1)
      .map((_, i) => i)
      .filter((i) => withMade || !isMade(mail, i + 1))
  const [before, after] = [head(from), head(to)]
  const textOf = (mail: Mail, rows: readonly number[]): string[] =>
    rows.map((i) => mail.lines[i] ?? '')
  const [old, now] = [textOf(from, before), textOf(to, after)]
  return {
    at: before.map((i) => i + 1),
    old,
    now,
    edits: editsBetween(old.map(collapse), now.map(collapse)),
    oldWords: (i) => tellingWordsAt(from.lines, before[i] ?? -1),
    nowWords: (i) => tellingWordsAt(to.lines, after[i] ?? -1),
  }
}

function isMade({ sections }: Mail, line: number): boolean {
  return sections.some((s) => MADE.has(s.part) && s.line <= line && line <= s.endLine)
}
