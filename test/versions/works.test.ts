import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import { seriesRecords } from '../../src/index.ts'
import { mboxText } from '../support/mails.ts'
import { temporaryFolder, withStore } from '../support/stores.ts'
import { seriesText, worksIn, type Work } from '../support/works.ts'

/** What a store of these mails alone says of them. */
async function seriesOf({ mails, wanted }: Work, folder: string): Promise<string[]> {
  const path = join(folder, 'work.mbox')
  writeFileSync(path, mboxText(mails))
  return withStore(async (store) => {
    await ingest(store, [path])
    const found: string[] = []
    const counted = wanted.some((line) => line.includes('('))
    for await (const series of seriesRecords(store, null)) found.push(seriesText(series, counted))
    return found.sort()
  })
}

const folder = temporaryFolder()

for (const { file, works } of worksIn())
  describe(`works are joined: ${file}`, () => {
    for (const work of works)
      test(work.name, async () => assert.deepEqual(await seriesOf(work, folder), work.wanted))
  })
