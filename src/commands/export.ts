import { Argument, Option, type Command } from 'commander'
import { COMMENT_KINDS, ISSUE_STATES } from '../model/issue.ts'
import type { ExportRecord } from '../model/report/records.ts'
import { SERIES_STATES } from '../model/review.ts'
import { UserError } from '../model/user-error.ts'
import { exportOver, RECORDS, type RecordsOf } from '../stores/over/export.ts'
import { heldAs, REF } from './given/ref.ts'
import { timeOfAll, sinceWhen } from './run/clock.ts'
import { listOption, type OnList } from './run/on-list.ts'
import { printText } from './run/output.ts'
import { withStores } from './run/with-store.ts'

/** Characters per write: one write per record costs more than making it. */
const BLOCK = 1 << 18

interface ExportOptions extends OnList {
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
    .addArgument(new Argument('<what>', 'what to print').choices(RECORDS))
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
    .addOption(listOption())
    .action((what: RecordsOf, options: ExportOptions) => run(program, what, options))
}

async function run(program: Command, what: RecordsOf, options: ExportOptions): Promise<void> {
  requireSense(what, options)
  await withStores(program, options, async (stores) => {
    const held = options.ref === undefined ? null : await heldAs(stores, [options.ref])
    const now = await timeOfAll(stores)
    const since = options.since === undefined ? null : sinceWhen(options.since, now)
    const fits = (record: ExportRecord): boolean =>
      (options.kind === undefined || ('kind' in record && record.kind === options.kind)) &&
      (options.state === undefined || ('state' in record && record.state === options.state)) &&
      (since === null || (dateOf(record) ?? '') >= since)
    await printRecords(exportOver(stores, what, held), fits)
  })
}

/** A filter that nothing can pass is a mistake. Throws UserError. */
function requireSense(what: RecordsOf, { kind, state, since }: ExportOptions): void {
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
function dateOf(record: ExportRecord): string | null {
  if ('revisions' in record) return record.revisions.at(-1)?.date ?? null
  return 'date' in record ? record.date : null
}

async function printRecords(
  records: AsyncIterable<ExportRecord>,
  fits: (record: ExportRecord) => boolean,
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
