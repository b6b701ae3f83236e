import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { ingest } from '../../src/ingest/ingest.ts'
import { showMessage } from '../../src/query/show.ts'
import { shortId } from '../support/same.ts'
import { withStore } from '../support/stores.ts'

const MBOX = fileURLToPath(
  new URL('../fixtures/thread/range-diff-of-a-cover.mbox', import.meta.url),
)

test('what is said of a line that a range-diff shows stands under the cover and under the patch', async () => {
  await withStore(async (store) => {
    await ingest(store, [MBOX])
    const under = async (ref: string): Promise<string[]> => {
      const { lines } = await showMessage(store, ref)
      return lines.flatMap(({ line, discussions }) =>
        discussions.flatMap(({ comment, answers }) => [
          `${shortId(comment.messageId)} ${line}`,
          ...answers.map((a) => `${shortId(a.comment.messageId)} below it`),
        ]),
      )
    }
    assert.deepEqual(await under('flow@example.org'), [
      'review 4',
      'review 20',
      'answer below it',
      'review 22',
    ])
    assert.deepEqual(await under('cover@example.org'), [
      'review 22',
      'old 35',
      'review 36',
      'answer below it',
      'review 38',
      'whole 39',
    ])
    assert.deepEqual(await under('valve@example.org'), [])
  })
})
