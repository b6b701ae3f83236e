import type { Tag } from '../../model/review.ts'

/** What somebody took of a series needs no review any more; empty where nobody took a part. */
export function takenWords(taken: number, all: number): string {
  return taken === 0 ? '' : `${taken} of ${all} patches applied; `
}

/**
 * On what a series that is ready stands; tags that no mail gives are told apart.
 * @param part what is said of patches that were taken already
 */
export function readyWords(
  patches: readonly number[],
  reviews: readonly Tag[],
  part: string,
): string {
  const unseen = patches.filter((n) =>
    reviews.every((t) => t.patch !== n || t.state === 'unseen'),
  ).length
  const words = `every ${part === '' ? '' : 'other '}patch is reviewed or acked`
  if (unseen === 0) return words
  const many = unseen === patches.length ? 'all' : `${unseen} of ${patches.length}`
  return `${words}, ${many} by tags that no mail here gives`
}
