import type { Command } from 'commander'
import { grouped } from '../report/words.ts'
import { printText } from './output.ts'
import { ProgressLine } from './progress.ts'
import { withStoreToWrite } from './with-store.ts'

/** `rebuild`: everything derived, made anew from the mail and from what the user said. */
export function addRebuild(program: Command): void {
  program
    .command('rebuild')
    .description(
      'derive everything anew from the mail in the store; what you said with link and unlink is kept',
    )
    .action(async () => {
      // Loaded here: queries must not wait for what only derives.
      const [{ refresh }, { dropDerived }] = await Promise.all([
        import('../ingest/refresh.ts'),
        import('../store/rebuild.ts'),
      ])
      const line = new ProgressLine()
      const { threads } = await withStoreToWrite(program, async (store) => {
        await dropDerived(store)
        return refresh(store, (done, of, stage) =>
          line.show(stage, done, of === 0 ? null : done / of),
        )
      })
      line.clear()
      await printText(`${grouped(threads)} threads derived anew\n`)
    })
}
