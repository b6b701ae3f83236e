import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ingest } from '../src/ingest/ingest.ts'
import { openForIngest, openForQuery } from '../src/store/store.ts'
import { labelledOf, readLabelsOf, type Label, type Labelled } from './labelled.ts'

/** What the labels of a folder end in; what is before it is the name of their mail. */
const LABELS = '.labels.jsonl'

/**
 * The labelled blocks of mail, by a store that is made of it.
 * @param path of that store, which is made anew
 * @param sources the mail, as `patchtrail ingest` takes it
 */
export async function blocksOfMail(
  path: string,
  sources: readonly string[],
  labels: readonly Label[],
): Promise<Labelled[]> {
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true })
  const writing = await openForIngest(path)
  await ingest(writing, sources)
  await writing.close()
  const store = await openForQuery(path)
  const blocks = await labelledOf(labels, store)
  await store.close()
  return blocks
}

/**
 * Labelled mail of lists that no corpus has: for each `<name>.labels.jsonl` of a folder the mail in
 * `<name>.mbox`, or in the folder `<name>`.
 * @param work a folder for the stores that are made
 */
export async function elsewhereBlocks(folder: string, work: string): Promise<Labelled[]> {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(LABELS))
    .map((file) => file.slice(0, -LABELS.length))
    .sort()
  if (names.length === 0) throw new Error(`no *${LABELS} in ${folder}`)
  const blocks: Labelled[] = []
  for (const name of names) {
    const mail = [`${name}.mbox`, name].map((file) => join(folder, file)).find(existsSync)
    if (mail === undefined) throw new Error(`no ${name}.mbox beside ${name}${LABELS}`)
    const labels = readLabelsOf(join(folder, name + LABELS), 'elsewhere').map((label) => ({
      ...label,
      corpus: name,
    }))
    blocks.push(...(await blocksOfMail(join(work, `${name}.db`), [mail], labels)))
  }
  return blocks
}
