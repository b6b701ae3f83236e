import { isBlank } from '../../text/lines.ts'

const SINCE = /^\s*The following changes since commit [0-9a-f]{7,}/
const AVAILABLE = /\bavailable in the (?:git )?repository at:?\s*$/i
const TREE = /^\s*(?:(?:git|https?|ssh):\/\/\S+|\S+@\S+:\S+|\S+\/\S+\.git\b)/
/** "Tova Lindqvist (2):", and below it set in what is to be pulled of him. */
const OF_ONE = /^\s*\S.* \((\d+)\):$/

/** What `git request-pull` prints. Lines count from 0. */
export interface PullRequest {
  readonly start: number
  /** The line that names the tree. */
  readonly tree: number
  readonly titles: readonly string[]
}

/** The request to pull that stands among lines from `from` up to `until`. */
export function pullRequestIn(
  lines: readonly string[],
  from = 0,
  until = lines.length,
): PullRequest | null {
  const find = (test: (line: string) => boolean, after: number): number => {
    const found = lines.slice(0, until).findIndex((line, i) => i >= after && test(line))
    return found === -1 ? until : found
  }
  const start = find((line) => SINCE.test(line), from)
  const available = find((line) => AVAILABLE.test(line), start)
  const tree = find((line) => !isBlank(line), available + 1)
  return tree < until && TREE.test(lines[tree] ?? '')
    ? { start, tree, titles: titlesIn(lines.slice(tree, until)) }
    : null
}

function titlesIn(lines: readonly string[]): string[] {
  return lines.flatMap((line, i) => {
    const many = Number(OF_ONE.exec(line)?.[1] ?? 0)
    return lines.slice(i + 1, i + 1 + many).flatMap((title) => /^\s+(\S.*)$/.exec(title)?.[1] ?? [])
  })
}

/** "Pushed to:" that names no tree itself, and in the next line it: that line, counted from 0. */
export function treeBelow(lines: readonly string[], at: number): number | null {
  if (!/\b(?:to|at|in|into|here):\s*$/i.test(lines[at] ?? '')) return null
  const next = lines.findIndex((line, i) => i > at && !isBlank(line))
  return next !== -1 && TREE.test(lines[next] ?? '') ? next : null
}
