import { readdir } from 'node:fs/promises'
import { inOrder, pathOf, type ByteName } from './file-names.ts'

/** A message of a Maildir (https://cr.yp.to/proto/maildir.html). */
export interface MaildirEntry {
  /** Its name for good: without the flags that mail programs append to it. */
  readonly name: ByteName
  /** `cur` or `new`, and the name of the file now. */
  readonly file: ByteName
}

/**
 * Flags follow a colon, or what stands for it where file names may have none; they change, as does
 * the folder, when a mail is read, answered, or marked as deleted.
 */
const INFO = /[:;!][12],[^:;!]*$/

/**
 * The messages of a Maildir, in the order of delivery; those in `tmp` are not delivered yet.
 * Rejects where it cannot be read.
 */
export async function maildirEntries(folder: ByteName): Promise<MaildirEntry[]> {
  const entries: MaildirEntry[] = []
  // `new` first: what is moved from there to `cur` meanwhile is then seen twice, and not missed.
  for (const sub of ['new', 'cur']) {
    for (const entry of await readdir(pathOf(`${folder}/${sub}`), {
      withFileTypes: true,
      encoding: 'buffer',
    })) {
      const name = entry.name.toString('latin1')
      if (name.startsWith('.') || !(entry.isFile() || entry.isSymbolicLink())) continue
      entries.push({ name: name.replace(INFO, ''), file: `${sub}/${name}` })
    }
  }
  const sorted = inOrder(entries, ({ name }) => name)
  return sorted.filter(({ name }, i) => name !== sorted[i + 1]?.name)
}

/** The file of a message that was moved since it was listed; `null` where it is gone. */
export async function movedTo(folder: ByteName, name: ByteName): Promise<ByteName | null> {
  return (await maildirEntries(folder)).find((entry) => entry.name === name)?.file ?? null
}
