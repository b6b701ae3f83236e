import type { Command } from 'commander'
import type { IngestListener } from '../ingest.ts'
import { ingestText, problemText } from '../report/ingest-text.ts'
import { openForIngest } from '../store/store.ts'
import { EXIT, storePath, type GlobalOptions } from './options.ts'
import { printJson, printText } from './output.ts'
import { ProgressLine } from './progress.ts'

interface IngestOptions {
  problems?: boolean
  json?: boolean
}

/** `ingest <source...>`: reads mail into the store. */
export function addIngest(program: Command): void {
  program
    .command('ingest')
    .description('read mail into the store')
    .argument('<source...>', 'mbox (.gz too), message, archive page (text, HTML), public-inbox epoch; - is standard input')
    .option('--problems', 'list everything odd in the mail')
    .option('--json', 'print the summary as JSON')
    .action(async (sources: string[], options: IngestOptions) => {
      // Loaded here, since mailparser alone takes as long to load as a whole query takes to run.
      const { ingest } = await import('../ingest.ts')
      const store = await openForIngest(storePath(program.opts<GlobalOptions>().db))
      const line = new ProgressLine()
      const summary = await ingest(store, sources, listenerFor(options, line)).finally(() => store.close())
      line.clear()
      if (options.json) await printJson({ schema: 'patchtrail/ingest/1', ...summary, problems: options.problems ? summary.problems : summary.problems.length })
      else await printText(`${ingestText(summary).join('\n')}\n`)
      if (summary.problems.some(({ fatal }) => fatal)) process.exitCode = EXIT.unread
    })
}

/** Input that is lost is always named; other oddities on demand. Progress shows on a terminal only. */
function listenerFor({ problems }: IngestOptions, line: ProgressLine): IngestListener {
  return {
    problem: (problem) => {
      if (!problem.fatal && !problems) return
      line.clear()
      process.stderr.write(`${problem.fatal ? 'patchtrail: ' : ''}${problemText(problem)}\n`)
    },
    progress: ({ stage, done, share }) => line.show(stage, done, share),
  }
}
