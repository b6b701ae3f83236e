import { Option, type Command } from 'commander'
import { readConfig } from '../config/config.ts'
import { SERIES_SORTS, type SeriesSort } from '../model/query.ts'
import { SERIES_STATES, TURNS, type SeriesState, type Turn } from '../model/review.ts'
import type { ListReport } from '../model/report/list.ts'
import { listText } from '../report/list-text.ts'
import { listOver, narrowedTo, requireList } from '../stores/over/list.ts'
import { keptIn } from '../stores/own.ts'
import { timeOfAll, sinceWhen } from './run/clock.ts'
import { rowLimit, type GlobalOptions } from './run/options.ts'
import { columns, paintFor, printReport } from './run/output.ts'
import { withStores } from './run/with-store.ts'

interface ListOptions {
  author?: string
  reviewer?: string
  file?: string
  list?: string
  title?: string
  since?: string
  state?: SeriesState | 'stale'
  turn?: Turn
  unreviewed?: boolean
  starred?: boolean
  ignored?: boolean
  sort: SeriesSort
  limit: number
  bots: boolean
  json?: boolean
}

/** `list`: series, newest activity first. */
export function addList(program: Command): void {
  program
    .command('list')
    .description(
      'list series: a handle that every command takes, whose turn it is and since when, version, tags',
    )
    .argument('[words...]', 'words of the title')
    .option('--author <who>', 'part of the name or address of the author')
    .option('--reviewer <who>', 'part of the name or address of somebody who answered')
    .option('--file <path>', 'part of the path of a changed file')
    .option(
      '--list <name>',
      'part of the List-Id, or of the source that the mail came from; of a folder, of the name of a store',
    )
    .option('--since <when>', 'with mail since a day (2026-01-31) or a time ago (2w, 3.months.ago)')
    .addOption(new Option('--state <state>', 'only these').choices([...SERIES_STATES, 'stale']))
    .addOption(new Option('--turn <who>', 'who is expected to do something next').choices(TURNS))
    .option(
      '--unreviewed',
      'with a patch in the latest version that no human but its author wrote to or gave a tag',
    )
    .option('--starred', 'only what I starred')
    .option('--no-bots', 'count nothing as open that robots reported')
    .option('--ignored', 'what I ignore, which is left out else')
    .addOption(
      new Option('--sort <order>', 'what stands first')
        .choices(SERIES_SORTS)
        .default('activity', 'the newest mail'),
    )
    .addOption(new Option('-n, --limit <n>', 'how many; 0 for all').argParser(rowLimit).default(30))
    .option('--json', 'print the report as JSON')
    .action((words: string[], options: ListOptions) => run(program, words.join(' '), options))
}

async function run(program: Command, title: string, options: ListOptions): Promise<void> {
  const { json, state, since, bots, ...filter } = options
  const { color } = program.opts<GlobalOptions>()
  const narrowed = state === undefined ? {} : state === 'stale' ? { stale: true } : { state }
  const list = options.list ?? readConfig().list
  const wanted = { ...filter, robots: bots, ...narrowed, title, ...(list ? { list } : {}) }
  const { report, now } = await withStores(program, {}, async (all) => {
    const { stores, filter: asked } = narrowedTo(all, { ...wanted, kept: keptIn(all) })
    const now = await timeOfAll(stores)
    await requireList(stores, asked, now)
    const from = since === undefined ? {} : { since: sinceWhen(since, now) }
    return { now, report: await listOver(stores, { ...asked, ...from }, now) }
  })
  await printReport(
    report,
    json ?? false,
    () => listText(report, { paint: paintFor(color), width: columns(), now }),
    report.series.length > 0 ? null : nothingText(report),
  )
}

function nothingText({ ignored }: ListReport): string {
  return ignored === 0
    ? 'no series fits'
    : `no series fits but ${ignored} ignored (--ignored shows them)`
}
