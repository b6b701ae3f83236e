import type { DiffFile, DiffLine, Hunk } from '../model/diff.ts'
import type { Mail } from '../model/mail.ts'
import type { LineRange } from '../model/reply.ts'
import type { Ported } from '../model/versions.ts'
import { isBlank, squash, squashedLines } from '../text/lines.ts'
import { remembered } from '../text/memo.ts'
import { hunkLines } from '../patch/locate.ts'

/** How often each changed line stands in a patch; keys are sign and text without white space. */
export type Bag = ReadonlyMap<string, number>

/**
 * All changed lines of a patch but those that say nothing by themselves (empty lines, lone braces).
 */
export function changedLines(mail: Mail): Map<string, number> {
  const bag = new Map<string, number>()
  const keys = squashedLines(mail.lines)
  for (const file of mail.files) {
    for (const hunk of file.hunks) {
      for (let n = hunk.line + 1; n <= hunk.endLine; n++) {
        const line = mail.lines[n - 1] ?? ''
        if (line[0] !== '+' && line[0] !== '-') continue
        const key = keys[n - 1] ?? ''
        if (key.length > 3) bag.set(key, (bag.get(key) ?? 0) + 1)
      }
    }
  }
  return bag
}

/** How often each name of five characters or more stands in the changed lines of a patch. */
export function namesIn(lines: Bag): Map<string, number> {
  const bag = new Map<string, number>()
  for (const line of lines.keys()) {
    for (const [name] of line.matchAll(/[A-Za-z_]\w{4,}/g)) bag.set(name, (bag.get(name) ?? 0) + 1)
  }
  return bag
}

/** The changed lines of a patch in order, file by file: equal for two patches that do the same. */
export function patchIdentity(mail: Mail): string {
  const keys = squashedLines(mail.lines)
  return mail.files
    .map((file) => {
      const changed = [file.oldPath, file.newPath, file.oldMode, file.newMode]
      for (const hunk of file.hunks)
        for (let at = hunk.line; at < hunk.endLine; at++)
          if (/^[-+]/.test(mail.lines[at] ?? '')) changed.push(keys[at] ?? '')
      return changed.join('\n')
    })
    .join('\n\n')
}

/** A line that says less (blank, a lone brace) stands in many places. */
const LEAST = 4

/** A changed line that begins a run of them, with the hunk it is in. */
interface Changed {
  readonly at: number
  readonly isFirst: boolean
  /** Where the lines of its hunk stand that stay, those that stand there once. */
  readonly staying: ReadonlyMap<string, number>
}

/**
 * Of two patches that change the same lines in the same order: does one of these stand above a line
 * of the file in one, and below it in the other? Other lines around them are no move: the file has
 * changed below the patch.
 */
export function hasMovedLines(a: Mail, b: Mail): boolean {
  const [left, right] = [changedOf(a), changedOf(b)]
  return (
    left.length === right.length &&
    left.length <= MOST_CHANGED &&
    left.some((one, i) => {
      const other = right[i]
      return other !== undefined && (one.isFirst || other.isFirst) && isAcross(one, other)
    })
  )
}

/** Longer patches are compared by their lines alone. */
const MOST_CHANGED = 2000
/** What stands in many places: of such lines two must cross. */
const COMMON = /^(?:break|continue|return-?\w*|\}?else\{?|default|case\w+|goto\w+)[;:]*$/
const ENOUGH_ACROSS = 2

function isAcross(one: Changed, other: Changed): boolean {
  let across = 0
  for (const [key, at] of one.staying) {
    const there = other.staying.get(key)
    if (there === undefined || at < one.at === there < other.at) continue
    across += COMMON.test(key) ? 1 : ENOUGH_ACROSS
    if (across >= ENOUGH_ACROSS) return true
  }
  return false
}

function changedOf(mail: Mail): Changed[] {
  const keys = squashedLines(mail.lines)
  return mail.files.flatMap(({ hunks }) => hunks.flatMap((hunk) => changedIn(mail, keys, hunk)))
}

function changedIn({ lines }: Mail, keys: readonly string[], hunk: Hunk): Changed[] {
  const places = new Map<string, number>()
  const twice = new Set<string>()
  const changed: number[] = []
  for (let at = hunk.line; at < hunk.endLine; at++) {
    const key = keys[at] ?? ''
    if (/^[-+]/.test(lines[at] ?? '')) changed.push(at)
    else if (places.has(key)) twice.add(key)
    else if (key.length >= LEAST) places.set(key, at)
  }
  for (const key of twice) places.delete(key)
  return changed.map((at, i) => ({ at, isFirst: changed[i - 1] !== at - 1, staying: places }))
}

