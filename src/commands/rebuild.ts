import type { Command } from 'commander'
import { grouped } from '../report/words.ts'
import type { Database } from '../store/store.ts'
import { printText } from './run/output.ts'
import { tellHowToGoOn } from './run/interrupted.ts'
import { ProgressLine } from './run/progress.ts'
import { inFolder, isStoreFolder, storesIn } from '../store/lookup/folder.ts'
import { StoreError } from '../store/store.ts'
import { EXIT, storePath, type GlobalOptions } from './run/options.ts'
import { writingThere } from './run/with-store.ts'

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
      const run = new Rebuilds(facts ?? false)
      if (await isStoreFolder(path)) await run.all(path)
      else await printText(await run.one(path))
    })
}

/** What of a rebuild is done, for whoever stops it. */
class Rebuilds {
  private readonly line = new ProgressLine()
  /** Nothing of the store at hand has changed yet. */
  private isAsBefore = true
  /** Stores of a folder that come after it. */
  private left: readonly string[] = []

  constructor(private readonly facts: boolean) {
    tellHowToGoOn(this.line, () => this.stopped())
  }

  /** One store that cannot be read leaves the others to be done. Throws StoreError. */
  async all(folder: string): Promise<void> {
    const all = await storesIn(folder)
    if (all.length === 0) throw new StoreError(`there is no store in the folder ${folder}`)
    for (const [at, { name, path }] of all.entries())
      try {
        this.left = all.slice(at + 1).map((store) => store.name)
        await printText(`${name}: ${await this.one(path)}`)
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
        process.stderr.write(`patchtrail: ${inFolder(error).message}\n`)
        process.exitCode = EXIT.mistake
      }
  }

  /** What is not there is not made. Throws StoreError. */
  async one(path: string): Promise<string> {
    this.isAsBefore = true
    const threads = await writingThere(path, (store) => this.rebuilt(store))
    return `${grouped(threads)} threads derived anew\n`
  }

  /** How many threads were derived anew. */
  private async rebuilt(store: Database): Promise<number> {
    // Loaded here: queries must not wait for what only derives.
    const [{ refresh }, { readFactsAnew, hasOtherContent }, { dropDerived }] = await Promise.all([
      import('../ingest/refresh.ts'),
      import('../ingest/upgrade.ts'),
      import('../store/rebuild.ts'),
    ])
    const { line } = this
    const readsFacts = this.facts || (await hasOtherContent(store))
    if (readsFacts) {
      this.isAsBefore = false
      await readFactsAnew(store, (done, of) => line.show('reading', done, done / of))
    }
    await dropDerived(store)
    this.isAsBefore = false
    const { threads } = await refresh(store, (done, of, stage) =>
      line.show(stage, done, of === 0 ? null : done / of),
    )
    line.clear()
    return threads
  }

  private stopped(): string {
    const { left } = this
    const rest = left.length === 0 ? '' : ` (${left.join(', ')}: as before)`
    return this.isAsBefore
      ? `nothing has changed${rest}`
      : `what was derived is kept${rest}. To go on: patchtrail derive`
  }
}
