import type { Nearness, Touched } from '../model/report/feedback.ts'

/** A place that was commented on: lines of a diff, around and at the comment. */
export interface CommentedLines {
  readonly path: string | null
  readonly function: string | null
  /** First and last line in the new file. */
  readonly fileLines: readonly [number, number] | null
  /** The lines the comment is about, without signs. */
  readonly focus: readonly string[]
  /** Some lines above and below, in the same hunk. */
  readonly around: readonly string[]
}

export interface Likeness {
  readonly nearness: Nearness
  /** 0 to 27. */
  readonly score: number
}

/** What every file that is touched is compared by. */
export interface TouchedText {
  readonly touched: Touched
  /** Its lines, white space aside, each once. */
  readonly lines: ReadonlySet<string>
  readonly names: ReadonlySet<string>
}

export function touchedText(touched: Touched): TouchedText {
  return {
    touched,
    lines: new Set(touched.lines.map(collapsed)),
    names: new Set(touched.lines.flatMap(namesIn)),
  }
}

/**
 * How near a place is to what is touched: by its lines, its function, its file, and the names in
 * it.
 */
export function likeness(place: CommentedLines, { touched, lines, names }: TouchedText): Likeness {
  const sameFile =
    place.path !== null && (isWithin(place.path, touched) || place.path === touched.oldPath)
  const sameFunction = place.function !== null && touched.functions.includes(place.function)
  const focus = sharedLines(place.focus, lines)
  const around = sharedLines(place.around, lines)
  const words = sharedNames([...place.focus, ...place.around], names)
  const byLine = sameFile ? lineNearness(place.fileLines, touched.line) : 0
  const score =
    (sameFile ? 3 : 0) + (sameFunction ? 3 : 0) + 6 * focus + 6 * around + 3 * words + 6 * byLine
  return {
    nearness: nearnessOf({ sameFile, sameFunction, focus, around, byLine }),
    score: sameFile || sameFunction ? score : score / 2,
  }
}

function nearnessOf({
  sameFile,
  sameFunction,
  focus,
  around,
  byLine,
}: {
  sameFile: boolean
  sameFunction: boolean
  focus: number
  around: number
  byLine: number
}): Nearness {
  if (sameFile && (focus > 0.5 || byLine === 1)) return 'same lines'
  if (sameFile && (around > 0.4 || byLine > 0.3)) return 'near lines'
  if (sameFunction) return 'same function'
  return sameFile ? 'same file' : 'similar code'
}

/** Share of what is told by some lines that is told by others too, 0 to 1: long lines tell more. */
function sharedLines(some: readonly string[], lines: ReadonlySet<string>): number {
  let all = 0
  let shared = 0
  for (const line of some) {
    const text = collapsed(line)
    const weight = Math.min(20, text.replace(/\W/g, '').length)
    all += weight
    if (lines.has(text)) shared += weight
  }
  return all < 4 ? 0 : shared / all
}

/** Share of the names of some lines that others have too; long names tell more. */
function sharedNames(some: readonly string[], names: ReadonlySet<string>): number {
  let all = 0
  let shared = 0
  for (const name of new Set(some.flatMap(namesIn))) {
    all += name.length
    if (names.has(name)) shared += name.length
  }
  return all === 0 ? 0 : shared / all
}

/** 1 for the lines themselves, half of it ten lines away. */
function lineNearness(lines: readonly [number, number] | null, wanted: number | null): number {
  return lines === null || wanted === null
    ? 0
    : 10 / (10 + Math.max(0, lines[0] - wanted, wanted - lines[1]))
}

/** A path that was named may be a folder, or the end of one; of a diff it is whole. */
function isWithin(path: string, { path: wanted, lines }: Touched): boolean {
  return path === wanted || (lines.length === 0 && `/${path}/`.includes(`/${wanted}/`))
}

function collapsed(line: string): string {
  return line.replace(/\s+/g, ' ').trim()
}

/** Words that may be names of code: of three letters or more. */
function namesIn(line: string): string[] {
  return line.match(/[A-Za-z_]\w{2,}/g) ?? []
}

/** Names that tell most, at most `most`: those with signs of code first, long before short. */
export function tellingNames(lines: readonly string[], most: number): string[] {
  const rank = (name: string): number =>
    (name.includes('_') || /[a-z][A-Z]/.test(name) ? 100 : 0) + name.length
  return [...new Set(lines.flatMap(namesIn))]
    .sort((a, b) => rank(b) - rank(a) || (a < b ? -1 : 1))
    .slice(0, most)
}
