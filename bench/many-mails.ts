import { createWriteStream, type WriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { readSource } from '../src/mail/source/sources.ts'

/** Mails that never end. */
export type Mails = AsyncGenerator<string, never>

/** Writes an mbox of the next so many mails. */
export async function writeMails(mails: Mails, path: string, messages: number): Promise<void> {
  const out = createWriteStream(path)
  for (let written = 0; written < messages; written++) await put(out, (await mails.next()).value)
  out.end()
  await finished(out)
}

async function put(out: WriteStream, mail: string): Promise<void> {
  const isRoom = out.write(`From mboxrd@z Thu Jan  1 00:00:00 1970\n${mail}\n`, 'latin1')
  if (!isRoom) await once(out, 'drain')
}

/**
 * The mail of the epochs again and again, each time with other addresses, names and Message-IDs, so
 * that every copy is a list of its own.
 */
export async function* manyMails(epochs: readonly string[]): Mails {
  for (let copy = 0; ; copy++)
    for (const epoch of epochs)
      for await (const { raw } of readSource(epoch))
        if (raw) yield copied(raw.bytes.toString('latin1'), copy)
}

/**
 * The n-th copy of a mail. What joins mail leads into the same copy: ids and addresses wherever
 * they stand, names, the subject, the change-id.
 */
function copied(mail: string, copy: number): string {
  const renamed =
    copy === 0
      ? mail
      : mail
          .replace(/(?<=[^\s@])@(?=[^\s@])/g, `@copy${copy}.`)
          .replace(/^((?:From|[\w-]+-by): )(?=\S)/gim, `$1C${copy} `)
          .replace(/^Subject:.*(?:\r?\n[ \t].*)*/im, (subject) => `${subject} copy${copy}`)
          .replace(/^(change-id: *\S+)/gim, `$1-copy${copy}`)
  return renamed.replace(/^(>*From )/gm, '>$1').replace(/\n?$/, '\n')
}
