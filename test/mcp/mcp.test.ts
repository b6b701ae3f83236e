import assert from 'node:assert/strict'
import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { fitting, MOST_CHARACTERS } from '../../src/mcp/bounded.ts'
import { ON_SERVER } from '../support/engine.ts'
import { CLI } from '../support/built.ts'
import { sampleFolder } from '../support/sample-store.ts'
import { SAMPLE_MBOX } from '../support/samples.ts'

const SUSPEND = '<aRNqL5zDn0WfHk6y@castellane.example.org>#1'
const sample = sampleFolder()

const READS = [
  'list_series',
  'series_status',
  'issues',
  'explain',
  'comments_on',
  'diff_versions',
  'search',
  'feedback',
  'todo',
]

/** Connects a client of the protocol to a server of its own. */
async function connected(...args: string[]): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [CLI, ...args],
      stderr: 'pipe',
      ...(ON_SERVER ? { env: process.env as Record<string, string> } : {}),
    }),
  )
  return client
}

interface Answer {
  readonly isError: boolean
  readonly text: string
  // What is in it is up to the tool.
  readonly value: Record<string, unknown> & { freshness?: { newestMail: string } }
}

async function ask(client: Client, name: string, given: object = {}): Promise<Answer> {
  const result = (await client.callTool({
    name,
    arguments: given as Record<string, unknown>,
  })) as CallToolResult
  const [part] = result.content
  assert.ok(part?.type === 'text')
  const value = JSON.parse(part.text) as Answer['value']
  return { isError: result.isError ?? false, text: part.text, value }
}

type Item = Record<string, unknown> & { id: string; ref: string }
const items = (value: unknown): Item[] => value as Item[]

describe('mcp, asked by a client of the protocol', () => {
  let client: Client
  before(async () => {
    client = await connected('--db', sample.db, 'mcp', '--me', 'Maren')
  })
  after(() => client.close())

  test('names itself, says how to begin, and lists its tools: none that writes', async () => {
    assert.equal(client.getServerVersion()?.name, 'patchtrail')
    assert.match(client.getInstructions() ?? '', /Start with list_series/)
    const { tools } = await client.listTools()
    assert.deepEqual(
      tools.map(({ name }) => name),
      READS,
    )
    assert.ok(tools.every(({ annotations }) => annotations?.readOnlyHint === true))
    assert.ok(
      tools.every(({ description, inputSchema }) => description && inputSchema.type === 'object'),
    )
  })

  test('every answer says how fresh the store is, and its refs are taken by the next call', async () => {
    const { value } = await ask(client, 'list_series', { title: 'kestrel' })
    assert.equal(value.freshness?.newestMail, '2025-11-11T17:05:38Z')
    const [series] = items(value.series)
    const status = await ask(client, 'series_status', { ref: series?.ref })
    assert.equal(status.value.title, 'hwmon: Add support for Kestrel KT4320')
    const issues = await ask(client, 'issues', { ref: series?.ref })
    assert.equal(items(issues.value.issues)[0]?.id, SUSPEND)
    const explained = await ask(client, 'explain', { id: items(issues.value.issues)[0]?.id })
    assert.equal(explained.value.id, SUSPEND)
    for (const { value: one } of [status, issues, explained]) assert.ok(one.freshness)
  })

  test('issues: what is open with its evidence; all, and what was passed over', async () => {
    const of = async (given: object): Promise<Item[]> =>
      items((await ask(client, 'issues', { ref: 'KT4320', ...given })).value.issues)
    const [suspend, ...others] = await of({})
    assert.deepEqual(
      [suspend?.state, suspend?.asks, suspend?.path, suspend?.line, others.length],
      ['open', 'What about suspend?', 'drivers/hwmon/kt4320.c', 176, 2],
    )
    assert.ok(Array.isArray(suspend?.evidence))
    assert.equal(
      (await of({ passed_over: true })).every((one) => 'passedOver' in one),
      true,
    )
    assert.ok((await of({ all: true })).length > 20)
  })

  test('comments on the lines of a patch, each with its line and the answers to it', async () => {
    const { value } = await ask(client, 'comments_on', {
      message: '20251027-kt4320-v2-4-b05e7c93d4a6@example.com',
    })
    const [first] = items(value.comments)
    assert.deepEqual(
      [first?.path, first?.line, first?.state],
      ['drivers/hwmon/kt4320.c', 71, 'answered'],
    )
    assert.match((first?.under as { text: string }).text, /^\+\t+\*val = /)
    assert.equal(items(first?.answers).length, 1)
  })

  test('search, feedback on a diff and on a path, todo of the user, two versions', async () => {
    const found = await ask(client, 'search', { query: 'lock' })
    assert.equal(found.value.total, 2)
    const mail = readFileSync(SAMPLE_MBOX, 'utf8')
    const diff = mail.slice(
      mail.indexOf('diff --git a/drivers/hwmon/kt4320.c'),
      mail.indexOf('\nFrom mboxrd', mail.indexOf('diff --git a/drivers/hwmon/kt4320.c')),
    )
    const [onDiff, onPath] = [
      await ask(client, 'feedback', { diff }),
      await ask(client, 'feedback', { path: 'drivers/hwmon/kt4320.c:71' }),
    ]
    assert.ok(items(onDiff.value.found).length > 0 && items(onPath.value.found).length > 0)
    const todo = await ask(client, 'todo')
    assert.equal(items(todo.value.series)[0]?.role, 'author')
    const two = await ask(client, 'diff_versions', { ref: 'KT4320', from: 'v1', to: 'v2' })
    assert.equal(items(two.value.patches).length, 5)
  })

  test('what the user can mend is an answer, not a crash', async () => {
    for (const [name, given, code] of [
      ['issues', { ref: 'no such words' }, 'not-found'],
      ['search', { query: 'AND' }, 'query'],
      ['feedback', {}, 'mistake'],
      ['list_series', { since: 'soon' }, 'mistake'],
    ] as const) {
      const { isError, value } = await ask(client, name, given)
      assert.deepEqual([isError, (value.error as { code: string }).code], [true, code], name)
    }
  })

  test('an argument of another form is refused by the protocol', async () => {
    const result = (await client.callTool({
      name: 'issues',
      arguments: { ref: 7 },
    })) as CallToolResult
    assert.equal(result.isError, true)
  })
})

