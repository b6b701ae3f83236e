import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { RawMessage } from '../../model/message.ts'
import type { Reached, SourceStep } from '../../model/source.ts'
import {
  changesIn,
  commitsSince,
  DamageError,
  NOTHING,
  type Change,
  type Commits,
} from './changes.ts'
import { failureOf, startGit } from './git.ts'
import { batchObjects } from './git-objects.ts'
import { holdsInbox, tipOf } from './repository.ts'
import { NoMailError, reasonOf, SourceError } from '../source-error.ts'
import { checkpointStep, messageStep, problemStep, removalStep } from '../steps.ts'

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
 * What is new in one repository of a public-inbox, in the order of its commits, deletions included.
 * The mark is the commit that was reached. An empty repository yields nothing. Throws SourceError
 * where git cannot read it, NoMailError where it is no public-inbox.
 */
export async function* readEpoch(epoch: Epoch, reached: Reached): AsyncGenerator<SourceStep> {
  const { gitDir, part } = epoch
  const tip = await tipOf(gitDir)
  const before = reached(part)
  if (tip === null || tip === before) return
  if (before === null && !(await holdsInbox(gitDir, tip)))
    throw new NoMailError('a git repository, but no public-inbox')
  const commits = await commitsSince(gitDir, before, tip)
  for (const commit of commits.lost)
    yield problemStep(
      `git cannot read this commit; ${PASSED_OVER}`,
      placeOf(epoch, `commit ${commit.slice(0, 12)}`),
      0,
    )
  let marked: string | null = null
  for await (const step of collapsedMissing(readCommits(epoch, commits))) {
    marked = step.checkpoint?.reached ?? marked
    yield step
  }
  if (marked !== tip) yield checkpointStep({ part, reached: tip })
}

/**
 * The commits' blobs. An object that is missing or damaged is a problem, and what comes after it is
 * read: a partial clone or a pruned mail must not end the archive for good.
 */
async function* readCommits(epoch: Epoch, commits: Commits): AsyncGenerator<SourceStep | Missing> {
  let inARow = 0
  let before = -1
  for (let first = 0; first < commits.length;) {
    try {
      yield* readFrom(epoch, commits, first, before)
      return
    } catch (error) {
      if (!(error instanceof DamageError)) throw error
      if (error.isTree && error.index === first && before === -1) {
        // Perhaps only what it is compared with is lost.
        before = NOTHING
        continue
      }
      inARow = error.index === first ? inARow + 1 : 0
      if (inARow > MOST_IN_A_ROW) throw error
      const index = Math.min(error.index, commits.length - 1)
      const at = placeOf(epoch, `commit ${commits.at(index).slice(0, 12)}`)
      yield { why: error.message, at, share: index / commits.length }
      // A tree that is lost cannot be compared with: the last one before it is.
      if (!error.isTree) before = index
      else if (index !== first) before = index - 1
      else if (before === NOTHING) before = -1
      first = index + 1
    }
  }
}

/** More damaged commits one after the other are a damaged repository. */
const MOST_IN_A_ROW = 50
const MISSING = 'git has not all of its objects (a partial clone?)'
const PASSED_OVER = 'this mail was passed over'

/**
 * Asked for without waiting for answers, which come in the same order; neither can run far ahead of
 * the other, since a pipe that is full makes its writer wait. Throws DamageError where git stops.
 */
async function* readFrom(
  epoch: Epoch,
  commits: Commits,
  first: number,
  before: number,
): AsyncGenerator<SourceStep | Missing> {
  const { child, ending } = startGit(epoch.gitDir, ['cat-file', '--batch', '--buffer'])
  const asked: Change[] = []
  let failure: unknown = null
  const questions = async function* (): AsyncGenerator<string> {
    for await (const block of changesIn(epoch.gitDir, commits, first, before)) {
      for (const change of block) asked.push(change)
      yield block.map(({ blob }) => `${blob}\n`).join('')
    }
  }
  const asking = pipeline(Readable.from(questions()), child.stdin).catch(
    (error: unknown) => (failure = error),
  )
  try {
    for await (const bytes of batchObjects(child.stdout)) {
      const change = asked.shift()
      if (!change) break
      yield bytes
        ? stepOf(epoch, change, bytes, commits.length)
        : {
            why: MISSING,
            at: placeOf(epoch, `commit ${change.commit.slice(0, 12)}`),
            share: (change.index + 1) / commits.length,
          }
    }
    await asking
    const ended = await ending
    const stuck = asked[0]
    if (stuck && ended.code !== 0)
      throw new DamageError(failureOf(ended).message, stuck.index, false)
    if (failure instanceof SourceError) throw failure
    if (ended.code !== 0) throw failureOf(ended)
    if (failure) throw new SourceError(reasonOf(failure))
  } finally {
    // Whoever stops reading early (a full disk) must not leave git waiting, and this process with
    // it.
    child.kill()
  }
}

/** What cannot be had; `collapsedMissing` makes one problem of those that follow each other. */
interface Missing {
  readonly why: string
  readonly at: string
  readonly share: number
}

/**
 * Problems of their own for a million mails that a clone has not would be noise. Throws where it
 * has none at all.
 */
async function* collapsedMissing(
  steps: AsyncIterable<SourceStep | Missing>,
): AsyncGenerator<SourceStep> {
  let held: Held | null = null
  let isAnyRead = false
  for await (const step of steps) {
    if ('why' in step) {
      held = heldWith(held, step)
      continue
    }
    if (held) yield missingStep(held)
    held = null
    isAnyRead = true
    yield step
  }
  if (held && !isAnyRead) throw new SourceError(held.why, held.at)
  if (held) yield missingStep(held)
}

/** Mails that could not be had, one after the other. */
interface Held extends Missing {
  readonly count: number
}

function heldWith(held: Held | null, missing: Missing): Held {
  return held ? { ...held, count: held.count + 1 } : { ...missing, count: 1 }
}

function missingStep({ at, why, count, share }: Held): SourceStep {
  const lost = count === 1 ? PASSED_OVER : `${count} mails from here on were passed over`
  return problemStep(`${why}; ${lost}`, at, share)
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
