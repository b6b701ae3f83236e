import { once } from 'node:events'
import { Argument, type Command } from 'commander'
import { commentRecords, linkRecords } from '../query.ts'
import { openForQuery } from '../store/store.ts'
import { storePath } from './options.ts'

/** `export <kind>`: everything as NDJSON, for scripts. */
export function addExport(program: Command): void {
  program
    .command('export')
    .description('print everything as NDJSON, one record per line')
    .addArgument(new Argument('<kind>', 'what to print').choices(['links', 'comments', 'issues']))
    .option('--ref <ref>', 'only the thread of this message')
    .action(async (kind: string, options: { ref?: string }) => {
      const store = await openForQuery(storePath(program.opts<{ db?: string }>().db))
      const ref = options.ref ?? null
      if (kind !== 'issues') await print(kind === 'links' ? linkRecords(store, ref) : commentRecords(store, ref))
      await store.close()
    })
}

/** Writes in blocks: one write per record costs more than making it. */
async function print(records: AsyncIterable<object>): Promise<void> {
  let block = ''
  for await (const record of records) {
    block += `${JSON.stringify(record)}\n`
    if (block.length < 1 << 18) continue
    if (!process.stdout.write(block)) await once(process.stdout, 'drain')
    block = ''
  }
  process.stdout.write(block)
}
