import { InvalidArgumentError, Option, type Command } from 'commander'
import type { SeriesState, Turn } from '../model/review.ts'
import { listReport } from '../query/list.ts'
import { listText } from '../report/list-text.ts'
import { openForReport } from './open.ts'
import { dayBefore } from '../text/day-before.ts'
import { storePath, wholeNumber, type GlobalOptions } from './options.ts'
import { columns, paintFor, printReport } from './output.ts'

interface ListOptions {
  author?: string
  reviewer?: string
  file?: string
  title?: string
  since?: string
  state?: SeriesState | 'stale'
  turn?: Turn
  unreviewed?: boolean
  limit: number
  json?: boolean
}

const STATES = [
  'needs-review',
  'changes-requested',
  'changes-agreed',
  'in-discussion',
  'ready',
  'applied',
  'stale',
]

/** `list`: series, newest activity first. */
export function addList(program: Command): void {
  program
    .command('list')
    .description('list series, newest activity first: version, state and whose turn, tags, replies')
    .argument('[words...]', 'words of the title')
    .option('--author <who>', 'part of the name or address of the author')
    .option('--reviewer <who>', 'part of the name or address of somebody who answered')
    .option('--file <path>', 'part of the path of a changed file')
    .addOption(
      new Option(
        '--since <when>',
        'with mail since a day (2026-01-31) or a time ago (2w, 3.months.ago)',
      ).argParser(when),
    )
    .addOption(new Option('--state <state>', 'only these').choices(STATES))
    .addOption(
      new Option('--turn <who>', 'who is expected to do something next').choices([
        'author',
        'reviewer',
        'maintainer',
      ]),
    )
    .option('--unreviewed', 'with a patch in the latest version that nobody has looked at')
    .addOption(new Option('--limit <n>', 'how many').argParser(wholeNumber).default(30))
    .option('--json', 'print the report as JSON')
    .action(async (words: string[], options: ListOptions) => {
      const { db, color } = program.opts<GlobalOptions>()
      const { json, state, ...filter } = options
      const store = await openForReport(storePath(db))
      const now = Date.now()
      const narrowed = state === undefined ? {} : state === 'stale' ? { stale: true } : { state }
      const report = await listReport(
        store,
        { ...filter, ...narrowed, title: words.join(' ') },
        now,
      )
      await store.close()
      await printReport(
        report,
        json ?? false,
        () => listText(report, { paint: paintFor(color), width: columns(), now }),
        report.series.length > 0 ? null : 'no series fits',
      )
    })
}

function when(text: string): string {
  const date = dayBefore(text, Date.now())
  if (date === null)
    throw new InvalidArgumentError(
      'It must be a day such as 2026-01-31 or a time ago such as 2w or 3.months.ago.',
    )
  return date
}
