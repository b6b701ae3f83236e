import { Option, type Command } from 'commander'
import { readConfig } from '../config/config.ts'
import { readKept } from '../config/kept.ts'
import { digestReport } from '../query/debts/digest.ts'
import { digestText } from '../report/digest-text.ts'
import { timeOf, sinceWhen } from './run/clock.ts'
import { storePath, type GlobalOptions } from './run/options.ts'
import { printJson, printLines } from './run/output.ts'
import { withStore } from './run/with-store.ts'

interface DigestOptions {
  since: string
  list?: string
  file?: string
  format: 'text' | 'md'
  bots: boolean
  json?: boolean
}

/** `digest`: what is new on a list, for its weekly mail. */
export function addDigest(program: Command): void {
  program
    .command('digest')
    .description(
      'print what is new as the text of a mail: new versions and what they left undone, new series, what was applied, what is ready',
    )
    .option(
      '--since <when>',
      'since when, counted from the newest mail of the store; all: ever',
      '1.week',
    )
    .option('--list <name>', 'part of the List-Id, or of the source that the mail came from')
    .option('--no-bots', 'leave out what robots reported')
    .option('--file <path>', 'only what changes files with this in their path')
    .addOption(
      new Option('--format <format>', 'plain text, or Markdown')
        .choices(['text', 'md'])
        .default('text'),
    )
    .option('--json', 'print the report as JSON')
    .action((options: DigestOptions) => run(program, options))
}

async function run(program: Command, options: DigestOptions): Promise<void> {
  const { list = readConfig().list, file } = options
  const kept = readKept(storePath(program.opts<GlobalOptions>().db))
  const filter = {
    kept,
    robots: options.bots,
    ...(list ? { list } : {}),
    ...(file ? { file } : {}),
  }
  const report = await withStore(program, async (store) => {
    const now = await timeOf(store)
    const since = options.since === 'all' ? null : sinceWhen(options.since, now)
    return digestReport(store, filter, since, now)
  })
  const look = { markdown: options.format === 'md', archive: readConfig().archive ?? '' }
  if (options.json) await printJson(report)
  else await printLines(digestText(report, look))
}
