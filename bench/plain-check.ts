import { isDeepStrictEqual } from 'node:util'
import { decodeMessage } from '../src/mail/decode/decode.ts'
import { parseWithMailparser } from '../src/mail/decode/mailparser.ts'
import { readSource } from '../src/mail/source/sources.ts'
import type { Counts } from './table.ts'

/**
 * Every mail of an epoch read twice, by mailparser alone and with the plain reader beside it:
 * counts mails and those of which any field differs, and the seconds that each way takes.
 * @returns the Message-IDs of those that differ, with the field
 */
export async function checkPlainReader(epoch: string, counts: Counts): Promise<string[]> {
  const different: string[] = []
  for await (const { raw } of readSource(epoch)) {
    if (!raw) continue
    const started = performance.now()
    const beside = await decodeMessage(raw)
    const between = performance.now()
    const alone = await decodeMessage(raw, parseWithMailparser)
    counts.add('decode.mails')
    counts.add('decode.beside', (between - started) / 1000)
    counts.add('decode.alone', (performance.now() - between) / 1000)
    const field = Object.keys(beside).find(
      (key) =>
        !isDeepStrictEqual(beside[key as keyof typeof beside], alone[key as keyof typeof alone]),
    )
    if (field === undefined) continue
    counts.add('decode.different')
    different.push(`${beside.id} ${field}`)
  }
  return different
}
