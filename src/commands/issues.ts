import { UserError } from '../model/user-error.ts'
import { Option, type Command } from 'commander'
import { readConfig } from '../config/config.ts'
import { identity } from '../config/identity.ts'
import { ISSUE_STATES, type ToldState } from '../model/issue.ts'
import type { IssuesReport } from '../model/report/issues.ts'
import { issuesReport, type IssueFilter } from '../query/issues.ts'
import { issuesMarkdown } from '../report/formats/issues-markdown.ts'
import { issuesText } from '../report/issues-text.ts'
import type { Database } from '../store/store.ts'
import { REF, reportOnHeld } from './given/ref.ts'
import { listOption, type OnList } from './run/on-list.ts'
import { EXIT, type GlobalOptions } from './run/options.ts'
import { ownVersion } from './shell/about.ts'
import { columns, paintFor, printJson, printLines } from './run/output.ts'

const FORMATS = ['text', 'md', 'sarif', 'b4'] as const

interface IssuesOptions extends OnList {
  rev?: string
  all?: boolean
  state?: ToldState
  promised?: boolean
  passedOver?: boolean
  by?: string
  mine?: string | true
  bots: boolean
  full?: boolean
  format: (typeof FORMATS)[number]
  check?: boolean
  json?: boolean
}

/** `issues <ref>`: what was asked for, and what is still open. */
export function addIssues(program: Command): void {
  program
    .command('issues')
    .description('list what reviewers asked for on a series and is still open, with the evidence')
    .argument('[ref...]', REF)
    .usage('[options] <ref...>')
    .option('--rev <version>', 'only what was raised on this version')
    .option('--all', 'also what is settled')
    .addOption(new Option('--state <state>', 'only these').choices([...ISSUE_STATES, 'moot']))
    .option('--promised', 'only what the author promised and no version has shown')
    .option('--passed-over', 'only what a later version left as it was')
    .option('--by <who>', 'only what somebody raised: part of a name or address')
    .option('--mine [address]', 'the same as --by me with --all: what became of what I raised')
    .option('--bots', 'also what robots reported (the default)', true)
    .option('--no-bots', 'leave out what robots reported')
    .option('--full', 'whole comments, all evidence')
    .addOption(
      new Option(
        '--format <format>',
        'text, Markdown for a mail, SARIF for editors and CI, or the check of b4 review (a patch on standard input)',
      )
        .choices(FORMATS)
        .default('text'),
    )
    .option('--check', `exit 0 if nothing is open, ${EXIT.open} if something is`)
    .addOption(listOption())
    .option('--json', 'print the report as JSON')
    .action((ref: string[], options: IssuesOptions) =>
      runIssues(program, ...refAndOptions(ref, options)),
    )
}

async function runIssues(
  program: Command,
  words: readonly string[],
  options: IssuesOptions,
): Promise<void> {
  if (options.format === 'b4') {
    const { printB4Check } = await import('./b4-check.ts')
    return printB4Check(program, words)
  }
  const filter = filterOf(options)
  const asked = { words, list: options.list }
  const report = await reportOnHeld(program, asked, (store, ref) => reportOf(store, ref, filter))
  await printIn(program, report, options)
  if (options.check && report.open > 0) process.exitCode = EXIT.open
}

/**
 * `issues --mine <ref>`: what stands behind an option that may stand alone is the ref where there
 * is no other. Throws UserError where there is none.
 */
function refAndOptions(ref: readonly string[], options: IssuesOptions): [string[], IssuesOptions] {
  if (ref.length > 0) return [[...ref], options]
  const { mine } = options
  if (typeof mine === 'string') return [[mine], { ...options, mine: true }]
  throw new UserError(
    'mistake',
    "missing required argument 'ref'; patchtrail issues --help tells more",
  )
}

function filterOf(options: IssuesOptions): IssueFilter {
  const { rev, state, by, bots, promised = false, passedOver = false, mine } = options
  const me = mine === true ? identity(undefined, readConfig())?.me : mine
  if (mine === true && !me)
    throw new UserError(
      'mistake',
      'who are you? Give --mine <address>, or say it once: patchtrail config me <address>',
    )
  return {
    rev: rev ?? null,
    all: options.all ?? (mine !== undefined || passedOver),
    state: promised ? 'agreed' : (state ?? null),
    by: me ?? by ?? null,
    bots,
    passedOver,
  }
}

/** Throws UserError, also where nobody of this name has asked for anything. */
async function reportOf(store: Database, ref: string, filter: IssueFilter): Promise<IssuesReport> {
  const report = await issuesReport(store, ref, filter)
  const isEmpty = report.versions.every(({ issues }) => issues.length === 0)
  const hides = [...Object.values(report.hidden), report.leftOut.versions].some((n) => n > 0)
  if (filter.by === null || !isEmpty || hides) return report
  const everybody = await issuesReport(store, ref, { ...filter, by: null, all: true, state: null })
  const people = everybody.versions.flatMap((v) => v.issues.map((i) => i.by.name ?? i.by.address))
  const known = [...new Set(people)].join(', ')
  const others = known === '' ? 'nobody did' : `asked by ${known}`
  throw new UserError('not-found', `nobody called "${filter.by}" asked for anything; ${others}`)
}

async function printIn(
  program: Command,
  report: IssuesReport,
  { json, format, full = false }: IssuesOptions,
): Promise<void> {
  if (json) await printJson(report)
  else if (format === 'md') await printLines(issuesMarkdown(report, readConfig().archive))
  else if (format === 'sarif') {
    const { issuesSarif } = await import('../report/formats/issues-sarif.ts')
    await printJson(issuesSarif(report, ownVersion()))
  } else {
    const paint = paintFor(program.opts<GlobalOptions>().color)
    await printLines(issuesText(report, { paint, full, width: columns() }))
  }
}