/** Lines of the commit message, without in-body headers and the trailers that end it. */
export function messageLines(mail: Mail): string[] {
  const sections = mail.sections.filter(({ part }) => part === 'commit-message')
  const lines = sections.flatMap(({ line, endLine }) => mail.lines.slice(line - 1, endLine))
  const start = lines[0]?.startsWith('From: ') ? 1 : 0
  return lines.slice(start)
}

/** Lines of one side of a file as far as its hunks show them. */
export function sideOf(mail: Mail, file: DiffFile, side: 'old' | 'new'): readonly DiffLine[] {
  let known = sides[side].get(file)
  if (known) return known
  const left = side === 'old' ? 'insertion' : 'deletion'
  known = file.hunks
    .flatMap((hunk) => hunkLines(mail.lines, hunk))
    .filter(({ kind }) => kind !== left)
  sides[side].set(file, known)
  return known
}

/** Once for each file: many comments stand on one. */
const sides = {
  old: new WeakMap<DiffFile, readonly DiffLine[]>(),
  new: new WeakMap<DiffFile, readonly DiffLine[]>(),
}

/** The file of another patch that is this one: by its path in the new tree, else in the old one. */
export function sameFile(file: DiffFile, mail: Mail): DiffFile | null {
  const path = pathOf(file)
  return (
    mail.files.find((f) => pathOf(f) === path) ??
    mail.files.find((f) => f.oldPath !== null && f.oldPath === file.oldPath) ??
    null
  )
}

export function pathsOf(mail: Mail): Set<string> {
  return new Set(mail.files.flatMap((file) => pathOf(file) ?? []))
}

/** `linux-6.17/`: the folder of an unpacked release, where `diff` ran beside it. */
const UNPACKED = /^[a-z][\w+-]*-v?\d+\.\d[\w.+-]*\//i

/** Where a file stands, by its path in the new tree, else in the old one. */
export function pathOf({ newPath, oldPath }: DiffFile): string | null {
  return (newPath ?? oldPath)?.replace(UNPACKED, '') ?? null
}

/** Where a run of texts stands among others; -1: nowhere. */
export function indexOfRun(all: readonly string[], run: readonly string[]): number {
  const [first = ''] = run
  for (let at = all.indexOf(first); at !== -1; at = all.indexOf(first, at + 1)) {
    let k = 1
    while (k < run.length && all[at + k] === run[k]) k++
    if (k === run.length) return at
  }
  return -1
}

/** Numbers of the lines of one part that are not blank. */
export const linesOfPart = remembered((mail: Mail, part: string): number[] =>
  mail.sections
    .filter((s) => s.part === part)
    .flatMap(({ line, endLine }) =>
      mail.lines.slice(line - 1, endLine).flatMap((text, i) => (isBlank(text) ? [] : [line + i])),
    ),
)

/** Parts that others add to, or that each version has anew. */
const ASIDE = ['trailers', 'diffstat', 'changelog'] as const
type Aside = (typeof ASIDE)[number]

/** Does a part stand beside what a patch says and does? */
export function isAside(part: string | null): part is Aside {
  return ASIDE.some((one) => one === part)
}

/**
 * Carries lines that stand beside what a patch says. A tag beside the quoted ones leaves them as
 * they were. Other numbers in a diffstat, and the changelog of another version, tell nothing of
 * what was commented on.
 * @returns `null` for tags that are not as they were
 */
export function portAside(from: Mail, range: LineRange, to: Mail, part: Aside): Ported | null {
  const keyAt = part === 'diffstat' ? fileInStat : textAt
  const there = new Map(linesOfPart(to, part).map((n) => [keyAt(to, n), n]))
  const wanted = linesOfPart(from, part).filter(
    (n) => n >= range.line && n <= range.endLine && keyAt(from, n) !== '',
  )
  const places = wanted.flatMap((n) => there.get(keyAt(from, n)) ?? [])
  const place =
    places.length === 0
      ? null
      : { messageId: to.id, line: Math.min(...places), endLine: Math.max(...places) }
  const isSame =
    places.length === wanted.length &&
    wanted.every((n, i) => textAt(from, n) === textAt(to, places[i] ?? 0))
  if (isSame && place) return { fate: 'unchanged', place }
  if (part === 'trailers') return null
  const isGone = part === 'diffstat' && wanted.length > 0 && place === null
  return { fate: isGone ? 'gone' : 'unknown', place }
}

function textAt({ lines }: Mail, n: number): string {
  return squash(lines[n - 1] ?? '')
}

/** The name of the file without its folders, which a diffstat cuts as they fit; empty: none. */
function fileInStat({ lines }: Mail, n: number): string {
  const text = lines[n - 1] ?? ''
  return /([^\s/{}]+)\}?\s+\|\s+(?:\d|Bin|Unmerged)/.exec(text)?.[1] ?? ''
}
