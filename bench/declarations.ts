import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The compiler rewrites `./x.ts` in what it emits to `./x.js`, but not in declarations (TypeScript
 * 5.9): done here, after it has run, since what is published has no `.ts` files.
 */

const DIST = fileURLToPath(new URL('../dist/', import.meta.url))
const IMPORT = /((?:\bfrom |\bimport\()['"]\.{1,2}\/[^'"]+)\.ts(?=['"])/g

for (const name of readdirSync(DIST, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.d.ts')) continue
  const path = join(DIST, name)
  writeFileSync(path, readFileSync(path, 'utf8').replace(IMPORT, '$1.js'))
}
