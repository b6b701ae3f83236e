import { mkdirSync, rmdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { FolderListener } from '../../ingest/folder/folder.ts'
import type { Remote } from '../../mail/lore/lore.ts'
import type { IngestSummary, StoreGain } from '../../model/report/ingest.ts'
import { UserError } from '../../model/user-error.ts'
import { knownSources } from '../../store/sources.ts'
import { makeFolder } from '../../store/write/make-folder.ts'
import { shownPath, StoreError, type Database } from '../../store/store.ts'
import { findCommon } from './find-common.ts'
import { readInto, saveInto } from './into.ts'
import { writing } from './with-store.ts'

/** What a run did; `stores`: what each of a folder got. */
export interface Ingested {
  readonly summary: IngestSummary
  readonly stores: readonly StoreGain[] | null
}

/** How the mail of a run is had, and the store that it goes into. */
export interface Reading {
  readonly remote: Remote
  readonly into: string | null
  /** `false`: what is to be derived is left to `patchtrail derive`. */
  readonly derives: boolean
}

/**
 * Reads sources into the one store that was named. Throws StoreError, UserError.
 * @param given `null`: all that it knows
 */
export async function ingestIntoStore(
  path: string,
  given: readonly string[] | null,
  listener: FolderListener,
  { remote, into, derives }: Reading,
): Promise<Ingested> {
  if (into !== null)
    throw new UserError(
      'mistake',
      `--into names a store of a folder; ${shownPath(path)} is one store (a folder ends in /)`,
    )
  const { ingest } = await import('../../ingest/ingest.ts')
  const summary = await writing(path, async (store) =>
    ingest(store, given ?? (await sourcesIn(store)), listener, remote, derives),
  )
  return { summary, stores: null }
}

async function sourcesIn(store: Database): Promise<string[]> {
  const known = (await knownSources(store)).map(({ location }) => location)
  if (known.length === 0)
    throw new StoreError('the store knows no source yet; name one with: patchtrail ingest <mail>')
  return known
}

/** Reads sources into the stores of a folder, made where there is none. Throws the same. */
export async function ingestIntoFolder(
  folder: string,
  given: readonly string[] | null,
  listener: FolderListener,
  { remote, into, derives }: Reading,
): Promise<Ingested> {
  const [{ ingestFolder }, { locationOf }] = await Promise.all([
    import('../../ingest/folder/folder.ts'),
    import('../../mail/source/sources.ts'),
  ])
  const isNew = madeFolder(folder)
  const known = readInto(folder)
  const named = into === null ? [] : (given ?? []).map((source) => locationOf(source, remote))
  const storeFor = (location: string): string | null =>
    named.includes(location) ? into : (known[location] ?? null)
  const options = { remote, into: storeFor, derives }
  const done = await ingestFolder(folder, given, listener, options).finally(() => {
    // Where nothing went into it, it need not stay.
    if (isNew) removeEmpty(folder)
  })
  if (isNew && done.stores.length > 0)
    process.stderr.write(`patchtrail: made the folder ${folder}\n`)
  // Standard input is another one each time.
  const kept = named.filter((location) => location !== '-')
  if (into !== null && kept.length > 0) saveInto(folder, kept, into)
  await findCommon(folder)
  return done
}

/** Of several runs at once, one has made it. Throws StoreError. */
function madeFolder(folder: string): boolean {
  try {
    makeFolder(dirname(resolve(folder)))
    mkdirSync(folder)
    return true
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    throw new StoreError(`cannot make the folder ${folder}: ${message}`)
  }
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // There are stores in it.
  }
}
