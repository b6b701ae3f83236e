import { existsSync } from 'node:fs'
import { InvalidArgumentError, type Command } from 'commander'
import type { IngestListener } from '../ingest/ingest.ts'
import type { IngestDocument, IngestSummary } from '../model/report/ingest.ts'
import { UserError } from '../model/user-error.ts'
import { ingestText, problemText, sourceText } from '../report/ingest-text.ts'
import { insteadText } from '../store/driver/choose.ts'
import { knownSources } from '../store/sources.ts'
import { StoreError, type Database } from '../store/store.ts'
import { EXIT } from './run/options.ts'
import { printJson, printText } from './run/output.ts'
import { tellHowToGoOn } from './run/interrupted.ts'
import { ProgressLine } from './run/progress.ts'
import { withStoreToWrite } from './run/with-store.ts'

interface IngestOptions {
  problems?: boolean
  verbose?: boolean
  json?: boolean
  lore?: string
  timeout?: number
}

/** `ingest <source...>` and `sync`: read mail into the store. */
export function addIngest(program: Command): void {
  const ingest = program
    .command('ingest')
    .description('read what is new in a source into the store')
    .argument(
      '<source...>',
      `mbox, mail, saved archive page, all also compressed; Maildir, MH or folder of mail; public-inbox (v1, v2, one epoch);
address of a thread (https://lore.kernel.org/...) or, with --lore, a Message-ID; - is standard input`,
    )
    .option(
      '--lore <url>',
      'fetch threads named by Message-ID from this inbox, such as https://lore.kernel.org/all/',
      inboxAddress,
    )
  withOptions(ingest).action(async (sources: string[], options: IngestOptions) => {
    await requireAny(sources)
    await run(program, options, () => Promise.resolve(sources))
  })

  const sync = program
    .command('sync')
    .description('read what is new in all sources that the store knows')
  withOptions(sync).action((options: IngestOptions) => run(program, options, sourcesIn))
}

/** A word that was mistyped makes no store, and has none derived anew. Throws UserError. */
async function requireAny(sources: readonly string[]): Promise<void> {
  const { isRemote } = await import('../mail/lore/lore.ts')
  if (sources.some((source) => source === '-' || isRemote(source) || existsSync(source))) return
  throw new UserError('mistake', `${sources.join(', ')}: no such file`)
}

function withOptions(command: Command): Command {
  return command
    .option(
      '--timeout <seconds>',
      'give a server up that is silent for so long (default: 30)',
      seconds,
    )
    .option('-v, --verbose', 'say what each source gave')
    .option('--problems', 'list everything odd in the mail')
    .option('--json', 'print the summary as JSON')
}

async function sourcesIn(store: Database): Promise<string[]> {
  const known = (await knownSources(store)).map(({ location }) => location)
  if (known.length === 0)
    throw new StoreError('the store knows no source yet; name one with: patchtrail ingest <mail>')
  return known
}

async function run(
  program: Command,
  options: IngestOptions,
  sourcesOf: (store: Database) => Promise<string[]>,
): Promise<void> {
  // Loaded here, since what reads mail takes longer to load than a whole query takes to run.
  const [{ ingest }, { WebClient }] = await Promise.all([
    import('../ingest/ingest.ts'),
    import('../mail/lore/web-client.ts'),
  ])
  const client = new WebClient(
    options.timeout === undefined ? {} : { timeout: options.timeout * 1000 },
  )
  const line = new ProgressLine()
  tellHowToGoOn(line, 'the same command, or patchtrail sync')
  const summary = await withStoreToWrite(program, async (store) => {
    if (options.verbose) await tellInstead()
    return ingest(store, await sourcesOf(store), listenerFor(options, line), {
      lore: options.lore ?? null,
      client,
    })
  })
  line.clear()
  if (options.json) await printJson(ingestDocument(summary, options.problems ?? false))
  else await printText(`${ingestText(summary).join('\n')}\n`)
  if (summary.problems.some(({ fatal }) => fatal)) process.exitCode = EXIT.unread
}

/** Says where another SQLite runs than the usual one. */
async function tellInstead(): Promise<void> {
  const text = await insteadText()
  if (text !== null) process.stderr.write(`patchtrail: ${text}\n`)
}

/** The summary as it is printed: problems by their number, unless they are asked for. */
function ingestDocument(summary: IngestSummary, withProblems: boolean): IngestDocument {
  const { problems } = summary
  return {
    schema: 'patchtrail/ingest/1',
    ...summary,
    problems: withProblems ? problems : problems.length,
  }
}

/**
 * Input that is lost is always named; other oddities on demand. Progress shows on a terminal only.
 */
function listenerFor({ problems, verbose }: IngestOptions, line: ProgressLine): IngestListener {
  const say = (text: string): void => {
    line.clear()
    process.stderr.write(`${text}\n`)
  }
  return {
    problem: (problem) => {
      if (problem.fatal || problems)
        say(`${problem.fatal ? 'patchtrail: ' : ''}${problemText(problem)}`)
    },
    outdated: () =>
      say('patchtrail: the store was derived by an older patchtrail; deriving all of it anew'),
    progress: ({ stage, done, share }) => line.show(stage, done, share),
    source: (source) => {
      if (verbose) say(sourceText(source))
    },
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
