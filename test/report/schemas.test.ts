import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { DOCUMENTS, schemaFiles } from '../../bench/schemas.ts'
import { patchtrail } from '../support/programs.ts'
import { SAMPLE_MBOX, SAMPLE_PAGE } from '../support/samples.ts'
import { temporaryFolder } from '../support/stores.ts'

const SCHEMAS = fileURLToPath(new URL('../../schemas/', import.meta.url))
const PATCH = '20251027-kt4320-v2-4-b05e7c93d4a6@example.com'

const UNSENT = join(temporaryFolder(), 'unsent.patch')

/** What each command prints on the sample, with the kind of the document. */
const COMMANDS: readonly (readonly [kind: string, ...args: string[]])[] = [
  ['list', 'list', '--json'],
  ['status', 'status', 'KT4320', '--json'],
  ['issues', 'issues', 'KT4320', '--all', '--json'],
  ['todo', 'todo', '--me', 'ruben', '--since', '30y', '--json'],
  ['todo', 'todo', '--me', 'example.com', '--since', '30y', '--json'],
  ['diff', 'diff', 'KT4320', '--json'],
  ['show', 'show', PATCH, '--json'],
  ['search', 'search', 'clamp', '--json'],
  ['search', 'search', '--in', 'messages', 'clamp', '--json'],
  ['feedback', 'feedback', 'drivers/hwmon/kt4320.c', '--json'],
  ['who', 'who', 'drivers', '--json'],
  ['check', 'check', '--json'],
  ['digest', 'digest', '--since', '3w', '--json'],
  ['digest', 'digest', '--since', '8w', '--json'],
  ['presend', 'presend', UNSENT, '--ref', 'KT4320', '--json'],
  ['config', 'config', '--json'],
  ['mistake', 'list', '--since', 'soon', '--json'],
  ['mistake', 'issues', '--json'],
  ['ingest', 'ingest', SAMPLE_MBOX, '--json'],
  ['ingest', 'ingest', SAMPLE_MBOX, '--problems', '--json'],
]

before(() => {
  // The last patch of the sample as it was before it was sent.
  const mails = readFileSync(SAMPLE_MBOX, 'utf8').split(/^(?=From mboxrd@z)/m)
  const patch = mails.find((mail) => mail.includes('\nSubject: [PATCH v3 3/3]')) ?? ''
  writeFileSync(UNSENT, patch.replace(/^Message-Id:.*\n/im, ''))
})

const ajv = new Ajv2020({ allErrors: true })
const validators = new Map(
  readdirSync(SCHEMAS).map((name) => [
    name.replace('.schema.json', ''),
    ajv.compile(JSON.parse(readFileSync(join(SCHEMAS, name), 'utf8')) as object),
  ]),
)

function validatorOf(kind: string): ValidateFunction {
  const found = validators.get(kind)
  assert.ok(found, `there is a schema for ${kind}`)
  return found
}

function assertValid(kind: string, document: unknown): void {
  const validate = validatorOf(kind)
  assert.ok(validate(document), ajv.errorsText(validate.errors))
}

describe('schemas of the documents', () => {
  const db = join(temporaryFolder(), 'store.db')
  before(async () => {
    assert.equal((await patchtrail(db, 'ingest', SAMPLE_MBOX, SAMPLE_PAGE)).code, 0)
  })

  test('are those of the types (npm run schemas writes them)', async () => {
    const made = await schemaFiles()
    assert.deepEqual(readdirSync(SCHEMAS).sort(), [...made.keys()].sort())
    for (const [name, text] of made) assert.equal(readFileSync(join(SCHEMAS, name), 'utf8'), text)
  })

  test('name the document', () => {
    for (const kind of Object.keys(DOCUMENTS))
      assert.equal((validatorOf(kind).schema as { $id: string }).$id, `patchtrail/${kind}/1`)
  })

  for (const [kind, ...args] of COMMANDS)
    test(`patchtrail ${args.join(' ').replace(SAMPLE_MBOX, 'sample.mbox')}`, async () => {
      const { out } = await patchtrail(db, ...args)
      const document = JSON.parse(out) as object
      assertValid(kind, document)
      assert.equal(validatorOf(kind)({ ...document, more: 1 }), false, 'no unknown field')
      assert.equal(validatorOf(kind)({ ...document, schema: 'patchtrail/x/1' }), false)
    })

  for (const kind of ['link', 'comment', 'issue', 'series'])
    test(`every record of patchtrail export ${kind}`, async () => {
      const { out } = await patchtrail(db, 'export', kind === 'series' ? kind : `${kind}s`)
      const records = out.trimEnd().split('\n')
      assert.ok(out.length > 0, 'there are records')
      for (const record of records) assertValid(kind, JSON.parse(record))
      const first = JSON.parse(records[0] ?? '') as object
      assert.equal(validatorOf(kind)({ ...first, more: 1 }), false, 'no unknown field')
    })

  test('a message as it was mailed', async () => {
    const { openForQuery } = await import('../../src/store/store.ts')
    const { rawReport } = await import('../../src/query/raw.ts')
    const store = await openForQuery(db)
    const report = await rawReport(store, PATCH).finally(() => store.close())
    assertValid('raw', JSON.parse(JSON.stringify(report)))
  })
})
