import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'

const SCHEMAS = fileURLToPath(new URL('../../schemas/', import.meta.url))
const ajv = new Ajv2020({ allErrors: true })
for (const name of readdirSync(SCHEMAS))
  ajv.addSchema(JSON.parse(readFileSync(join(SCHEMAS, name), 'utf8')) as object)

/** A document is as the schema of its name says. */
export function requireSchema(document: { readonly schema: string }): void {
  const validate = ajv.getSchema(document.schema)
  assert.ok(validate, `there is a schema of ${document.schema}`)
  assert.ok(validate(document), ajv.errorsText(validate.errors))
}
