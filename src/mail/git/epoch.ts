import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { RawMessage } from '../../model/message.ts'
import type { Reached, SourceStep } from '../../model/source.ts'
import { changesIn, commitsSince, type Change, type Commits } from './changes.ts'
import { failureOf, startGit } from './git.ts'
import { batchObjects } from './git-objects.ts'
import { holdsInbox, tipOf } from './repository.ts'
import { NoMailError, reasonOf, SourceError } from '../source-error.ts'
import { checkpointStep, messageStep, removalStep } from '../steps.ts'

/** One repository of a public-inbox: an epoch of v2, or all of v1. */
export interface Epoch {
  readonly source: string
  readonly gitDir: string
  /** Its folder in the source; '' where it is the source. */
  readonly part: string
  /** What its places begin with; `null` where it is the source. */
  readonly label: string | null
}

/**
 * What is new in one repository of a public-inbox, in the order of its commits, deletions included. The mark is the
 * commit that was reached. An empty repository yields nothing. Throws SourceError where git cannot read it,
 * NoMailError where it is no public-inbox.
 */
export async function* readEpoch(epoch: Epoch, reached: Reached): AsyncGenerator<SourceStep> {
  const { gitDir, part } = epoch
  const tip = await tipOf(gitDir)
  const before = reached(part)
  if (tip === null || tip === before) return
  if (before === null && !(await holdsInbox(gitDir, tip)))
    throw new NoMailError('a git repository, but no public-inbox')
  const commits = await commitsSince(gitDir, before, tip)
  let marked: string | null = null
  for await (const step of readCommits(epoch, commits)) {
    marked = step.checkpoint?.reached ?? marked
    yield step
  }
  if (marked !== tip) yield checkpointStep({ part, reached: tip })
}

/**
 * The commits' blobs. Asked for without waiting for answers, which come in the same order; neither can run far ahead
 * of the other, since a pipe that is full makes its writer wait.
 */
async function* readCommits(epoch: Epoch, commits: Commits): AsyncGenerator<SourceStep> {
  const { child, ending } = startGit(epoch.gitDir, ['cat-file', '--batch', '--buffer'])
  const asked: Change[] = []
  let failure: unknown = null
  const questions = async function* (): AsyncGenerator<string> {
    for await (const block of changesIn(epoch.gitDir, commits)) {
      for (const change of block) asked.push(change)
      yield block.map(({ blob }) => `${blob}\n`).join('')
    }
  }
  const asking = pipeline(Readable.from(questions()), child.stdin).catch(
    (error: unknown) => (failure = error),
  )
  try {
    let at: string | null = null
    for await (const bytes of batchObjects(child.stdout)) {
      const change = asked.shift()
      if (!change) break
      at = `commit ${change.commit.slice(0, 12)}`
      if (!bytes) throw new SourceError('git has not all of its objects (a partial clone?)', at)
      yield stepOf(epoch, change, bytes, commits.length)
    }
    await asking
    const ended = await ending
    if (failure instanceof SourceError) throw failure
    if (ended.code !== 0) throw failureOf(ended, at && `after ${at}`)
    if (failure) throw new SourceError(reasonOf(failure))
  } finally {
    // Whoever stops reading early (a full disk) must not leave git waiting, and this process with it.
    child.kill()
  }
}

function placeOf({ label }: Epoch, at: string): string {
  return label === null ? at : `${label} ${at}`
}

function stepOf(
  epoch: Epoch,
  { commit, index, removed, isLast }: Change,
  bytes: Buffer,
  total: number,
): SourceStep {
  const at = placeOf(epoch, `commit ${commit.slice(0, 12)}`)
  const raw: RawMessage = { foundAt: { source: epoch.source, at }, form: 'mail', bytes }
  const mark = isLast ? { part: epoch.part, reached: commit } : null
  const share = Math.min(1, (index + 1) / total)
  return removed ? removalStep(raw, share, mark) : messageStep(raw, share, mark)
}
