import type { DiffFile } from '../../model/diff.ts'
import type { Mail } from '../../model/mail.ts'
import type { SeriesMail } from '../../model/review.ts'
import { fileAt } from '../../patch/locate.ts'
import { editsBetween, type Edit } from '../../text/diff.ts'
import { squash } from '../../text/lines.ts'
import { remembered } from '../../text/memo.ts'
import { comparisonOf } from '../../versions/comparison.ts'
import { sameFile, sideOf } from '../../versions/patch-lines.ts'
import type { CommentCase } from '../cases.ts'
import type { Scene } from '../rules/rule.ts'
import type { Successor } from '../../versions/successors.ts'
import type { Signals } from './lines.ts'
import { tellingWords, tellingWordsOf, weightOfAll } from './words.ts'

/** A part of two versions of a patch, line by line, blank lines too. */
export interface Pair {
  /** Body line of each old line. */
  readonly at: readonly number[]
  readonly old: readonly string[]
  readonly now: readonly string[]
  readonly edits: readonly Edit[]
}

/** How near, in lines, a change counts as beside the lines, in their block, in their function. */
const WINDOWS = [1, 3, 8, 25] as const

/**
 * What changed around the lines that a comment is about, up to the latest version that was sent.
 */
export function nearSignals(one: CommentCase, scene: Scene, later: readonly Successor[]): Signals {
  const { about } = one.context
  const from = about && scene.material.mails.get(about.messageId)
  const sent = later.filter(({ mail, isResent }) => mail !== null && isResent)
  const [first, last] = [sent[0], sent.at(-1)]
  if (!about || !from || !first || !last) return {}
  const signals: Signals = {}
  const said = tellingWordsOf(one.says, one.context.people)
  for (const [when, to] of [
    ['next', first],
    ['last', last],
  ] as const) {
    const pair = to.mail && pairOf(from, to.mail, about.endLine, othersOf(scene.material, to))
    if (!pair) continue
    const start = indexOf(pair.at, about.line, 'from')
    const end = indexOf(pair.at, about.endLine, 'to')
    for (const width of WINDOWS) {
      const near = pair.edits.filter((e) => e.aEnd >= start - width && e.a <= end + 1 + width)
      signals[`near-${width}-${when}`] = Math.min(20, sizeOf(near))
    }
    const block = pair.edits.filter((e) => e.aEnd >= start - 8 && e.a <= end + 9)
    const added = block.flatMap((e) => pair.now.slice(e.b, e.bEnd))
    const removed = block.flatMap((e) => pair.old.slice(e.a, e.aEnd))
    const words = tellingWords(added.join('\n'))
    const gone = tellingWords(removed.join('\n'))
    signals[`near-words-${when}`] = weightOfAll([...said].filter((w) => words.has(w)))
    signals[`near-lost-${when}`] = weightOfAll(
      [...said].filter((w) => gone.has(w) && !words.has(w)),
    )
    signals[`near-blank-${when}`] = blankChange(block, pair)
    signals[`file-edits-${when}`] = Math.min(60, sizeOf(pair.edits))
  }
  return signals
}

/** Blank lines that were added (1) or removed (-1) where nothing else was. */
function blankChange(edits: readonly Edit[], { old, now }: Pair): number {
  const isBlank = (lines: readonly string[]): boolean =>
    lines.length > 0 && lines.every((l) => l.trim() === '')
  if (edits.some((e) => isBlank(now.slice(e.b, e.bEnd)))) return 1
  return edits.some((e) => isBlank(old.slice(e.a, e.aEnd))) ? -1 : 0
}

/** How many lines were taken away and added. */
export function sizeOf(edits: readonly Edit[]): number {
  return edits.reduce((sum, e) => sum + (e.aEnd - e.a) + (e.bEnd - e.b), 0)
}

/** Place of a body line among those of a pair: the first from it on, or the last up to it. */
export function indexOf(at: readonly number[], line: number, side: 'from' | 'to'): number {
  const found =
    side === 'from' ? at.findIndex((n) => n >= line) : at.findLastIndex((n) => n <= line)
  return found === -1 ? 0 : found
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
  others: readonly Mail[] = [],
): Pair | null {
  const file = fileAt(from, line)
  const known = pairs(from, String(file?.line ?? 0))
  if (!known.has(to)) known.set(to, file ? codePair(from, file, to, others) : messagePair(from, to))
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

function codePair(from: Mail, file: DiffFile, to: Mail, others: readonly Mail[]): Pair | null {
  const [mail, there] = heirOf(from, file, to, others) ?? []
  if (!mail || !there) return null
  const { a, b, edits } = comparisonOf(from, mail, file, there, 'new')
  return {
    at: a.map((l) => l.bodyLine),
    old: a.map((l) => l.text),
    now: b.map((l) => l.text),
    edits,
  }
}

/** The file in the later patch, else in another of that version, else what is most like it. */
function heirOf(
  from: Mail,
  file: DiffFile,
  to: Mail,
  others: readonly Mail[],
): readonly [Mail, DiffFile] | null {
  const same = sameFile(file, to)
  if (same) return [to, same]
  const keys = keysOf(from, file)
  const all = [
    ...others.flatMap((mail) => {
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

function messagePair(from: Mail, to: Mail): Pair {
  const head = (mail: Mail): string[] =>
    mail.lines.slice(0, (mail.files[0]?.line ?? mail.lines.length + 1) - 1)
  const [old, now] = [head(from), head(to)]
  const bare = (lines: readonly string[]): string[] => lines.map((l) => l.trimEnd())
  return { at: old.map((_, i) => i + 1), old, now, edits: editsBetween(bare(old), bare(now)) }
}
