import type { DiffLine } from '../../model/diff.ts'
import type { Mail } from '../../model/mail.ts'
import type { LineRange } from '../../model/reply.ts'
import type { Ported } from '../../model/versions.ts'
import { squash } from '../../text/lines.ts'
import { remembered } from '../../text/memo.ts'
import { overlap } from '../../patch/tokens.ts'
import { fileAt, hunkLinesBetween } from '../../patch/locate.ts'
import { insertionsOf, isTelling, linesIn, placeIn } from './exact.ts'

/** Of a longer range it is its last lines that a comment mostly means. */
const FOCUS = 4
/** Lines that share so much of their words are one line, edited; signs are alike everywhere. */
const ALIKE = 0.75
/** Every line of a run. */
const LEAST_ALIKE = 0.5
/** Where what stands in their place now is as like as this, they did not move. */
const STAYED = 0.5
/** A line of fewer words (`} else {`) is like many. */
const LEAST_WORDS = 2

/** Added lines one below the other, and how like the wanted ones they are. */
interface Run {
  readonly lines: readonly DiffLine[]
  readonly like: number
}

/**
 * Lines of a diff at another place of the same patch, a little edited: a function that was taken
 * apart, a variable that became a pointer on the way. Where two places are as like, none is taken,
 * nor one that stood there before.
 * @param ported what became of them by where they stood: gone, or other lines in their place
 */
export function movedAndEdited(
  from: Mail,
  range: LineRange,
  to: Mail | null,
  ported: Ported | null,
): Ported | null {
  if (to === null || ported === null) return null
  const own = tellingOf(linesIn(from, range)).slice(-FOCUS)
  if (own.length === 0 || likeIn(setsOf(own), textsAt(to, ported)) >= STAYED) return null
  const above = tellingOf(linesAbove(from, range))
  // One line that was edited is like little; lines above it may have moved with it.
  for (let more = 0; more <= FOCUS - own.length; more++) {
    const wanted = [...above.slice(above.length - more), ...own]
    const run = isTelling(wanted.map(({ text }) => text)) ? movedRun(wanted, from, to) : null
    if (run) return { fate: 'changed', place: placeIn(to, run.slice(-own.length)) }
  }
  return null
}

/** The one run of added lines that is like some, where it is new there. */
function movedRun(wanted: readonly DiffLine[], from: Mail, to: Mail): readonly DiffLine[] | null {
  const [best, next] = runsLike(setsOf(wanted), to)
  const isOne = best && (!next || best.like - next.like >= 0.1)
  return isOne && !stoodBefore(best, from) ? best.lines : null
}

/** The lines of its hunk above a range. */
function linesAbove(from: Mail, { line }: LineRange): readonly DiffLine[] {
  const file = fileAt(from, line)
  const hunk = file?.hunks.find((h) => h.line <= line && line <= h.endLine)
  return hunk ? hunkLinesBetween(from.lines, hunk, hunk.line, line - 1) : []
}

function tellingOf(lines: readonly DiffLine[]): DiffLine[] {
  return lines.filter(({ kind, text }) => kind === 'insertion' && wordsOf(text).size >= LEAST_WORDS)
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/\w+/g))
}

function setsOf(lines: readonly DiffLine[]): ReadonlySet<string>[] {
  return lines.map(({ text }) => wordsOf(text))
}

function textsAt(to: Mail, { place }: Ported): readonly string[] {
  return place?.messageId === to.id ? to.lines.slice(place.line - 1, place.endLine) : []
}

/** How like lines are to those of a place, each to the one that is most like it; 0 to 1. */
function likeIn(wanted: readonly ReadonlySet<string>[], texts: readonly string[]): number {
  const there = texts.map((text) => wordsOf(text))
  const likes = wanted.map((words) => Math.max(0, ...there.map((t) => overlap(words, t))))
  return likes.reduce((sum, like) => sum + like, 0) / wanted.length
}

/** The runs of added lines that are like some, most like first. */
function runsLike(wanted: readonly ReadonlySet<string>[], to: Mail): Run[] {
  const runs: Run[] = []
  for (const lines of tellingIn(to, ''))
    for (let at = 0; at + wanted.length <= lines.length; at++) {
      const likes = wanted.map((words, i) => overlap(words, lines[at + i]?.words ?? EMPTY))
      const like = likes.reduce((sum, one) => sum + one, 0) / wanted.length
      if (like >= ALIKE && Math.min(...likes) >= LEAST_ALIKE)
        runs.push({ like, lines: lines.slice(at, at + wanted.length).map(({ line }) => line) })
    }
  return runs.sort((a, b) => b.like - a.like)
}

const EMPTY: ReadonlySet<string> = new Set()

/** The added lines of a patch that have words, file by file. */
const tellingIn = remembered((mail: Mail, _: string) =>
  insertionsOf(mail, '').map(({ lines }) =>
    tellingOf(lines).map((line) => ({ line, words: wordsOf(line.text) })),
  ),
)

/** Did the commented patch have these very lines too, elsewhere? */
function stoodBefore({ lines }: Run, from: Mail): boolean {
  const keys = keysOf(from, '')
  return lines.every(({ text }) => keys.has(squash(text)))
}

const keysOf = remembered(
  (mail: Mail, _: string): ReadonlySet<string> =>
    new Set(insertionsOf(mail, '').flatMap(({ texts }) => texts.map(squash))),
)
