import { Argument, type Command } from 'commander'
import { commentRecords, issueRecords, linkRecords, seriesRecords } from '../query/export.ts'
import { openForReport } from './open.ts'
import { storePath, type GlobalOptions } from './options.ts'
import { printText } from './output.ts'

/** Characters per write: one write per record costs more than making it. */
const BLOCK = 1 << 18

type Kind = 'links' | 'comments' | 'series' | 'issues'

const RECORDS = {
  links: linkRecords,
  comments: commentRecords,
  series: seriesRecords,
  issues: issueRecords,
} as const

/** `export <kind>`: everything as NDJSON, for scripts. */
export function addExport(program: Command): void {
  program
    .command('export')
    .description('print everything as NDJSON, one record per line')
    .addArgument(
      new Argument('<kind>', 'what to print').choices(['links', 'comments', 'series', 'issues']),
    )
    .option('--ref <ref>', 'only the thread of this message')
    .action(async (kind: Kind, options: { ref?: string }) => {
      const store = await openForReport(storePath(program.opts<GlobalOptions>().db))
      const ref = options.ref ?? null
      await printRecords(RECORDS[kind](store, ref))
      await store.close()
    })
}

async function printRecords(records: AsyncIterable<object>): Promise<void> {
  let block = ''
  for await (const record of records) {
    block += `${JSON.stringify(record)}\n`
    if (block.length < BLOCK) continue
    await printText(block)
    block = ''
  }
  await printText(block)
}