describe('mcp: what it may write', () => {
  test('mark only with --allow-marks', async () => {
    const db = sample.copy('marks.db')
    const reader = await connected('--db', db, 'mcp')
    const refused = (await reader.callTool({
      name: 'mark',
      arguments: { id: SUSPEND, state: 'addressed' },
    })) as CallToolResult
    assert.equal(refused.isError, true)
    await reader.close()
    const writer = await connected('--db', db, 'mcp', '--allow-marks')
    const { value } = await ask(writer, 'mark', { id: SUSPEND, state: 'answered', note: 'told so' })
    assert.equal(value.told, `${SUSPEND}: answered`)
    const { text } = await ask(writer, 'issues', { ref: 'KT4320' })
    assert.ok(!text.includes(SUSPEND))
    await writer.close()
  })
})

describe('mcp over HTTP', () => {
  test('on this machine alone, for its own clients alone', async () => {
    const child = spawn(process.execPath, [CLI, '--db', sample.db, 'mcp', '--http', '0'])
    const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string]
    const address = line.trim()
    assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/mcp$/)
    const client = new Client({ name: 'test', version: '1' })
    // The transport's own type does not fit its interface under exactOptionalPropertyTypes.
    await client.connect(new StreamableHTTPClientTransport(new URL(address)))
    assert.equal((await ask(client, 'search', { query: 'lock' })).value.total, 2)
    await client.close()
    const stranger = await fetch(address, {
      method: 'POST',
      headers: { Origin: 'https://example.org' },
    })
    assert.equal(stranger.status, 403)
    assert.equal((await fetch(address)).status, 405)
    child.kill('SIGTERM')
    await once(child, 'close')
  })
})

describe('an answer is bounded', () => {
  test('by the characters of its items, and says what it leaves out', () => {
    const all = Array.from({ length: 100 }, (_, i) => ({ i, text: 'x'.repeat(1000) }))
    const { items: some, leftOut } = fitting(all)
    assert.ok(JSON.stringify(some).length <= MOST_CHARACTERS)
    assert.equal(some.length + leftOut, 100)
    assert.equal(fitting([{ text: 'x'.repeat(99_999) }]).items.length, 1)
    assert.deepEqual(fitting([]), { items: [], leftOut: 0 })
  })
})
