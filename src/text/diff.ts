import { diffArrays } from 'diff'

/**
 * Elements `a`..`aEnd` of the one side became `b`..`bEnd` of the other; 0-based, ends exclusive.
 */
export interface Edit {
  readonly a: number
  readonly aEnd: number
  readonly b: number
  readonly bEnd: number
}

/** Beyond so many single changes two texts are taken for different altogether. */
const MOST_CHANGES = 6000

/** What changed from one list of lines to the other, in order; a minimal edit script (Myers). */
export function editsBetween(left: readonly string[], right: readonly string[]): Edit[] {
  let start = 0
  while (start < left.length && start < right.length && left[start] === right[start]) start++
  let [end, other] = [left.length, right.length]
  while (end > start && other > start && left[end - 1] === right[other - 1]) {
    end--
    other--
  }
  if (start === end && start === other) return []
  const whole: Edit = { a: start, aEnd: end, b: start, bEnd: other }
  if (start === end || start === other) return [whole]
  const changes = diffArrays(left.slice(start, end), right.slice(start, other), {
    maxEditLength: MOST_CHANGES,
  })
  if (!changes) return [whole]
  const edits: Edit[] = []
  let [a, b] = [start, start]
  for (const { added, removed, count } of changes) {
    const edit: Edit = { a, b, aEnd: removed ? a + count : a, bEnd: added ? b + count : b }
    const last = edits.at(-1)
    if (!added && !removed) {
      a += count
      b += count
      continue
    }
    if (last && last.aEnd === a && last.bEnd === b)
      edits[edits.length - 1] = { ...last, aEnd: edit.aEnd, bEnd: edit.bEnd }
    else edits.push(edit)
    ;[a, b] = [edit.aEnd, edit.bEnd]
  }
  return edits
}
