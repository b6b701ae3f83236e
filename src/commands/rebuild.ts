import type { Command } from 'commander'
import { grouped } from '../report/words.ts'
import { openForIngest } from '../store/store.ts'
import { storePath, type GlobalOptions } from './options.ts'
import { printText } from './output.ts'
import { ProgressLine } from './progress.ts'

/** `rebuild`: everything derived, made anew from the mail and from what the user said. */
export function addRebuild(program: Command): void {
  program
    .command('rebuild')
    .description(
      'derive everything anew from the mail in the store; what you said with link and unlink is kept',
    )
    .option('--facts', 'first take the stored bodies apart anew: patches, diffs, quotes, comments')
    .action(async ({ facts }: { facts?: boolean }) => {
      // Loaded here: queries must not wait for what only derives.
      const [{ refresh }, { dropDerived }] = await Promise.all([
        import('../ingest/refresh.ts'),
        import('../store/rebuild.ts'),
      ])
      const store = await openForIngest(storePath(program.opts<GlobalOptions>().db))
      try {
        const line = new ProgressLine()
        const { readFactsAnew, hasOtherContent } = await import('../ingest/upgrade.ts')
        if (facts || (await hasOtherContent(store)))
          await readFactsAnew(store, (done, of) => line.show('reading', done, done / of))
        await dropDerived(store)
        const { threads } = await refresh(store, (done, of, stage) =>
          line.show(stage, done, of === 0 ? null : done / of),
        )
        line.clear()
        await printText(`${grouped(threads)} threads derived anew\n`)
      } finally {
        await store.close()
      }
    })
}
