import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { brokenHistory } from './broken-history.ts'
import { askGit, failureOf, startGit } from './git.ts'
import { isCommit } from './repository.ts'
import { SourceError } from '../source-error.ts'

/** A message that a commit brought or took away. */
export interface Change {
  readonly commit: string
  /** How many of the commits come before this one. */
  readonly index: number
  readonly blob: string
  readonly removed: boolean
  /** No further change of the commit follows. */
  readonly isLast: boolean
}

/**
 * Commits, oldest first, as git printed them: one to a line, a fraction of the room that strings
 * would take.
 */
export class Commits {
  /** Commits between these that git cannot read. */
  readonly lost: readonly string[]
  private readonly lines: Buffer
  private readonly width: number

  constructor(lines: Buffer, lost: readonly string[] = []) {
    this.lost = lost
    this.lines = lines
    this.width = lines.indexOf('\n') + 1
  }

  get length(): number {
    return this.width === 0 ? 0 : Math.floor(this.lines.length / this.width)
  }

  at(index: number): string {
    return this.lines.toString('latin1', index * this.width, (index + 1) * this.width - 1)
  }
}

/**
 * git stopped at an object that it cannot read, of the commit with this index: its tree, else a
 * blob.
 */
export class DamageError extends SourceError {
  readonly index: number
  readonly isTree: boolean
  constructor(message: string, index: number, isTree: boolean) {
    super(message)
    this.index = index
    this.isTree = isTree
  }
}

/**
 * The commits up to `tip` that are newer than `reached`; all of them where that is no ancestor (any
 * more): a purge rewrites the history of a public-inbox. Throws SourceError.
 */
export async function commitsSince(
  gitDir: string,
  reached: string | null,
  tip: string,
): Promise<Commits> {
  const args = ['rev-list', '--first-parent', '--reverse', tip]
  const known = await ancestor(gitDir, reached, tip)
  if (known !== null) args.push(`^${known}`)
  const { out, ending } = await askGit(gitDir, args)
  if (ending.code === 0) return new Commits(out)
  const rest = await brokenHistory(gitDir, tip, known)
  if (!rest) throw failureOf(ending)
  return new Commits(Buffer.from(rest.commits.map((commit) => `${commit}\n`).join('')), rest.lost)
}

async function ancestor(
  gitDir: string,
  reached: string | null,
  tip: string,
): Promise<string | null> {
  if (reached === null || !isCommit(reached)) return null
  const { ending } = await askGit(gitDir, ['merge-base', '--is-ancestor', reached, tip])
  return ending.code === 0 ? reached : null
}

/** Instead of the index of a commit that another one is compared with. */
export const NOTHING = -2

/**
 * What the commits changed, in their order, a block at a time. Of each commit the deletions come
 * first. In a v2 repository a message is written to the file `m` and one that is to be deleted to
 * `d` (https://public-inbox.org/public-inbox-v2-format.html); in v1 each has a file, named by the
 * hash of its Message-ID (https://public-inbox.org/public-inbox-v1-format.html). Throws DamageError
 * where git stops, SourceError.
 * @param first index of the commit to begin with
 * @param before index of the one that it is compared with: the one before it, or, where its tree is
 * lost, an earlier one; -1 is its own parent, NOTHING where that cannot be read: all that is there
 * is new
 */
export async function* changesIn(
  gitDir: string,
  commits: Commits,
  first = 0,
  before = first - 1,
): AsyncGenerator<Change[]> {
  if (before === NOTHING) {
    yield await allIn(gitDir, commits.at(first), first)
    ;[first, before] = [first + 1, first]
  }
  const { child, ending } = startGit(gitDir, [
    'diff-tree',
    '--stdin',
    '-r',
    '-m',
    '--root',
    '--always',
    '--no-renames',
  ])
  pipeline(Readable.from(pairs(commits, first, before)), child.stdin).catch(() => undefined)
  try {
    const parser = new ChangeParser(first)
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      const block = parser.read(chunk.toString('latin1'))
      if (block.length > 0) yield block
    }
    const ended = await ending
    yield parser.end()
    if (ended.isMissing) throw failureOf(ended)
    if (ended.code !== 0) throw new DamageError(failureOf(ended).message, parser.next, true)
  } finally {
    child.kill()
  }
}

/** The messages of a commit's tree. Throws DamageError where git cannot read that. */
async function allIn(gitDir: string, commit: string, index: number): Promise<Change[]> {
  const { out, ending } = await askGit(gitDir, ['ls-tree', '-r', commit])
  if (ending.code !== 0) throw new DamageError(failureOf(ending).message, index, true)
  const parser = new ChangeParser(index)
  const lines = out.toString('latin1').replace(/^(\d+) \w+ ([0-9a-f]+)\t/gm, ':000000 $1 0 $2 A\t')
  return [...parser.read(`${commit}\n${lines}`), ...parser.end()]
}

/**
 * Each commit with the one before it as its only parent, so that a merge is told as what it changed
 * there.
 */
function* pairs(commits: Commits, first: number, before: number): Generator<string> {
  let block = ''
  for (let i = first; i < commits.length; i++) {
    const parent = i === first ? before : i - 1
    block += parent < 0 ? `${commits.at(i)}\n` : `${commits.at(i)} ${commits.at(parent)}\n`
    if (block.length < 1 << 14) continue
    yield block
    block = ''
  }
  if (block !== '') yield block
}

interface Found {
  blob: string
  removed: boolean
}

/**
 * Reads the output of `git diff-tree --stdin`: a line for the commit, then one for each file that
 * it changed.
 */
class ChangeParser {
  private rest = ''
  private commit = ''
  private index: number
  private found: Found[] = []

  constructor(first: number) {
    this.index = first - 1
  }

  /** Index of the commit after the one that was read last. */
  get next(): number {
    return this.index + 1
  }

  read(text: string): Change[] {
    const lines = (this.rest + text).split('\n')
    this.rest = lines.pop() ?? ''
    const block: Change[] = []
    for (const line of lines) {
      if (line.startsWith(':')) {
        this.found.push(...changesOf(line))
        continue
      }
      for (const change of this.end()) block.push(change)
      this.commit = line
      this.index++
    }
    return block
  }

  /** The changes of the commit that was read last. */
  end(): Change[] {
    const { commit, index } = this
    const found = [
      ...this.found.filter(({ removed }) => removed),
      ...this.found.filter(({ removed }) => !removed),
    ]
    this.found = []
    return found.map(({ blob, removed }, i) => ({
      commit,
      index,
      blob,
      removed,
      isLast: i === found.length - 1,
    }))
  }
}

const LINE = /^:\d+ (\d+) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*\t(.*)$/

/**
 * `:100644 100644 <old blob> <new blob> M<tab>path`. A message that was edited in place was deleted
 * and added.
 */
function changesOf(line: string): Found[] {
  const [, mode = '', before = '', after = '', kind = '', path = ''] = LINE.exec(line) ?? []
  const isThere = kind !== 'D' && mode.startsWith('100')
  if (path === 'm') return isThere ? [{ blob: after, removed: false }] : []
  if (path === 'd') return isThere ? [{ blob: after, removed: true }] : []
  if (!/^[0-9a-f]{2}\/[0-9a-f]{38}$/.test(path)) return []
  const found: Found[] = []
  if (before === after) return found
  if (kind !== 'A') found.push({ blob: before, removed: true })
  if (isThere) found.push({ blob: after, removed: false })
  return found
}
