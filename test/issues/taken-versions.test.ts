import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ingest, statusReport } from '../../src/index.ts'
import type { StatusReport } from '../../src/model/report/status.ts'
import { mboxText, type MailParts } from '../support/mails.ts'
import { patchBody } from '../support/patches.ts'
import { BRAM, day } from '../support/reviewed.ts'
import { temporaryFolder, withStore, written } from '../support/stores.ts'

const folder = temporaryFolder()
const NOW = Date.parse('2020-09-01T00:00:00Z')
const SHA = ['0123456789abcdef0123456789abcdef01234567', '89abcdef0123456789abcdef0123456789abcdef']

/** A version of two patches; of each the limit that it sets tells whether it has changed. */
function version(n: number, limits: readonly [number, number]): MailParts[] {
  const prefix = n === 1 ? 'PATCH' : `PATCH v${n}`
  return limits.map((limit, i) => ({
    id: `flow-v${n}-${i + 1}`,
    subject: `[${prefix} ${i + 1}/2] flow: limit valve ${i + 1}`,
    date: day(n * 3),
    ...(i === 0 ? {} : { inReplyTo: `flow-v${n}-1` }),
    body: patchBody([
      {
        path: `drivers/flow/valve${i + 1}.c`,
        lines: [` struct valve *valve;`, `+\tvalve->limit = ${limit};`, '+\tvalve_start(valve);'],
      },
    ]),
  }))
}

function reply(to: string, words: string, at: number, hour = 9): MailParts {
  return {
    id: `re-${to}-${at}-${hour}`,
    subject: 'Re: [PATCH] flow: limit valve',
    from: BRAM,
    date: day(at, hour),
    inReplyTo: to,
    body: `> +\tvalve_start(valve);\n\n${words}\n`,
  }
}

const listed = (n: number): string =>
  `Applied, thanks!\n\n[1/2] flow: limit valve 1\n      commit: ${SHA[0]}\n[2/2] flow: limit valve 2\n      commit: ${SHA[1]}\n\nBram ${n}`

let count = 0

async function statusOf(mails: readonly MailParts[]): Promise<StatusReport> {
  return withStore(async (store) => {
    await ingest(store, [written(folder, `${++count}.mbox`, mboxText(mails))])
    return statusReport(store, '<flow-v1-1@example.org>', NOW)
  })
}

const taken = ({ applied }: StatusReport): string[] =>
  applied.map((one) => `v${one.revisionIndex + 1}: ${one.patches.join()}`)

describe('a patch that was taken from an older version', () => {
  const [first, rest] = [
    reply('flow-v1-1', 'Applied, thanks.', 4),
    reply('flow-v2-2', 'Applied, thanks.', 7),
  ]

  test('is taken where it stands in the latest one as it was', async () => {
    const report = await statusOf([...version(1, [5, 6]), first, ...version(2, [5, 7]), rest])
    assert.deepEqual(taken(report), ['v1: 1', 'v2: 2'])
    assert.equal(report.standing.state, 'applied')
  })

  test('is not where it was sent once more long after that', async () => {
    const report = await statusOf([...version(1, [5, 6]), first, ...version(4, [5, 7])])
    assert.deepEqual(taken(report), ['v1: 1'])
    assert.equal(report.standing.reason, 'nobody has reviewed this version')
  })

  test('is not where another text of it was sent since', async () => {
    const report = await statusOf([...version(1, [5, 6]), first, ...version(2, [8, 7]), rest])
    assert.match(report.standing.reason, /^1 of 2 patches applied/)
  })
})

describe('who says that he will take a patch', () => {
  const will = reply('flow-v1-1', "Thanks, I'll queue this series up.", 4)

  test('has taken it while no other text of it is sent', async () => {
    assert.deepEqual(taken(await statusOf([...version(1, [5, 6]), will])), ['v1: 1,2'])
    assert.deepEqual(taken(await statusOf([...version(1, [5, 6]), will, ...version(2, [5, 7])])), [
      'v1: 1',
    ])
  })
})

describe('commits that a program lists for two versions', () => {
  const both = [...version(1, [5, 6]), ...version(2, [5, 7])]

  test('are of the version that they were listed for first', async () => {
    const report = await statusOf([
      ...both,
      reply('flow-v1-1', listed(1), 8, 9),
      reply('flow-v2-1', listed(2), 8, 15),
    ])
    assert.deepEqual(taken(report), ['v1: 1,2'])
    assert.match(report.standing.reason, /^1 of 2 patches applied/)
  })

  test('are of either where one run lists them', async () => {
    const report = await statusOf([
      ...both,
      reply('flow-v1-1', listed(1), 8, 9),
      reply('flow-v2-1', listed(2), 8, 9),
    ])
    assert.equal(report.standing.state, 'applied')
  })
})
