import type { Matches, SeriesMail } from '../model/review.ts'
import type { PatchMatch, PatchPlace } from '../model/versions.ts'
import { hiddenHeir } from './gaps/heirs.ts'

/** One patch through all versions: its number in each, and the match that led there. */
export interface Lineage {
  readonly cells: readonly ({ readonly number: number; readonly match: PatchMatch | null } | null)[]
}

/**
 * The patches of a series as lines through its versions. A patch follows its main heir; what was
 * split off begins a line of its own. Ordered as in the last version; what is in older ones only
 * stands below, by the last version that has it.
 */
export function lineagesOf({ series }: Pick<SeriesMail, 'series'>, matches: Matches): Lineage[] {
  const lines: { cells: Lineage['cells'][number][] }[] = []
  for (const [revisionIndex, revision] of series.revisions.entries()) {
    for (const { number } of revision.patches) {
      const match =
        (matches[revisionIndex] ?? []).find((m) => m.number === number && m.change !== 'merged') ??
        null
      const from = cameFrom(match, revisionIndex)
      const line = from && lines.find((l) => l.cells[from.position]?.number === from.number)
      if (line) line.cells[revisionIndex] = { number, match }
      else lines.push({ cells: [...Array<null>(revisionIndex).fill(null), { number, match }] })
    }
    for (const line of lines) line.cells[revisionIndex] ??= null
  }
  return lines.sort((a, b) => compare(a, b, series.revisions.length))
}

function cameFrom(match: PatchMatch | null, revisionIndex: number): PatchPlace | null {
  if (match === null || match.change === 'split') return null
  return (
    match.since ??
    (match.from === null ? null : { position: revisionIndex - 1, number: match.from })
  )
}

/**
 * The versions, by index, that may have a patch but are not complete here: from where it was seen
 * last to where it is seen again.
 */
export function unseenOf({ cells }: Lineage, matches: Matches): number[] {
  const unseen: number[] = []
  let last: PatchPlace | null = null
  for (const [position, cell] of cells.entries()) {
    if (cell) last = { position, number: cell.number }
    else if (last && (position === last.position + 1 || unseen.includes(position - 1))) {
      const { number } = last
      const isUnknown =
        position > last.position + 1
          ? hiddenHeir(matches, last.position + 1, number) !== null
          : matches[position]?.some((m) => m.from === number && m.change === 'unknown')
      if (isUnknown) unseen.push(position)
    }
  }
  return unseen
}

/** By number in the last version that both have; else what is left early goes below. */
function compare(a: Lineage, b: Lineage, versions: number): number {
  for (let v = versions - 1; v >= 0; v--) {
    const [left, right] = [a.cells[v], b.cells[v]]
    if (left && right) return left.number - right.number
    if (left || right) return left ? -1 : 1
  }
  return 0
}

/**
 * What happened to a patch where its line begins or ends, and what was split off or merged between;
 * `null` where nothing did.
 * @param taken index of the version from which it was applied
 */
export function fateOf(
  line: Lineage,
  matches: Matches,
  name: (revisionIndex: number) => string,
  taken: number | null = null,
): string | null {
  const first = line.cells.findIndex((cell) => cell !== null)
  const last = line.cells.findLastIndex((cell) => cell !== null)
  const parts = [beginningOf(line, first, name)]
  for (let v = first + 1; v <= last; v++) {
    const { since = null } = line.cells[v]?.match ?? {}
    if (since && !hiddenHeir(matches, since.position + 1, since.number))
      parts.push(`${notIn(since.position, v, name)}; again in ${name(v)}`)
    const heirs = numbersOf(
      matches[v],
      (m) => m.change === 'split' && m.from === line.cells[v - 1]?.number,
      (m) => m.number,
    )
    const taken = numbersOf(
      matches[v],
      (m) => m.change === 'merged' && m.number === line.cells[v]?.number,
      (m) => m.from,
    )
    if (heirs) parts.push(`${heirs} of ${name(v)} split off it`)
    if (taken) parts.push(`took in ${taken} of ${name(v - 1)}`)
  }
  parts.push(endingOf(line, last, matches, name, taken))
  return parts.filter((part) => part !== null).join('; ') || null
}

/** `not in v4`, `not in v5 and v6`, `not in v4 to v6`: the versions between two. */
function notIn(before: number, after: number, name: (revisionIndex: number) => string): string {
  const [first, last] = [before + 1, after - 1]
  if (first === last) return `not in ${name(first)}`
  return `not in ${name(first)} ${last === first + 1 ? 'and' : 'to'} ${name(last)}`
}

function beginningOf(
  line: Lineage,
  first: number,
  name: (revisionIndex: number) => string,
): string | null {
  const match = line.cells[first]?.match ?? null
  if (first <= 0) return null
  if (match?.change === 'split' && match.from !== null)
    return `split off ${match.from} of ${name(first - 1)}`
  return match?.change === 'unknown'
    ? `in ${name(first)}; ${name(first - 1)} is not complete here`
    : `new in ${name(first)}`
}

function endingOf(
  line: Lineage,
  last: number,
  matches: Matches,
  name: (revisionIndex: number) => string,
  taken: number | null,
): string | null {
  if (last >= line.cells.length - 1) return null
  const number = line.cells[last]?.number
  const next = name(last + 1)
  const merged = numbersOf(
    matches[last + 1],
    (m) => m.from === number && m.change === 'merged',
    (m) => m.number,
  )
  const split = numbersOf(
    matches[last + 1],
    (m) => m.from === number && m.change === 'split',
    (m) => m.number,
  )
  if (merged) return `merged into ${merged} of ${next}`
  if (split) return `split into ${split} of ${next}`
  const isUnknown = matches[last + 1]?.some((m) => m.from === number && m.change === 'unknown')
  const absent = isUnknown
    ? `not on this list in ${next}, which is not complete here`
    : `not in ${next}`
  return taken === null ? absent : `${absent}: applied from ${name(taken)}`
}

/** `3, 4`; empty where no match fits. */
function numbersOf(
  matches: readonly PatchMatch[] | undefined,
  fits: (m: PatchMatch) => boolean,
  pick: (m: PatchMatch) => number | null,
): string {
  return (matches ?? []).filter(fits).map(pick).join(', ')
}
