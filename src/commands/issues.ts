import { UserError } from '../model/user-error.ts'
import { Option, type Command } from 'commander'
import type { IssueState } from '../model/issue.ts'
import { issuesReport } from '../query/issues.ts'
import { todoReport } from '../query/todo.ts'
import { issuesMarkdown } from '../report/issues-markdown.ts'
import { issuesText, todoText } from '../report/issues-text.ts'
import { openForReport } from './open.ts'
import { dayBefore } from '../text/day-before.ts'
import { EXIT, storePath, type GlobalOptions } from './options.ts'
import { paintFor, printJson, printLines } from './output.ts'

interface IssuesOptions {
  rev?: string
  all?: boolean
  state?: IssueState
  by?: string
  mine?: string
  bots: boolean
  full?: boolean
  format: 'text' | 'md'
  check?: boolean
  json?: boolean
}

/** `issues <ref>`: what was asked for, and what is still open. */
export function addIssues(program: Command): void {
  program
    .command('issues')
    .description('list what reviewers asked for on a series and is still open, with the evidence')
    .argument(
      '<ref...>',
      'a Message-ID, the address of an archive page, a change-id, or words of the title',
    )
    .option('--rev <version>', 'only what was raised on this version')
    .option('--all', 'also what is settled')
    .addOption(
      new Option('--state <state>', 'only these').choices([
        'open',
        'agreed',
        'addressed',
        'answered',
        'rejected',
      ]),
    )
    .option('--by <who>', 'only what somebody raised: part of a name or address')
    .option('--mine <address>', 'the same as --by with --all: what became of what I raised')
    .option('--bots', 'also what robots reported (so it is unless --no-bots is given)', true)
    .option('--no-bots', 'leave out what robots reported')
    .option('--full', 'whole comments, all evidence')
    .addOption(
      new Option('--format <format>', 'text, or Markdown to paste into a mail')
        .choices(['text', 'md'])
        .default('text'),
    )
    .option('--check', 'exit 0 if nothing is open, 1 if something is')
    .option('--json', 'print the report as JSON')
    .action(async (ref: string[], options: IssuesOptions) => {
      const { db, color } = program.opts<GlobalOptions>()
      const store = await openForReport(storePath(db))
      const report = await issuesReport(store, ref.join(' '), {
        rev: options.rev ?? null,
        all: options.all ?? options.mine !== undefined,
        state: options.state ?? null,
        by: options.mine ?? options.by ?? null,
        bots: options.bots,
      })
      await store.close()
      if (options.json) await printJson(report)
      else
        await printLines(
          options.format === 'md'
            ? issuesMarkdown(report)
            : issuesText(report, { paint: paintFor(color), full: options.full ?? false }),
        )
      if (options.check && report.open > 0) process.exitCode = EXIT.mistake
    })
}

/** `todo`: what one person owes, and what to look at again. */
export function addTodo(program: Command): void {
  program
    .command('todo')
    .description(
      'across all series: what I owe as an author, and new versions to look at again as a reviewer',
    )
    .option('--me <who>', 'an address, or part of a name (default: $EMAIL)')
    .option('--since <when>', 'only series with mail since then', '6.months.ago')
    .option('--full', 'whole comments, all evidence')
    .option('--json', 'print the report as JSON')
    .action(async (options: { me?: string; since: string; full?: boolean; json?: boolean }) => {
      const { db, color } = program.opts<GlobalOptions>()
      const me = options.me ?? process.env.EMAIL
      const since = dayBefore(options.since, Date.now())
      if (!me) throw new UserError('mistake', 'who are you? Give --me <address>, or set $EMAIL')
      if (since === null)
        throw new UserError(
          'mistake',
          `"${options.since}" is no time; try 2026-01-31, 2w or 3.months.ago`,
        )
      const store = await openForReport(storePath(db))
      const report = await todoReport(store, me, since)
      await store.close()
      if (options.json) await printJson(report)
      else
        await printLines(todoText(report, { paint: paintFor(color), full: options.full ?? false }))
    })
}
