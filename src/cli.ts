#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { addCheck } from './commands/check.ts'
import { addExport } from './commands/export.ts'
import { addFeedback, addWho } from './commands/feedback.ts'
import { addIngest } from './commands/ingest.ts'
import { addIssues, addTodo } from './commands/issues.ts'
import { addLink } from './commands/link.ts'
import { addList } from './commands/list.ts'
import { addMark } from './commands/mark.ts'
import { addRebuild } from './commands/rebuild.ts'
import { addSearch } from './commands/search.ts'
import { addShow } from './commands/show.ts'
import { addDiff, addStatus } from './commands/status.ts'
import { EXIT } from './commands/options.ts'
import { RefError } from './query.ts'
import { QueryError } from './search/query-error.ts'
import { StoreError } from './store/store.ts'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

const program = new Command('patchtrail')
  .description('Reads the mail of a patch-reviewing list and hangs every comment under the exact lines it quotes.')
  .version(version)
  .option('--db <file>', 'the store (default: $PATCHTRAIL_DB, else patchtrail/patchtrail.db in your data folder)')
  .addOption(new Option('--color <when>', 'colours').choices(['auto', 'always', 'never']).default('auto'))
  .showHelpAfterError('(patchtrail --help tells more)')

addIngest(program)
addList(program)
addStatus(program)
addDiff(program)
addIssues(program)
addTodo(program)
addShow(program)
addSearch(program)
addFeedback(program)
addWho(program)
addExport(program)
addLink(program)
addMark(program)
addRebuild(program)
addCheck(program)

// A reader that closes early (head, a pager) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done)
  throw error
})

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof StoreError) && !(error instanceof RefError) && !(error instanceof QueryError)) throw error
  const more = error instanceof RefError ? error.found.map((line) => `  ${line}\n`).join('') : error instanceof QueryError ? spotOf(error) : ''
  process.stderr.write(`patchtrail: ${error.message}\n${more}`)
  process.exitCode = error instanceof RefError && !error.isMistake ? EXIT.nothing : EXIT.mistake
}

/** The query with a mark under the spot of the mistake. */
function spotOf({ query, at }: QueryError): string {
  const line = query.replace(/\s/g, ' ')
  return `  ${line}\n  ${' '.repeat(at)}^\n`
}
