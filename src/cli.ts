#!/usr/bin/env node
import { Command } from 'commander'
import { EXIT, UsageError } from './commands/options.ts'
import { addExport } from './commands/export.ts'
import { addIngest } from './commands/ingest.ts'

const program = new Command('patchtrail')
  .description('Reads the mail of a patch-reviewing list and hangs every comment under the exact lines it quotes.')
  .option('--db <file>', 'the store (default: $PATCHTRAIL_DB, else your data folder)')
  .showHelpAfterError('(patchtrail --help tells more)')
  .enablePositionalOptions()

addIngest(program)
addExport(program)

// A reader that closes early (head, a pager) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.mistake))

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof UsageError) && (error as Error).name !== 'StoreError' && (error as Error).name !== 'RefError') throw error
  process.stderr.write(`patchtrail: ${(error as Error).message}\n`)
  process.exitCode = EXIT.mistake
}
