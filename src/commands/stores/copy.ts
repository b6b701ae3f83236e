import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Command } from 'commander'
import { copyBeside } from '../../config/beside.ts'
import type { Copied } from '../../ingest/copy.ts'
import { UserError } from '../../model/user-error.ts'
import { copiedText } from '../../report/ingest-text.ts'
import { isStoreFolder } from '../../store/lookup/folder.ts'
import { isServer, shownPath, storeAddress } from '../../store/postgres/url.ts'
import { openForQuery } from '../../store/store.ts'
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
      await requireSource(from)
      await requireTarget(to, from)
      const began = performance.now()
      const copied = await copiedBetween(from, to)
      const text = copiedText(copied, shownPath(to), (performance.now() - began) / 1000)
      await printText(`${text}\n`)
      tellOf(() => copyBeside(from, to))
    })
}

/** What reads may be filled where it is missing; the source of a copy is another matter. */
async function requireSource(from: string): Promise<void> {
  const isThere = isServer(storeAddress(from)) || existsSync(from)
  if (isThere && (await isStoreFolder(from)))
    throw new UserError('mistake', `${from} is a folder of stores; copy each of them`)
  if (!isThere) throw new UserError('mistake', `there is no store at ${from}`)
}

async function requireTarget(to: string, from: string): Promise<void> {
  if (!(await isStoreFolder(to))) return
  const name = isServer(from) ? 'list.db' : basename(from)
  throw new UserError('mistake', `${to} is a folder; name the new store: ${join(to, name)}`)
}

async function copiedBetween(from: string, to: string): Promise<Copied> {
  const { copyStore } = await import('../../ingest/copy.ts')
  const line = new ProgressLine()
  const source = await openForQuery(from)
  const folder = dirname(to)
  const isNew = !isServer(storeAddress(to)) && !existsSync(folder)
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
    if (isNew && existsSync(folder)) process.stderr.write(`patchtrail: made the folder ${folder}\n`)
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
