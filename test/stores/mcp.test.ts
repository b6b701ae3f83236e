import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { ingestFolder } from '../../src/ingest/folder/folder.ts'
import { mcpServer } from '../../src/mcp/server.ts'
import { issuesReport, ALL_ISSUES } from '../../src/query/issues.ts'
import { openForQuery } from '../../src/store/store.ts'
import { FILES_ONLY } from '../support/engine.ts'
import { listMbox, mailOfList } from '../support/lists.ts'
import { temporaryFolder, written } from '../support/stores.ts'

const here = temporaryFolder()
const path = join(here, 'lists/')
const client = new Client({ name: 'test', version: '1' })

before(async () => {
  const sources = ['flow', 'port'].map((name) =>
    written(here, `${name}.mbox`, listMbox(mailOfList(name, 6))),
  )
  await ingestFolder(path, sources)
  const [ours, theirs] = InMemoryTransport.createLinkedPair()
  await mcpServer({ path, version: '1', me: 'ines', allowMarks: true }).connect(theirs)
  await client.connect(ours)
})
after(() => client.close())

type Value = Record<string, unknown>

async function ask(name: string, given: Value = {}): Promise<Value> {
  const { content } = (await client.callTool({ name, arguments: given })) as CallToolResult
  const [part] = content
  assert.ok(part?.type === 'text')
  return JSON.parse(part.text) as Value
}

describe('an agent that asks a folder of stores', { skip: FILES_ONLY }, () => {
  test('gets the series of all lists, each once, and its refs are taken', async () => {
    const { total, series } = await ask('list_series')
    assert.equal(total, 6)
    const places = (series as Value[]).map(
      ({ list, alsoOn }) => `${String(list)} ${String(alsoOn)}`,
    )
    assert.deepEqual([...new Set(places)].sort(), ['flow port', 'flow undefined', 'port undefined'])
    for (const { ref, list } of series as Value[])
      assert.equal((await ask('series_status', { ref }))['list'], list)
  })

  test('gets issues, explanations, comments and differences from the store that has them', async () => {
    const ref = 't1-v1-1@example.org'
    for (const [name, given] of [
      ['issues', { ref, all: true }],
      ['explain', { id: 't1-asked@example.org#1' }],
      ['comments_on', { message: ref }],
      ['diff_versions', { ref }],
    ] as const)
      assert.equal((await ask(name, given))['list'], 'port', name)
  })

  test('searches all, and gets feedback and todo of all', async () => {
    const { hits, total } = await ask('search', { query: 'constant' })
    assert.equal((hits as Value[]).length, total)
    assert.ok((hits as Value[]).every(({ list }) => list === 'flow' || list === 'port'))
    const { found } = await ask('feedback', { path: 'drivers/flow1/core1.c' })
    assert.ok((found as Value[]).every(({ list }) => list === 'port'))
    const { series } = await ask('todo', { since: '2019-01-01' })
    assert.ok((series as Value[]).length > 1)
  })

  test('marks in every store that has the mail', async () => {
    const { told } = await ask('mark', { id: '<t2-asked@example.org>#1', state: 'rejected' })
    assert.equal(told, '<t2-asked@example.org>#1: rejected')
    for (const name of ['flow', 'port']) {
      const store = await openForQuery(join(path, `${name}.db`))
      const { versions } = await issuesReport(store, 't2-v1-1@example.org', ALL_ISSUES)
      await store.close()
      const issues = versions.flatMap((one) => one.issues)
      assert.ok(issues.some(({ state, marked }) => state === 'rejected' && marked))
    }
  })

  test('is told what is not found as an answer', async () => {
    const { error } = await ask('series_status', { ref: 'nobody@example.org' })
    assert.equal((error as Value)['code'], 'not-found')
  })
})
