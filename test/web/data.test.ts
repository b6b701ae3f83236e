import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Running } from '../../src/web/server.ts'
import { patchtrail } from '../support/programs.ts'
import { SAMPLE_MBOX, SAMPLE_PAGE } from '../support/samples.ts'
import { temporaryFolder } from '../support/stores.ts'
import { got, served } from '../support/web.ts'

const DB = join(temporaryFolder(), 'sample.db')
const SCHEMAS = fileURLToPath(new URL('../../schemas/', import.meta.url))
const SERIES = '20251002-kt4320-6d2b8e41c70f'
const PATCH = '20251027-kt4320-v2-4-b05e7c93d4a6@example.com'
const REPLY = '7c1d9b52-4e0f-4b6a-9f37-2d8a61c0e5f4@example.org'
const ISSUE = `<${REPLY}>#4`

/** The data of each kind of page, and the command that prints the same document. */
const SAME: readonly (readonly [path: string, ...command: string[]])[] = [
  ['/list.json', 'list', '--limit', '60'],
  [`/s/${SERIES}.json`, 'status', 'KT4320'],
  [`/s/${SERIES}/issues.json`, 'issues', 'KT4320', '--all'],
  [`/s/${SERIES}/v1..v2.json`, 'diff', 'KT4320', 'v1', 'v2'],
  [`/m/${encodeURIComponent(PATCH)}.json`, 'show', PATCH],
  [`/i/${encodeURIComponent(REPLY)}/4/why.json`, 'explain', ISSUE],
  ['/search.json?q=clamp', 'search', 'clamp', '--limit', '50'],
  [
    '/feedback.json?path=drivers/hwmon/kt4320.c',
    'feedback',
    'drivers/hwmon/kt4320.c',
    '--limit',
    '20',
  ],
  ['/who.json?path=drivers/hwmon', 'who', 'drivers/hwmon', '--limit', '20'],
  ['/my.json?me=maren', 'todo', '--me', 'maren', '--since', 'all'],
]
const ALONE = [
  '/recent.json',
  '/numbers.json',
  '/complete.json?q=f:rub',
  `/t/${encodeURIComponent(REPLY)}.json`,
  `/m/${encodeURIComponent(REPLY)}/raw.json`,
  `/i/${encodeURIComponent(REPLY)}/4.json`,
  '/nothing.json',
]

const ajv = new Ajv2020({ allErrors: true })
for (const name of readdirSync(SCHEMAS))
  ajv.addSchema(JSON.parse(readFileSync(join(SCHEMAS, name), 'utf8')) as object)

function assertValid(text: string): void {
  const document = JSON.parse(text) as { schema: string }
  const validate = ajv.getSchema(document.schema)
  assert.ok(validate, `there is a schema for ${document.schema}`)
  assert.ok(validate(document), ajv.errorsText(validate.errors))
}

let server: Running
before(async () => {
  server = await served(DB, [SAMPLE_MBOX, SAMPLE_PAGE])
})
after(() => server.close())

describe('the data of pages', () => {
  for (const [path, ...command] of SAME)
    test(`${path} is what patchtrail ${command.join(' ')} prints`, async () => {
      const { text } = await got(server.address, path)
      assertValid(text)
      const { out } = await patchtrail(DB, ...command, '--json')
      assert.deepEqual(JSON.parse(text), JSON.parse(out))
    })
  for (const path of ALONE)
    test(`${path} is as its schema says`, async () =>
      assertValid((await got(server.address, path)).text))
})
