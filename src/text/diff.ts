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

/** What changed from one list of lines to the other, in order; a minimal edit script. */
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
  const numbers = new Map<string, number>()
  const steps = stepsBetween(
    numbered(left, start, end, numbers),
    numbered(right, start, other, numbers),
  )
  return steps ? editsFrom(steps, start, whole) : [whole]
}

/** Lines as numbers, equal where they are equal. */
function numbered(
  lines: readonly string[],
  start: number,
  end: number,
  numbers: Map<string, number>,
): Int32Array {
  const out = new Int32Array(end - start)
  for (let i = start; i < end; i++) {
    const line = lines[i] ?? ''
    let number = numbers.get(line)
    if (number === undefined) numbers.set(line, (number = numbers.size))
    out[i - start] = number
  }
  return out
}

/** How far each diagonal gets with so many changes. A diagonal is left minus right. */
interface Step {
  /** The lowest diagonal; the others follow by two. */
  readonly low: number
  /** Elements of the left side that are passed. */
  readonly passed: Int32Array
}

/** Nothing gets to a diagonal. */
const NOWHERE = -1

/**
 * How far each number of changes gets, up to the end of both sides (E. W. Myers, An O(ND)
 * Difference Algorithm and Its Variations, 1986, section 4). A diagonal that has met an edge bounds
 * the others: beyond it nothing is shorter. `null` where there are too many changes.
 */
function stepsBetween(a: Int32Array, b: Int32Array): Step[] | null {
  const [n, m] = [a.length, b.length]
  const steps: Step[] = []
  let [least, most] = [-Infinity, Infinity]
  for (let d = 0; d <= Math.min(MOST_CHANGES, n + m); d++) {
    const before = steps[d - 1]
    const low = Math.max(least, -d)
    const passed = new Int32Array(Math.max(0, (Math.min(most, d) - low + 2) >> 1)).fill(NOWHERE)
    steps.push({ low, passed })
    for (let k = low; k <= Math.min(most, d); k += 2) {
      let x = before ? entered(before, k, n, m) : 0
      if (x === NOWHERE) continue
      while (x < n && x - k < m && a[x] === b[x - k]) x++
      passed[(k - low) >> 1] = x
      if (x >= n && x - k >= m) return steps
      if (x >= n) most = k - 1
      if (x - k >= m) least = k + 1
    }
  }
  return null
}

/**
 * Where a diagonal is entered with one change more: from the one that got further, and where both
 * got as far, by leaving out an element of the left side.
 */
function entered(before: Step, k: number, n: number, m: number): number {
  const [removing, adding] = [passedOn(before, k - 1), passedOn(before, k + 1)]
  const canRemove = removing !== NOWHERE && removing < n
  const canAdd = adding !== NOWHERE && adding - k <= m
  if (canAdd && (!canRemove || removing < adding)) return adding
  return canRemove ? removing + 1 : NOWHERE
}

function passedOn({ low, passed }: Step, k: number): number {
  return k < low ? NOWHERE : (passed[(k - low) >> 1] ?? NOWHERE)
}

/** The way back through the steps, as edits; those without an equal element between are one. */
function editsFrom(steps: readonly Step[], start: number, { aEnd, bEnd }: Edit): Edit[] {
  const [n, m] = [aEnd - start, bEnd - start]
  const edits: Edit[] = []
  // What follows the edit that is being gathered is equal from here on.
  let [aTo, bTo] = [n, m]
  let k = n - m
  for (let d = steps.length - 1; d >= 0; d--) {
    const before = steps[d - 1]
    const x = before ? entered(before, k, n, m) : 0
    const passed = passedOn(steps[d] as Step, k)
    if (passed > x || d === 0) {
      if (aTo > passed || bTo > passed - k)
        edits.push({
          a: start + passed,
          aEnd: start + aTo,
          b: start + passed - k,
          bEnd: start + bTo,
        })
      ;[aTo, bTo] = [x, x - k]
    }
    if (before) k += passedOn(before, k + 1) === x ? 1 : -1
  }
  return edits.reverse()
}
