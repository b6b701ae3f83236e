import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from 'node:test'
import { fileURLToPath } from 'node:url'
import { ownDatabase } from './engine.ts'
import { reported } from './reporter.ts'

/**
 * `npm test`: runs all test files, two at a time. Words name those to run: `npm test -- linking`
 * runs the files with `linking` in their path. `--fast` leaves out what starts programs, servers,
 * browsers or workers or reads huge input; `--watch` runs files again as they or what they import
 * change. `PATCHTRAIL_TEST_STORE=postgres://user@host/name` has all stores on that server, in a
 * data base of the run.
 */
const ROOT = fileURLToPath(new URL('../../', import.meta.url))
/** What a file imports tells that it starts something. */
const STARTS = /from '[^']*(?:built|programs|servers|web|public-inbox|playwright-core)(?:\.ts)?'/
/** These take seconds for other reasons: many megabytes of input, worker threads. */
const LONG = ['test/ingest/large-input.test.ts', 'test/ingest/workers.test.ts']

function isFast(file: string): boolean {
  return !LONG.includes(file) && !STARTS.test(readFileSync(join(ROOT, file), 'utf8'))
}

const options = process.argv.slice(2).filter((word) => word.startsWith('--'))
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const files = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
  .map((name) => `test/${name.replaceAll('\\', '/')}`)
  .filter((name) => name.endsWith('.test.ts'))
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  .filter((name) => !options.includes('--fast') || isFast(name))
  .sort()
if (files.length === 0) {
  console.error(`no test file has ${words.join(' or ')} in its path`)
  process.exitCode = 1
} else {
  process.chdir(ROOT)
  const dropped = await ownDatabase()
  const events = run({
    files: files.map((name) => join(ROOT, name)),
    concurrency: 2,
    watch: options.includes('--watch'),
  })
  for await (const { text, isFailure } of reported(events)) {
    process.stdout.write(text)
    if (isFailure) process.exitCode = 1
  }
  await dropped()
}
