import { spawnSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { before } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import { ON_SERVER } from './engine.ts'
import { SAMPLE_MBOX, SAMPLE_PAGE } from './samples.ts'
import { temporaryFolder, withStore } from './stores.ts'

/** A folder of its own for a test file, with a store of the sample in it. */
export interface SampleFolder {
  readonly folder: string
  readonly db: string
  /** Another store of the same, to be written to. */
  copy(name: string): string
}

/** The store is made before the tests of the file run. */
export function sampleFolder(): SampleFolder {
  const folder = temporaryFolder()
  const db = join(folder, 'sample.db')
  before(async () => {
    await withStore((store) => ingest(store, [SAMPLE_MBOX, SAMPLE_PAGE]), db)
  })
  return {
    folder,
    db,
    copy: (name) => {
      const path = join(folder, name)
      copyStoreFile(db, path)
      return path
    },
  }
}

const COPIER = fileURLToPath(new URL('copy-store.ts', import.meta.url))

/** Makes another store of the same, wherever the tests have theirs. */
export function copyStoreFile(from: string, to: string): void {
  if (!ON_SERVER) return copyFileSync(from, to)
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', COPIER, from, to])
  if (status !== 0) throw new Error(stderr.toString())
}
