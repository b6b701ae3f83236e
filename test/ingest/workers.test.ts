import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { RawMessage } from '../../src/model/message.ts'
import { Pool } from '../../src/ingest/pool.ts'
import { parseBatch } from '../../src/ingest/batch.ts'
import type { GivenMail, ReadBatch } from '../../src/ingest/content.ts'
import { mailing } from '../support/mailing.ts'
import { mailText } from '../support/mails.ts'
import { temporaryFolder, written } from '../support/stores.ts'

const RAWS: readonly RawMessage[] = mailing(2).map((mail, i) => ({
  foundAt: { source: 'list', at: `byte ${i}` },
  form: 'mail',
  bytes: Buffer.from(mailText(mail)),
}))
const MAILS: readonly GivenMail[] = RAWS.map((raw) => ({ raw, removed: false }))
const FATAL = 'byte 7'

/** A worker that ends over one message, and says of the others where they are from. */
const ENDS = `
import { parentPort } from 'node:worker_threads'
parentPort.on('message', ({ id, job: { messages } }) => {
  if (messages.some(({ foundAt }) => foundAt.at === '${FATAL}')) process.exit(1)
  parentPort.postMessage({ id, value: { facts: { heads: [] }, problems: messages.map(({ foundAt }) => ({ text: foundAt.at })) } })
})
parentPort.postMessage({ ready: true })
`

/** A worker that takes its time. */
const SLOW = `
import { parentPort } from 'node:worker_threads'
parentPort.on('message', ({ id }) => setTimeout(() => parentPort.postMessage({ id, value: 'done' }), 50))
parentPort.postMessage({ ready: true })
`

/** A worker that never answers. */
const SILENT = `
import { parentPort } from 'node:worker_threads'
parentPort.on('message', () => undefined)
parentPort.postMessage({ ready: true })
`

const JOB = { kind: 'reviews', series: [] } as const

/** A worker that answers each job with its own name for it, the second one first. */
const TURNED = `
import { parentPort } from 'node:worker_threads'
const held = []
parentPort.on('message', ({ id, job }) => {
  held.push({ id, value: job.series[0] })
  if (held.length === 2) for (const one of held.reverse()) parentPort.postMessage(one)
})
parentPort.postMessage({ ready: true })
`

async function toldBy(program: URL): Promise<readonly ReadBatch[]> {
  const pool = Pool.for('a store', program)
  // One core: everything is done in one thread there.
  if (!pool) return parseBatch(null, MAILS, true)
  try {
    return await parseBatch(pool, MAILS, true)
  } finally {
    await pool.close()
  }
}

describe('a worker thread', () => {
  const folder = temporaryFolder()
  const program = (name: string, text: string): URL => pathToFileURL(written(folder, name, text))

  test('that is lost over a message costs that message alone', async (t) => {
    if (!Pool.for('a store', program('ends.mjs', ENDS))) return t.skip('one core')
    const told = await toldBy(program('ends.mjs', ENDS))
    assert.deepEqual(
      told.flatMap(({ problems }) => problems.map(({ text }) => text)),
      RAWS.map(({ foundAt }) =>
        foundAt.at === FATAL ? 'takes more memory than a message may' : foundAt.at,
      ),
    )
    const lost = told.flatMap(({ problems }) => problems).find(({ fatal }) => fatal)
    assert.deepEqual([lost?.source, lost?.at, lost?.kind], ['list', FATAL, 'malformed'])
  })

  for (const [name, url] of [
    ['that cannot be loaded', () => program('broken.mjs', 'this is no program')],
    ['whose program is not there', () => pathToFileURL(join(folder, 'absent.mjs'))],
  ] as const) {
    test(`${name} costs nothing`, async () => {
      const told = await toldBy(url())
      assert.deepEqual(told, await parseBatch(null, MAILS, true))
      assert.equal(told[0]?.facts.heads.length, RAWS.length)
    })
  }

  test('has two jobs at once, and each answer is that to its own', async (t) => {
    const pool = Pool.for('a store', program('turned.mjs', TURNED))
    if (!pool) return t.skip('one core')
    const all = Array.from({ length: pool.size * 2 }, (_, i) => i)
    const jobs = all.map((i) => pool.run({ kind: 'reviews', series: [i] }))
    assert.deepEqual(await Promise.all(jobs), all)
    await pool.close()
  })

  test('of a pool that is closed ends what it is at', async (t) => {
    const pool = Pool.for('a store', program('slow.mjs', SLOW))
    if (!pool) return t.skip('one core')
    // A thread that has yet to start may take longer than the pool waits.
    await pool.run(JOB)
    const job = pool.run(JOB)
    await Promise.all([pool.close(), job])
    assert.equal(await job, 'done')
  })

  test('of a pool that is closed has nothing more to do, and keeps no program alive', async (t) => {
    const silent = program('silent.mjs', SILENT)
    const pool = Pool.for('a store', silent)
    if (!pool) return t.skip('one core')
    const jobs = Array.from({ length: pool.size * 2 + 1 }, () => pool.run(JOB))
    const told = Promise.allSettled(jobs)
    await pool.close()
    for (const one of await told) assert.equal(one.status, 'rejected')
    assert.deepEqual(
      process.getActiveResourcesInfo().filter((name) => name === 'MessagePort'),
      [],
    )
  })
})
