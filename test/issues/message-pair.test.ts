import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { pairOf } from '../../src/issues/signals/pairs.ts'
import type { Mail } from '../../src/model/mail.ts'
import { mailOf, patchBody, SIGNED } from '../support/patches.ts'

const MESSAGE = 'The pump needs some time to start.\nFive retries are enough.'
const ACKED = 'Acked-by: Bram Okonkwo <bram@example.org>'

let count = 0

function patch(message: string, trailers: readonly string[], more: readonly string[] = []) {
  const lines = ['+int retries;', ...more]
  const body = patchBody([{ path: 'drivers/pump.c', lines }], message, trailers)
  return mailOf({ id: `pair-${++count}`, body })
}

/** What changed in the message from one posting to the next, seen from a line of it. */
function changed(from: Mail, to: Mail, text: string): string[] {
  const pair = pairOf(from, to, from.lines.indexOf(text) + 1, () => [])
  assert.ok(pair)
  return pair.edits.flatMap((e) => [
    ...pair.old.slice(e.a, e.aEnd).map((line) => `-${line}`),
    ...pair.now.slice(e.b, e.bEnd).map((line) => `+${line}`),
  ])
}

describe('a message in two versions', () => {
  test('is the same where tags were collected and its size is another', async () => {
    const from = await patch(MESSAGE, [SIGNED])
    const to = await patch(MESSAGE, [ACKED, SIGNED], ['+int more;'])
    assert.deepEqual(changed(from, to, 'Five retries are enough.'), [])
  })

  test('is the same where only white space differs', async () => {
    const to = await patch(MESSAGE.replace('retries are', 'retries  are'), [SIGNED])
    assert.deepEqual(changed(await patch(MESSAGE, [SIGNED]), to, 'Five retries are enough.'), [])
  })

  test('differs where its words do', async () => {
    const to = await patch(MESSAGE.replace('Five', 'Six'), [ACKED, SIGNED])
    assert.deepEqual(changed(await patch(MESSAGE, [SIGNED]), to, 'Five retries are enough.'), [
      '-Five retries are enough.',
      '+Six retries are enough.',
    ])
  })

  test('is compared with its tags where the line is one', async () => {
    const to = await patch(MESSAGE, [ACKED, SIGNED])
    assert.deepEqual(changed(await patch(MESSAGE, [SIGNED]), to, SIGNED), [`+${ACKED}`])
  })

  test('is told for each line, whichever was asked first', async () => {
    const [from, to] = [await patch(MESSAGE, [SIGNED]), await patch(MESSAGE, [ACKED, SIGNED])]
    for (let turn = 0; turn < 2; turn++) {
      assert.deepEqual(changed(from, to, SIGNED), [`+${ACKED}`])
      assert.deepEqual(changed(from, to, 'Five retries are enough.'), [])
    }
  })
})
