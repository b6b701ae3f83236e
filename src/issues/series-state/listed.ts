import type { Revision } from '../../model/series.ts'
import { isBlank } from '../../text/lines.ts'
import { titleKey } from '../../versions/titles.ts'

/**
 * Commits by the numbers of their patches: `[2/3] title` and below it `commit: <sha>` or an https
 * address with one, as b4 and the patchwork bot write.
 */
export function commitsListed(
  lines: readonly string[],
  all: readonly number[],
): ReadonlyMap<number, string> {
  const listed = lines.flatMap((line, i): [number, string][] => {
    const number = Number(/^\s*(?:- )?\[(?:[^\]]*,)?(\d+)\/\d+\] /.exec(line)?.[1] ?? NaN)
    if (!all.includes(number)) return []
    const after = lines.slice(i + 1, i + 4)
    const next = after.findIndex((other) => /^\s*(?:- )?\[/.test(other))
    const below = (next === -1 ? after : after.slice(0, next)).join('\n')
    const [, named, linked] =
      /\b(?:commit: *([0-9a-f]{7,})|https?:\S*?([0-9a-f]{10,}))/.exec(below) ?? []
    const commit = named ?? linked
    return commit === undefined ? [] : [[number, commit]]
  })
  return new Map(listed)
}

/** The patches of which commits are listed; `null` where none is. */
export function listedByBot(lines: readonly string[], all: readonly number[]): number[] | null {
  const listed = [...commitsListed(lines, all).keys()]
  return listed.length > 0 ? listed : null
}

/** Are there commits of patches of this version? */
export function hasCommits(lines: readonly string[], { patches }: Revision): boolean {
  return (
    listedByBot(
      lines,
      patches.map((p) => p.number),
    ) !== null
  )
}

/** Marks of a list, of a program that lists patches, of a commit; `git am` prints "Applying: ". */
const LISTED =
  /^\s*(?:(?:[-*\u2022]|\(?\d{1,3}[.)]|Applying:|patch(?: #?\d+)?:|(?:commit:? )?[0-9a-f]{7,40}|\[[^\]]*\]) *)+/i
/** A program that lists says of a patch that it is not there, or did not go in. */
const FAILED =
  /^\s*(?:\(no (?:matching )?commit|error: |fatal: |CONFLICT \(|Patch failed at |Failed to merge )/

/** Does a program say in this line that a patch did not go in? */
export function hasFailed(line: string): boolean {
  return FAILED.test(line)
}

/**
 * So `b4 ty` lists a patch whose commit it does not find. Where it finds those of others, that one
 * did not go in; where it finds none, it was told by hand to thank for all.
 */
const WITHOUT_COMMIT = /^\s*\(no commit info\)/

/** The patches whose titles stand in a list right below a line. */
export function titlesBelow(
  lines: readonly string[],
  after: number,
  { patches }: Revision,
): number[] | null {
  const numbers = new Map(patches.map((p) => [titleKey(p.title), p.number]))
  const numberOf = (text: string): number | null =>
    numbers.get(titleKey(text.replace(LISTED, ''))) ?? null
  const noneHasCommit = !lines.slice(after).some((line) => /^\s*commit: *[0-9a-f]{7}/.test(line))
  const found: number[] = []
  for (let i = after; i < lines.length; i++) {
    const [line = '', next = ''] = lines.slice(i, i + 2)
    if (isBlank(line) || (noneHasCommit && WITHOUT_COMMIT.test(line))) continue
    const alone = numberOf(line)
    const number = alone ?? numberOf(`${line} ${next.trim()}`)
    if (hasFailed(line)) return null
    if (number === null) break
    found.push(number)
    // A long title goes on in the next line.
    if (alone === null) i++
  }
  return found.length > 0 ? [...new Set(found)].sort((a, b) => a - b) : null
}
