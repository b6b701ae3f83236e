import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { readSource } from '../src/mail/source/sources.ts'

/**
 * Writes an mbox of so many messages: the mail of the epochs again and again, each time with other addresses,
 * names and Message-IDs, so that every copy is a list of its own.
 */
export async function writeManyMails(
  path: string,
  epochs: readonly string[],
  wanted: number,
): Promise<void> {
  const out = createWriteStream(path)
  let written = 0
  for (let copy = 0; written < wanted; copy++) {
    for (const epoch of epochs) {
      for await (const { raw } of readSource(epoch)) {
        if (!raw) continue
        if (written++ >= wanted) break
        if (
          !out.write(
            `From mboxrd@z Thu Jan  1 00:00:00 1970\n${copied(raw.bytes.toString('latin1'), copy)}\n`,
            'latin1',
          )
        )
          await once(out, 'drain')
      }
    }
  }
  out.end()
  await finished(out)
}

/** The n-th copy of a mail: headers and quoted ids lead into the same copy. */
function copied(mail: string, copy: number): string {
  const renamed =
    copy === 0
      ? mail
      : mail
          .replace(/^(?:[\w-]+:.*|[ \t].*)$/gm, (line) => line.replace(/@/g, `@copy${copy}.`))
          .replace(/^From: (?=\S)/m, `From: C${copy} `)
  return renamed.replace(/^(>*From )/gm, '>$1').replace(/\n?$/, '\n')
}
