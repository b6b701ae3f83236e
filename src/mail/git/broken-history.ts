import { askGit } from './git.ts'

/** Commits of a history with holes, oldest first, and those that git cannot read. */
export interface BrokenHistory {
  readonly commits: readonly string[]
  readonly lost: readonly string[]
}

/** More that cannot be read are a damaged repository. */
const MOST_DAMAGED = 50

/**
 * The first parents of `tip` in a repository that misses commits, or has damaged ones. What comes
 * before a hole is found where it can only be that: all commits of the repository but one have a
 * child. `null` where that does not help.
 */
export async function brokenHistory(
  gitDir: string,
  tip: string,
  stop: string | null,
): Promise<BrokenHistory | null> {
  const parents = await parentsOfAll(gitDir)
  if (!parents.has(tip)) return null
  const named = new Set([...parents.values()].flat())
  const tops = [...parents.keys()].filter((commit) => commit !== tip && !named.has(commit))
  const commits: string[] = []
  const lost: string[] = []
  const seen = new Set<string>()
  for (let at: string | undefined = tip; at !== undefined && at !== stop && !seen.has(at);) {
    seen.add(at)
    commits.push(at)
    let next: string | undefined = parents.get(at)?.[0]
    if (next !== undefined && !parents.has(next)) {
      lost.push(next)
      next = tops.length === 1 ? tops.pop() : undefined
    }
    at = next
  }
  return lost.length === 0 ? null : { commits: commits.reverse(), lost: lost.reverse() }
}

/** The parents of each commit that git can read. */
async function parentsOfAll(gitDir: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const { out } = await askGit(gitDir, [
    'cat-file',
    '--batch-all-objects',
    '--unordered',
    '--batch-check=%(objecttype) %(objectname)',
  ])
  let commits = out
    .toString('latin1')
    .split('\n')
    .flatMap((line) => /^commit ([0-9a-f]+)$/.exec(line)?.[1] ?? [])
  for (let left = MOST_DAMAGED; left > 0; left--) {
    const { lines, damaged } = await parentLines(gitDir, commits)
    if (damaged === null) {
      return new Map(
        lines.map((line) => {
          const [commit = '', ...above] = line.split(' ')
          return [commit, above]
        }),
      )
    }
    commits = commits.filter((commit) => commit !== damaged)
  }
  return new Map()
}

/** `commit parent parent` of each, or the commit at which git stopped. */
async function parentLines(
  gitDir: string,
  commits: readonly string[],
): Promise<{ lines: string[]; damaged: string | null }> {
  const { out, ending } = await askGit(
    gitDir,
    ['rev-list', '--no-walk=unsorted', '--parents', '--stdin'],
    `${commits.join('\n')}\n`,
  )
  if (ending.code === 0)
    return { lines: out.toString('latin1').split('\n').filter(Boolean), damaged: null }
  const named = ending.complaint.match(/\b(?:[0-9a-f]{64}|[0-9a-f]{40})\b/g) ?? []
  return { lines: [], damaged: named.find((name) => commits.includes(name)) ?? '' }
}
