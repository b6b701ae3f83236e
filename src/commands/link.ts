import type { Command } from 'commander'
import { resolveMember } from '../query/refs.ts'
import { printText } from './output.ts'
import { withStoreToWrite } from './with-store.ts'

/** `link` and `unlink`: the user's word on which messages belong to one series. */
export function addLink(program: Command): void {
  for (const joined of [true, false]) {
    program
      .command(joined ? 'link' : 'unlink')
      .description(
        joined
          ? 'say that two messages belong to one series'
          : 'say that two messages do not belong to one series',
      )
      .argument('<ref>', 'a Message-ID, the address of an archive page, or a change-id')
      .argument('<ref>', 'the same of the other')
      .action(async (a: string, b: string) => {
        // Loaded here: queries must not wait for what only derives.
        const { joinSeries } = await import('../ingest/join.ts')
        const lines = await withStoreToWrite(program, async (store) => {
          const [left, right] = [await resolveMember(store, a), await resolveMember(store, b)]
          return joinSeries(store, left, right, joined)
        })
        await printText(`${lines.join('\n')}\n`)
      })
  }
}
