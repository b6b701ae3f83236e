import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { ingest } from '../../src/ingest/ingest.ts'
import { digestReport } from '../../src/query/debts/digest.ts'
import { issuesReport, OPEN_ISSUES, type IssueFilter } from '../../src/query/issues.ts'
import { seriesRecords } from '../../src/query/export.ts'
import { listReport } from '../../src/query/list.ts'
import { statusReport } from '../../src/query/status.ts'
import { todoReport } from '../../src/query/todo.ts'
import { digestText } from '../../src/report/digest-text.ts'
import { issuesText } from '../../src/report/issues-text.ts'
import { statusText } from '../../src/report/status-text.ts'
import { plain } from '../../src/report/style.ts'
import { openForQuery, type Database } from '../../src/store/store.ts'
import { mboxText } from '../support/mails.ts'
import { BRAM, reply, ROBOT, version } from '../support/reviewed.ts'
import { temporaryFolder, withStore, written } from '../support/stores.ts'

const NOW = Date.UTC(2020, 7, 20)
const LOOK = { paint: plain, full: false, width: 100 }

/** One request that must be met, one that is left to the author's liking, one of a robot. */
const MAILS = [
  version('flow', 1),
  reply('must', 'flow-v1', 'Please make this 3 and not 5, the hardware gives up after 3.'),
  reply('may', 'flow-v1', 'Please use a define here, up to you.'),
  reply('build', 'flow-v1', 'Please fix this build error: core.c:4: error: retries undeclared.', {
    from: ROBOT,
  }),
]

describe('what is open is counted alike', () => {
  const folder = temporaryFolder()
  const path = join(folder, 'counts.db')
  const asked = async <T>(work: (store: Database) => Promise<T>): Promise<T> => {
    const store = await openForQuery(path)
    return work(store).finally(() => store.close())
  }
  const report = (filter: Partial<IssueFilter> = {}) =>
    asked((store) => issuesReport(store, 'flow', { ...OPEN_ISSUES, ...filter }))

  before(async () => {
    const mbox = written(folder, 'counts.mbox', mboxText(MAILS))
    await withStore((store) => ingest(store, [mbox]), path)
  })

  test('in the head of issues, in list, status and todo: optional ones apart', async () => {
    const { head } = await report()
    assert.deepEqual([head.open, head.others], [2, 1])
    const { series } = await asked((store) => listReport(store, { limit: 9 }, NOW))
    assert.deepEqual(
      series.map(({ standing }) => standing.open),
      [2],
    )
    const status = await asked((store) => statusReport(store, 'flow', NOW))
    assert.deepEqual(status.versions[0]?.owed, { open: 2, promised: 0 })
    assert.equal(status.rows[0]?.cells[0]?.open, 2)
    await asked(async (store) => {
      for await (const { revisions } of seriesRecords(store, 'flow'))
        assert.deepEqual(revisions[0]?.owed, { open: 2, promised: 0 })
    })
    assert.match(
      statusText(status, { ...LOOK, why: false }).join('\n'),
      /asked: 2 open, 1 optional or asked of others\n/,
    )
    const todo = await asked((store) => todoReport(store, 'tova', null))
    assert.deepEqual(
      todo.series.map(({ counts }) => [counts.open, counts.others]),
      [[2, 1]],
    )
  })

  test('without robots where they are not asked for', async () => {
    const { head, leftOut } = await report({ bots: false })
    assert.deepEqual([head.open, leftOut.robots, leftOut.owed], [1, 1, 1])
    const list = await asked((store) => listReport(store, { limit: 9, robots: false }, NOW))
    assert.deepEqual([list.robots, list.series[0]?.standing.open], [false, 1])
    const todo = await asked((store) =>
      todoReport(store, 'tova', null, Infinity, () => false, false),
    )
    assert.deepEqual(todo.series[0]?.counts.open, 1)
  })

  test('of one reviewer: his alone, and how many others asked', async () => {
    const one = await report({ by: 'bram', all: true })
    assert.deepEqual(
      [one.head.open, one.head.by.map(({ person }) => person.name), one.leftOut.others],
      [1, [BRAM.split(' <')[0]], 1],
    )
    assert.match(
      issuesText(one, LOOK).join('\n'),
      /\nnot counted: 1 asked by others; 1 of these open or promised\n/,
    )
  })

  test('a digest of all there is, no line longer than a mail bears', async () => {
    const all = await asked((store) => digestReport(store, { robots: false }, null, NOW))
    assert.deepEqual([all.since, all.fresh.length], [null, 1])
    const lines = digestText(all, { markdown: false, archive: '' })
    assert.match(lines[0] ?? '', /^Reviews to 2020-/)
    assert.ok(lines.every((line) => line.length <= 76))
  })
})
