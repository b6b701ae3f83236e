import { UserError } from '../model/user-error.ts'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { Option, type Command } from 'commander'
import type { Touched } from '../model/report/feedback.ts'
import { touchedByDiff } from '../query/feedback.ts'
import { feedbackText, whoText } from '../report/feedback-text.ts'
import { touchedPath } from '../search/touched.ts'
import { feedbackOver, whoOver } from '../stores/over/feedback.ts'
import { listOption, type OnList } from './run/on-list.ts'
import { rowLimit, type GlobalOptions } from './run/options.ts'
import { paintFor, printReport } from './run/output.ts'
import { withStores } from './run/with-store.ts'

interface CodeOptions extends OnList {
  limit: number
  json?: boolean
}

/** `feedback <path or diff>`: what reviewers said before about what is about to change. */
export function addFeedback(program: Command): void {
  program
    .command('feedback')
    .description(
      'what reviewers said before about a file, a function, or the code that a diff changes',
    )
    .argument(
      '<what>',
      'a path (path:line, path:function), a file with a diff or patch, or - for one on standard input',
    )
    .addOption(new Option('-n, --limit <n>', 'how many; 0 for all').argParser(rowLimit).default(10))
    .addOption(listOption())
    .option('--json', 'print the report as JSON')
    .action(async (what: string, options: CodeOptions) => {
      const { color } = program.opts<GlobalOptions>()
      const touched = await touchedBy(what)
      const report = await withStores(program, options, (stores) =>
        feedbackOver(stores, touched, { limit: options.limit, before: null }),
      )
      await printReport(
        report,
        options.json ?? false,
        () => feedbackText(report, paintFor(color)),
        report.total > 0 ? null : 'nobody has commented on this before',
      )
    })
}

/** `who <path>`: who reviews a file or folder. */
export function addWho(program: Command): void {
  program
    .command('who')
    .description('who reviews a file or folder: comments, tags, and what they asked for last')
    .argument('<path>', 'a path, the end of one, a folder, or a glob')
    .addOption(new Option('-n, --limit <n>', 'how many; 0 for all').argParser(rowLimit).default(10))
    .addOption(listOption())
    .option('--json', 'print the report as JSON')
    .action(async (path: string, options: CodeOptions) => {
      const { color } = program.opts<GlobalOptions>()
      const report = await withStores(program, options, (stores) =>
        whoOver(stores, path, options.limit),
      )
      await printReport(
        report,
        options.json ?? false,
        () => whoText(report, paintFor(color)),
        report.reviewers.length > 0 ? null : `nobody has commented on ${path}`,
      )
    })
}

/**
 * A file that holds a diff is one; any other word is the name of a path, whether it is here or not.
 */
async function touchedBy(what: string): Promise<readonly Touched[]> {
  const given =
    what === '-'
      ? await text(process.stdin)
      : existsSync(what) && statSync(what).isFile()
        ? readFileSync(what, 'utf8')
        : null
  const touched = given === null ? null : touchedByDiff(given)
  if (touched === null && what === '-')
    throw new UserError(
      'mistake',
      'there is no diff on standard input; try: git format-patch --stdout -1 | patchtrail feedback -',
    )
  return touched ?? [touchedPath(what)]
}
