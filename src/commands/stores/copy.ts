import type { Command } from 'commander'
import { copyBeside } from '../../config/beside.ts'
import type { Copied } from '../../ingest/copy.ts'
import { UserError } from '../../model/user-error.ts'
import { copiedText } from '../../report/ingest-text.ts'
import { isStoreFolder } from '../../store/lookup/folder.ts'
import { openForQuery, shownPath } from '../../store/store.ts'
import { printText } from '../run/output.ts'
import { ProgressLine } from '../run/progress.ts'
import { writing } from '../run/with-store.ts'

/** `copy <from> <to>`: a store in another file, or on a server. */
export function addCopy(program: Command): void {
  program
    .command('copy')
    .description('put all of a store, and what you said, into a new one: a file, or postgres://...')
    .argument('<from>', 'the store that there is; it is only read')
    .argument('<to>', 'a store without mail, or none yet')
    .action(async (from: string, to: string) => {
      for (const path of [from, to])
        if (await isStoreFolder(path))
          throw new UserError('mistake', `${path} is a folder of stores; copy each of them`)
      const began = performance.now()
      const copied = await copiedBetween(from, to)
      const text = copiedText(copied, shownPath(to), (performance.now() - began) / 1000)
      await printText(`${text}\n`)
      tellOf(() => copyBeside(from, to))
    })
}

async function copiedBetween(from: string, to: string): Promise<Copied> {
  const { copyStore } = await import('../../ingest/copy.ts')
  const line = new ProgressLine()
  const source = await openForQuery(from)
  try {
    return await writing(to, (target) =>
      copyStore(source, target, {
        rows: (done, of) => line.show('copying', done, of === 0 ? null : done / of, 'rows'),
        texts: (done, of) => line.show('indexing', done, of === 0 ? null : done / of),
        derives: (done, of, stage) => line.show(stage, done, of === 0 ? null : done / of),
      }),
    )
  } finally {
    line.clear()
    await source.close()
  }
}

/** The store is whole; stars and notes may not have gone with it. */
function tellOf(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    process.stderr.write(`patchtrail: stars, notes and saved searches: ${error.message}\n`)
  }
}
