import type { Command } from 'commander'
import { readConfig } from '../config/config.ts'
import { requireIdentity } from '../config/identity.ts'
import { todoText } from '../report/todo-text.ts'
import { todoOver } from '../stores/over/todo.ts'
import { keptIn } from '../stores/own.ts'
import { timeOfAll, sinceWhen } from './run/clock.ts'
import { listOption, type OnList } from './run/on-list.ts'
import type { GlobalOptions } from './run/options.ts'
import { columns, paintFor, printJson, printLines } from './run/output.ts'
import { withStores } from './run/with-store.ts'

interface TodoOptions extends OnList {
  me?: string
  since: string
  full?: boolean
  bots: boolean
  json?: boolean
}

/** `todo`: what one person owes, and what to look at again. */
export function addTodo(program: Command): void {
  program
    .command('todo')
    .description(
      'across all series, a line each: what I owe or promised as an author, and new versions of what I asked for as a reviewer',
    )
    .option(
      '--me <who>',
      'an address, or part of a name (default: the config file, $EMAIL, git config user.email)',
    )
    .option(
      '--since <when>',
      'only series with mail since then, counted from the newest mail of the store; all: ever',
      '6.months.ago',
    )
    .option('--no-bots', 'leave out what robots reported')
    .option('--full', 'every request, with its quote and evidence')
    .addOption(listOption())
    .option('--json', 'print the report as JSON')
    .action((options: TodoOptions) => run(program, options))
}

async function run(program: Command, options: TodoOptions): Promise<void> {
  const me = requireIdentity(options.me, readConfig())
  const { color } = program.opts<GlobalOptions>()
  const { report, now } = await withStores(program, options, async (stores) => {
    const now = await timeOfAll(stores)
    const kept = keptIn(stores)
    const since = options.since === 'all' ? null : sinceWhen(options.since, now)
    const isIgnored = (name: string): boolean => kept[name]?.ignore ?? false
    return { now, report: await todoOver(stores, me, { since, isIgnored, robots: options.bots }) }
  })
  const shown = { paint: paintFor(color), full: options.full ?? false, width: columns(), now }
  if (options.json) await printJson(report)
  else await printLines(todoText(report, shown))
}
