import { existsSync } from 'node:fs'
import { InvalidArgumentError, type Command } from 'commander'
import type { FolderListener } from '../ingest/folder/folder.ts'
import type { Remote } from '../mail/lore/lore.ts'
import type { ListedProblem } from '../model/problem.ts'
import type { IngestDocument, IngestSummary, StoreGain } from '../model/report/ingest.ts'
import { UserError } from '../model/user-error.ts'
import { ingestText, problemText, sourceText, unlistedText } from '../report/ingest-text.ts'
import { insteadText } from '../store/driver/choose.ts'
import { isStoreFolder } from '../store/lookup/folder.ts'
import { OLDER } from '../store/stamp.ts'
import { EXIT, storePath, type GlobalOptions } from './run/options.ts'
import { ingestIntoFolder, ingestIntoStore } from './run/ingesting.ts'
import { printJson, printText } from './run/output.ts'
import { hinted, shellWord } from './run/hints.ts'
import { tellHowToGoOn } from './run/interrupted.ts'
import { ProgressLine } from './run/progress.ts'

interface IngestOptions {
  problems?: boolean
  verbose?: boolean
  json?: boolean
  lore?: string
  into?: string
  forget?: string
  /** Without `--no-derive`. */
  derive: boolean
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
  ingest.option(
    '--into <name>',
    'of a folder of stores, the one for all of this mail; sync goes by it, too (default: that of each list)',
    storeName,
  )
  withOptions(ingest).action(async (sources: string[], options: IngestOptions) => {
    await requireAny(sources)
    await run(program, options, sources)
  })

  const sync = program
    .command('sync')
    .description('read what is new in all sources that the store knows')
  sync.option('--forget <source>', 'read this one no more: its mail stays; ingest knows it again')
  withOptions(sync).action(async (options: IngestOptions) => {
    const { forget } = options
    if (forget === undefined) return run(program, options, null)
    const { forgetIn } = await import('./run/forget.ts')
    await printText(`${await forgetIn(storePath(program.opts<GlobalOptions>().db), forget)}\n`)
  })
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
    .option('--no-derive', 'leave it to patchtrail derive what becomes of it')
    .option('-v, --verbose', 'say what each source gave')
    .option('--problems', 'list everything odd in the mail')
    .option('--json', 'print the summary as JSON')
}

/** @param given `null`: all sources that the store knows */
async function run(
  program: Command,
  options: IngestOptions,
  given: readonly string[] | null,
): Promise<void> {
  const client = await clientFor(options)
  const line = new ProgressLine()
  tellHowToGoOn(line, () => 'what was read is kept. To go on: the same command, or patchtrail sync')
  if (options.verbose) await tellInstead()
  const path = storePath(program.opts<GlobalOptions>().db)
  const remote = { lore: options.lore ?? null, client }
  const reading = { remote, into: options.into ?? null, derives: options.derive }
  const listener = listenerFor(options, line, given !== null)
  const isFolder = await isStoreFolder(path)
  const { summary, stores } = isFolder
    ? await ingestIntoFolder(path, given, listener, reading)
    : await ingestIntoStore(path, given, listener, reading)
  line.clear()
  if (options.json) await printJson(ingestDocument(summary, stores, options.problems ?? false))
  else {
    const rest =
      options.derive || summary.added === 0 ? [] : [hinted('  not derived yet: patchtrail derive')]
    await printText(`${[...ingestText(summary, stores ?? []), ...rest].join('\n')}\n`)
  }
  if (summary.problems.some(({ fatal }) => fatal)) process.exitCode = EXIT.unread
}

/** Loaded here, since what reads mail takes longer to load than a whole query takes to run. */
async function clientFor({ timeout }: IngestOptions): Promise<Remote['client']> {
  const { WebClient } = await import('../mail/lore/web-client.ts')
  return new WebClient(timeout === undefined ? {} : { timeout: timeout * 1000 })
}

/** Says where another SQLite runs than the usual one. */
async function tellInstead(): Promise<void> {
  const text = await insteadText()
  if (text !== null) process.stderr.write(`patchtrail: ${text}\n`)
}

/** The summary as it is printed: problems by their number, unless they are asked for. */
function ingestDocument(
  summary: IngestSummary,
  stores: readonly StoreGain[] | null,
  withProblems: boolean,
): IngestDocument {
  const { problems } = summary
  return {
    schema: 'patchtrail/ingest/1',
    ...summary,
    problems: withProblems ? problems : problems.length,
    ...(stores === null ? {} : { stores }),
  }
}

/**
 * Input that is lost is always named; other oddities on demand. Progress shows on a terminal only.
 */
function listenerFor(
  { problems, verbose, derive }: IngestOptions,
  line: ProgressLine,
  isNamed: boolean,
): FolderListener {
  const say = (text: string): void => {
    line.clear()
    process.stderr.write(`${text}\n`)
  }
  return {
    problem: (problem) => {
      if (problem.fatal || problems)
        say(
          `${problem.fatal ? 'patchtrail: ' : ''}${problemText(problem)}${isNamed ? '' : goneText(problem)}`,
        )
    },
    outdated: () => say(`patchtrail: ${outdatedText(derive)}`),
    progress: ({ stage, done, share }) => line.show(stage, done, share),
    // Where mail without a list goes was said when its source was named.
    ...(isNamed ? { unlisted: (told) => say(`patchtrail: ${unlistedText(told)}`) } : {}),
    broken: (text) => say(`patchtrail: ${text}; it is left out`),
    source: (source) => {
      if (verbose) say(sourceText(source))
    },
  }
}

/** How a source that is not there any more can be left out by the next sync. */
function goneText({ source, text, at }: ListedProblem): string {
  if (text !== 'no such file' || at !== null) return ''
  return hinted(`; if it is gone for good: patchtrail sync --forget ${shellWord(source)}`)
}

/** @param derives whether this run does what is to be done */
function outdatedText(derives: boolean): string {
  return derives
    ? `the store was ${OLDER}; deriving all of it anew`
    : hinted(`the store was ${OLDER}; all of it is to be derived anew: patchtrail derive`)
}

function storeName(text: string): string {
  if (/^[\w-][\w.-]*$/.test(text)) return text
  throw new InvalidArgumentError('It is the name of a store: letters, digits, ., _ and -.')
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
