/** So many of the least numbers are compared. */
const MOST = 32
/** Of fewer lines nothing in common may be chance. */
const LEAST = 6

/** The sketch of all that several sketches stand for. */
export function pooled(sketches: readonly (readonly number[])[]): readonly number[] {
  const [first = []] = sketches
  if (sketches.length <= 1) return first
  return [...new Set(sketches.flat())].sort((a, b) => a - b).slice(0, MOST)
}

/**
 * The share of changed lines that two sketches have in common, of all that one of them has; `null`
 * where there are too few to tell.
 */
export function sharedLines(a: readonly number[], b: readonly number[]): number | null {
  if (Math.min(a.length, b.length) < LEAST) return null
  let [i, k, common, seen] = [0, 0, 0, 0]
  for (; seen < MOST && i < a.length && k < b.length; seen++) {
    const [left, right] = [a[i] ?? 0, b[k] ?? 0]
    if (left === right) common++
    if (left <= right) i++
    if (right <= left) k++
  }
  // What is left of the longer one, where the other has no more.
  seen = Math.min(MOST, seen + Math.max(a.length - i, b.length - k))
  return common / seen
}
