import { createReadStream, type Stats } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import type { Reached, SourceStep } from '../model/source.ts'
import { readEpoch } from './epoch.ts'
import { readFile } from './file.ts'
import { readFolder } from './folder.ts'
import { lookAt, type Spot } from './look.ts'
import { gitDirOf, holdsInbox, tipOf } from './repository.ts'
import { asSourceError } from './source-error.ts'
import { readStream } from './stream.ts'

/**
 * The messages of a source, its kind told by content: a file (mbox, one mail, one saved page; compressed or not), a
 * public-inbox, or a folder of such. A run that is given the marks of an earlier one yields what is new. Throws
 * SourceError where the source cannot be read, cannot be read to its end (what came before has been yielded), or
 * holds no mail.
 * @param source a path, or `-` for standard input
 * @param reached how far each part was read before: the marks of earlier runs
 */
export async function* readSource(source: string, reached: Reached = () => null): AsyncGenerator<SourceStep> {
  try {
    if (source === '-') yield* readPipe(source, process.stdin)
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

/** Standard input, a named pipe: nothing can be said of a next run. */
async function* readPipe(source: string, stream: NodeJS.ReadableStream & { destroy(): unknown }): AsyncGenerator<SourceStep> {
  try {
    yield* readStream({ spot: spotOf(source), stamp: null, readAt: null, from: null, share: () => null }, stream as AsyncIterable<Buffer>)
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
