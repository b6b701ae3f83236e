import type { Command } from 'commander'
import { ingest } from '../ingest.ts'
import { openForIngest } from '../store/store.ts'
import { EXIT, storePath } from './options.ts'

/** `ingest <source...>`: reads mail into the store. */
export function addIngest(program: Command): void {
  program
    .command('ingest')
    .description('read mail into the store')
    .argument('<source...>', 'mbox, message, archive page, public-inbox epoch; - is standard input')
    .option('--problems', 'list everything odd in the mail')
    .option('--json', 'print the summary as JSON')
    .action(async (sources: string[], options: { problems?: boolean; json?: boolean }) => {
      const store = await openForIngest(storePath(program.opts<{ db?: string }>().db))
      const summary = await ingest(store, sources)
      await store.close()
      process.stdout.write(JSON.stringify({ ...summary, problems: options.problems ? summary.problems : summary.problems.length }) + '\n')
      if (summary.problems.some((p) => p.fatal)) process.exitCode = EXIT.unread
    })
}
