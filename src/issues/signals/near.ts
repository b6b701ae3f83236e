import type { Mail } from '../../model/mail.ts'
import { fileAt } from '../../patch/locate.ts'
import { editsBetween, type Edit } from '../../text/diff.ts'
import { remembered } from '../../text/memo.ts'
import { comparisonOf } from '../../versions/comparison.ts'
import { sameFile } from '../../versions/patch-lines.ts'
import type { CommentCase } from '../cases.ts'
import type { Scene } from '../rules/rule.ts'
import type { Successor } from '../../versions/successors.ts'
import type { Signals } from './lines.ts'
import { tellingWords, tellingWordsOf, weightOfAll } from './words.ts'

/** A part of two versions of a patch, line by line, blank lines too. */
interface Pair {
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
  const sent = later.flatMap(({ mail, isResent }) => (mail && isResent ? [mail] : []))
  const [first, last] = [sent[0], sent.at(-1)]
  if (!about || !from || !first || !last) return {}
  const signals: Signals = {}
  const said = tellingWordsOf(one.says, one.context.people)
  for (const [when, to] of [
    ['next', first],
    ['last', last],
  ] as const) {
    const pair = pairOf(from, to, about.endLine)
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

function sizeOf(edits: readonly Edit[]): number {
  return edits.reduce((sum, e) => sum + (e.aEnd - e.a) + (e.bEnd - e.b), 0)
}

function indexOf(at: readonly number[], line: number, side: 'from' | 'to'): number {
  const found =
    side === 'from' ? at.findIndex((n) => n >= line) : at.findLastIndex((n) => n <= line)
  return found === -1 ? 0 : found
}

const pairs = remembered((_: Mail, __: string) => new Map<Mail, Pair | null>())

function pairOf(from: Mail, to: Mail, line: number): Pair | null {
  const file = fileAt(from, line)
  const known = pairs(from, String(file?.line ?? 0))
  if (!known.has(to)) known.set(to, file ? codePair(from, to, line) : messagePair(from, to))
  return known.get(to) ?? null
}

function codePair(from: Mail, to: Mail, line: number): Pair | null {
  const file = fileAt(from, line)
  const there = file && sameFile(file, to)
  if (!file || !there) return null
  const { a, b, edits } = comparisonOf(from, to, file, there, 'new')
  return {
    at: a.map((l) => l.bodyLine),
    old: a.map((l) => l.text),
    now: b.map((l) => l.text),
    edits,
  }
}

function messagePair(from: Mail, to: Mail): Pair {
  const head = (mail: Mail): string[] =>
    mail.lines.slice(0, (mail.files[0]?.line ?? mail.lines.length + 1) - 1)
  const [old, now] = [head(from), head(to)]
  const bare = (lines: readonly string[]): string[] => lines.map((l) => l.trimEnd())
  return { at: old.map((_, i) => i + 1), old, now, edits: editsBetween(bare(old), bare(now)) }
}
