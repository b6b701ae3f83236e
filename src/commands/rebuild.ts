import type { Command } from 'commander'
import { grouped } from '../report/words.ts'
import type { Database } from '../store/store.ts'
import { printText } from './run/output.ts'
import { tellHowToGoOn } from './run/interrupted.ts'
import { ProgressLine } from './run/progress.ts'
import { isStoreFolder, storesIn } from '../store/lookup/folder.ts'
import { openForQuery, StoreError } from '../store/store.ts'
import { EXIT, storePath, type GlobalOptions } from './run/options.ts'
import { writing } from './run/with-store.ts'

/** `rebuild`: everything derived, made anew from the mail and from what the user said. */
export function addRebuild(program: Command): void {
  program
    .command('rebuild')
    .description(
      'derive everything anew from the mail in the store; what you said with link and unlink is kept',
    )
    .option('--facts', 'first take the stored bodies apart anew: patches, diffs, quotes, comments')
    .action(async ({ facts }: { facts?: boolean }) => {
      const path = storePath(program.opts<GlobalOptions>().db)
      const anew = async (file: string): Promise<string> => {
        // What is not there is not made.
        await (await openForQuery(file)).close()
        const threads = await writing(file, (store) => rebuild(store, facts ?? false))
        return `${grouped(threads)} threads derived anew\n`
      }
      if (await isStoreFolder(path)) await rebuildAll(path, anew)
      else await printText(await anew(path))
    })
}

/** One store that cannot be read leaves the others to be done. */
async function rebuildAll(folder: string, anew: (file: string) => Promise<string>): Promise<void> {
  const all = await storesIn(folder)
  if (all.length === 0) throw new StoreError(`there is no store in the folder ${folder}`)
  for (const { name, path } of all)
    try {
      await printText(`${name}: ${await anew(path)}`)
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      process.stderr.write(`patchtrail: ${error.message}\n`)
      process.exitCode = EXIT.mistake
    }
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
