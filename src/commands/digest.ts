import { Option, type Command } from 'commander'
import { readConfig } from '../config/config.ts'
import { digestText } from '../report/digest-text.ts'
import { digestOver } from '../stores/over/digest.ts'
import { narrowedTo, requireList } from '../stores/over/list.ts'
import { keptIn } from '../stores/own.ts'
import { timeOfAll, sinceWhen } from './run/clock.ts'
import { printJson, printLines } from './run/output.ts'
import { withStores } from './run/with-store.ts'

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
    .option(
      '--list <name>',
      'part of the List-Id, or of the source that the mail came from; of a folder, of the name of a store',
    )
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
  const asked = {
    robots: options.bots,
    ...(list ? { list } : {}),
    ...(file ? { file } : {}),
  }
  const report = await withStores(program, {}, async (all) => {
    const { stores, filter } = narrowedTo(all, { ...asked, kept: keptIn(all) })
    const now = await timeOfAll(stores)
    await requireList(stores, filter, now)
    const since = options.since === 'all' ? null : sinceWhen(options.since, now)
    return digestOver(stores, filter, since, now)
  })
  const look = { markdown: options.format === 'md', archive: readConfig().archive ?? '' }
  if (options.json) await printJson(report)
  else await printLines(digestText(report, look))
}
