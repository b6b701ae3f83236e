import { createReadStream, type Stats } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Reached, SourceStep } from '../../model/source.ts'
import { readEpoch } from '../git/epoch.ts'
import { readFile } from './file.ts'
import { readFolder } from './folder.ts'
import { lookAt, type Spot } from './look.ts'
import { gitDirOf, holdsInbox, tipOf } from '../git/repository.ts'
import { isRemote, remoteThread, type Remote } from '../lore/lore.ts'
import { asSourceError, SourceError } from '../source-error.ts'
import { readStream } from './stream.ts'
import { threadAddress } from '../lore/thread-address.ts'

/**
 * The messages of a source, its kind told by content: a file (mbox, one mail, one saved page;
 * compressed or not), a public-inbox, a folder of such, or a thread on the web. A run that is given
 * the marks of an earlier one yields what is new. Throws SourceError where the source cannot be
 * read, cannot be read to its end (what came before has been yielded), or holds no mail.
 * @param source a path, an address, a Message-ID, or `-` for standard input
 * @param reached how far each part was read before: the marks of earlier runs
 * @param remote how sources on the web are had
 */
export async function* readSource(
  source: string,
  reached: Reached = () => null,
  remote?: Remote,
): AsyncGenerator<SourceStep> {
  try {
    const thread = remoteThread(source, remote)
    if (thread) yield* readPipe(source, thread)
    else if (source === '-') yield* readPipe(source, process.stdin)
    else yield* readPath(source, await stat(source), reached)
  } catch (error) {
    throw asSourceError(error)
  }
}

function readPath(source: string, info: Stats, reached: Reached): AsyncGenerator<SourceStep> {
  if (info.isDirectory()) return readDirectory(source, reached)
  return info.isFile() ? readNamedFile(source, reached) : readPipe(source, createReadStream(source))
}

function spotOf(source: string): Spot {
  return { source, path: source, inside: null, part: '', isMail: false }
}

async function* readNamedFile(source: string, reached: Reached): AsyncGenerator<SourceStep> {
  const spot = spotOf(source)
  const look = await lookAt(spot, reached)
  if (look) yield* readFile(spot, look)
}

/**
 * What a source is known by whatever folder a later run is started in: an absolute path, an
 * address, or `-`.
 */
export function locationOf(source: string, remote?: Remote): string {
  if (source === '-') return source
  if (!isRemote(source)) return resolve(source)
  try {
    return threadAddress(source, remote?.lore ?? null).href
  } catch (error) {
    // It cannot be read either; the reader says why.
    if (error instanceof SourceError) return source
    throw error
  }
}

/** Standard input, a named pipe, a thread on the web: nothing can be said of a next run. */
async function* readPipe(
  source: string,
  stream: NodeJS.ReadableStream & { destroy(): unknown },
): AsyncGenerator<SourceStep> {
  try {
    yield* readStream(
      { spot: spotOf(source), stamp: null, readAt: null, from: null, share: () => null },
      stream as AsyncIterable<Buffer>,
    )
  } finally {
    // A standard input that nobody reads to its end would keep the process waiting.
    stream.destroy()
  }
}

async function* readDirectory(source: string, reached: Reached): AsyncGenerator<SourceStep> {
  const repository = await gitDirOf(source)
  if (repository?.isBare || (repository && (await isInbox(source, repository.gitDir, reached)))) {
    yield* readEpoch({ source, gitDir: repository.gitDir, part: '', label: null }, reached)
  } else yield* readFolder(source, reached)
}

/** A clone with a work tree may be that of an inbox, or of anything else with mail lying in it. */
async function isInbox(folder: string, gitDir: string, reached: Reached): Promise<boolean> {
  const tip = await tipOf(gitDir)
  if (tip === null) return (await readdir(folder)).length === 1
  return reached('') !== null || holdsInbox(gitDir, tip)
}
