import { Argument, Option, type Command } from 'commander'
import { COMMENT_KINDS, ISSUE_STATES } from '../model/issue.ts'
import type {
  CommentRecord,
  IssueRecord,
  LinkRecord,
  SeriesRecord,
} from '../model/report/records.ts'
import { SERIES_STATES } from '../model/review.ts'
import { UserError } from '../model/user-error.ts'
import { commentRecords, issueRecords, linkRecords, seriesRecords } from '../query/export.ts'
import { REF, refOf } from './given/ref.ts'
import { timeOf, sinceWhen } from './run/clock.ts'
import { printText } from './run/output.ts'
import { withStore } from './run/with-store.ts'

/** Characters per write: one write per record costs more than making it. */
const BLOCK = 1 << 18

const RECORDS = {
  links: linkRecords,
  comments: commentRecords,
  series: seriesRecords,
  issues: issueRecords,
} as const

type What = keyof typeof RECORDS
type AnyRecord = LinkRecord | CommentRecord | SeriesRecord | IssueRecord

interface ExportOptions {
  ref?: string
  kind?: string
  state?: string
  since?: string
}

/** `export <what>`: everything as NDJSON, for scripts. */
export function addExport(program: Command): void {
  program
    .command('export')
    .description('print everything as NDJSON, one record per line')
    .addArgument(new Argument('<what>', 'what to print').choices(Object.keys(RECORDS)))
    .option('--ref <ref>', `only of one series: ${REF}`)
    .addOption(
      new Option('--kind <kind>', 'only comments and issues of this kind').choices(COMMENT_KINDS),
    )
    .addOption(
      new Option('--state <state>', 'only what stands so: comments, issues; series').choices([
        ...ISSUE_STATES,
        ...SERIES_STATES,
      ]),
    )
    .option('--since <when>', 'only what was said, or sent, since then (2026-01-31, 2w)')
    .action((what: What, options: ExportOptions) => run(program, what, options))
}

async function run(program: Command, what: What, options: ExportOptions): Promise<void> {
  requireSense(what, options)
  await withStore(program, async (store) => {
    const ref = options.ref === undefined ? null : await refOf(store, [options.ref])
    const now = await timeOf(store)
    const since = options.since === undefined ? null : sinceWhen(options.since, now)
    const fits = (record: AnyRecord): boolean =>
      (options.kind === undefined || ('kind' in record && record.kind === options.kind)) &&
      (options.state === undefined || ('state' in record && record.state === options.state)) &&
      (since === null || (dateOf(record) ?? '') >= since)
    await printRecords(RECORDS[what](store, ref), fits)
  })
}

/** A filter that nothing can pass is a mistake. Throws UserError. */
function requireSense(what: What, { kind, state, since }: ExportOptions): void {
  const no = (why: string): never => {
    throw new UserError('mistake', why)
  }
  if (what === 'links' && (kind ?? state ?? since) !== undefined)
    no('links have neither kind, state nor date; --ref narrows them')
  if (what === 'series' && kind !== undefined) no('series have no --kind; there is --state')
  const states: readonly string[] = what === 'series' ? SERIES_STATES : ISSUE_STATES
  if (state !== undefined && !states.includes(state))
    no(`${what} are never "${state}"; there are ${states.join(', ')}`)
}

/** Of a series the date of its latest version. */
function dateOf(record: AnyRecord): string | null {
  if ('revisions' in record) return record.revisions.at(-1)?.date ?? null
  return 'date' in record ? record.date : null
}

async function printRecords(
  records: AsyncIterable<AnyRecord>,
  fits: (record: AnyRecord) => boolean,
): Promise<void> {
  let block = ''
  for await (const record of records) {
    if (!fits(record)) continue
    block += `${JSON.stringify(record)}\n`
    if (block.length < BLOCK) continue
    await printText(block)
    block = ''
  }
  await printText(block)
}
