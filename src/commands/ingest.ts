import { InvalidArgumentError, type Command } from 'commander'
import type { IngestListener } from '../ingest.ts'
import { ingestText, problemText } from '../report/ingest-text.ts'
import { openForIngest } from '../store/store.ts'
import { EXIT, storePath, type GlobalOptions } from './options.ts'
import { printJson, printText } from './output.ts'
import { ProgressLine } from './progress.ts'

interface IngestOptions {
  problems?: boolean
  json?: boolean
  lore?: string
  timeout?: number
}

/** `ingest <source...>`: reads mail into the store. */
export function addIngest(program: Command): void {
  program
    .command('ingest')
    .description('read mail into the store')
    .argument('<source...>', 'mbox (.gz too), message, archive page (text, HTML), public-inbox epoch, address of a thread (https://lore.kernel.org/...); - is standard input')
    .option('--lore <url>', 'fetch threads named by Message-ID from this inbox, such as https://lore.kernel.org/all/', inboxAddress)
    .option('--timeout <seconds>', 'give a server up that is silent for so long (default: 30)', seconds)
    .option('--problems', 'list everything odd in the mail')
    .option('--json', 'print the summary as JSON')
    .action(async (sources: string[], options: IngestOptions) => {
      // Loaded here, since mailparser alone takes as long to load as a whole query takes to run.
      const [{ ingest }, { WebClient }] = await Promise.all([import('../ingest.ts'), import('../mail/web.ts')])
      const client = new WebClient(options.timeout === undefined ? {} : { timeout: options.timeout * 1000 })
      const store = await openForIngest(storePath(program.opts<GlobalOptions>().db))
      const line = new ProgressLine()
      const summary = await ingest(store, sources, listenerFor(options, line), { lore: options.lore ?? null, client }).finally(() => store.close())
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

function inboxAddress(text: string): string {
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return text
  throw new InvalidArgumentError('It is an address that begins with https:// or http://.')
}

function seconds(text: string): number {
  const value = Number(text)
  if (value > 0 && value <= 3600) return value
  throw new InvalidArgumentError('It is a number of seconds, up to 3600.')
}
