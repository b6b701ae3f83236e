import assert from 'node:assert/strict'
import { test } from 'node:test'
import { madeUpBlocks } from '../../bench/made-up.ts'
import { temporaryFolder } from '../support/stores.ts'

const folder = temporaryFolder()

test('every block of the made-up talks is a comment, of the patch that it is below', async () => {
  const blocks = await madeUpBlocks(folder)
  assert.ok(blocks.length > 1000)
  const lost = blocks.filter(({ cases, series }) => cases.length === 0 || series === null)
  assert.deepEqual(
    lost.map(({ label }) => `${label.messageId} ${label.line}`),
    [],
  )
})
