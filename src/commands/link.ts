import type { Command } from 'commander'
import { resolveMember } from '../query/refs.ts'
import { refOf } from './given/ref.ts'
import { printText } from './run/output.ts'
import { withStoreToWrite } from './run/with-store.ts'

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
      .argument(
        '<ref>',
        'a handle, Message-ID, archive address or change-id; or a file with the mail',
      )
      .argument('<ref>', 'the same of the other')
      .action(async (a: string, b: string) => {
        // Loaded here: queries must not wait for what only derives.
        const { joinSeries } = await import('../ingest/join.ts')
        const lines = await withStoreToWrite(program, async (store) => {
          const [left, right] = [
            await resolveMember(store, await refOf(store, [a])),
            await resolveMember(store, await refOf(store, [b])),
          ]
          return joinSeries(store, left, right, joined)
        })
        await printText(`${lines.join('\n')}\n`)
      })
  }
}
