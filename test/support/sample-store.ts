import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { before } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
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
      copyFileSync(db, path)
      return path
    },
  }
}
