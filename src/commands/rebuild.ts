import type { Command } from 'commander'
import { grouped } from '../report/words.ts'
import type { Database } from '../store/store.ts'
import { printText } from './run/output.ts'
import { tellHowToGoOn } from './run/interrupted.ts'
import { ProgressLine } from './run/progress.ts'
import { withStoreToWrite } from './run/with-store.ts'

/** `rebuild`: everything derived, made anew from the mail and from what the user said. */
export function addRebuild(program: Command): void {
  program
    .command('rebuild')
    .description(
      'derive everything anew from the mail in the store; what you said with link and unlink is kept',
    )
    .option('--facts', 'first take the stored bodies apart anew: patches, diffs, quotes, comments')
    .action(async ({ facts }: { facts?: boolean }) => {
      const threads = await withStoreToWrite(program, (store) => rebuild(store, facts ?? false))
      await printText(`${grouped(threads)} threads derived anew\n`)
    })
}

/** How many threads were derived anew. */
async function rebuild(store: Database, facts: boolean): Promise<number> {
  // Loaded here: queries must not wait for what only derives.
  const [{ refresh }, { readFactsAnew, hasOtherContent }, { dropDerived }] = await Promise.all([
    import('../ingest/refresh.ts'),
    import('../ingest/upgrade.ts'),
    import('../store/rebuild.ts'),
  ])
  const line = new ProgressLine()
  tellHowToGoOn(line, 'patchtrail sync')
  if (facts || (await hasOtherContent(store)))
    await readFactsAnew(store, (done, of) => line.show('reading', done, done / of))
  await dropDerived(store)
  const { threads } = await refresh(store, (done, of, stage) =>
    line.show(stage, done, of === 0 ? null : done / of),
  )
  line.clear()
  return threads
}
