import type { Command } from 'commander'
import { saveKept } from '../config/kept.ts'
import type { Kept } from '../model/kept.ts'
import { resolveSeries } from '../query/refs.ts'
import { readSeries } from '../store/series.ts'
import { REF, refOf } from './given/ref.ts'
import { storePath, type GlobalOptions } from './run/options.ts'
import { printText } from './run/output.ts'
import { withStore } from './run/with-store.ts'

/** `star`, `ignore` and `note`: what the user keeps of a series, beside the store. */
export function addKeep(program: Command): void {
  program
    .command('star')
    .description('have a series stand first in list')
    .argument('<ref...>', REF)
    .option('--off', 'take it back')
    .action((ref: string[], { off }: { off?: boolean }) => keep(program, ref, { star: !off }))
  program
    .command('ignore')
    .description('leave a series out of list, todo and digest')
    .argument('<ref...>', REF)
    .option('--off', 'take it back')
    .action((ref: string[], { off }: { off?: boolean }) => keep(program, ref, { ignore: !off }))
  program
    .command('note')
    .description('keep a line on a series; an empty one takes it away')
    .argument('<ref>', REF)
    .argument('<text...>', 'the line')
    .action((ref: string, text: string[]) =>
      keep(program, [ref], { note: text.join(' ').trim() || null }),
    )
}

async function keep(
  program: Command,
  ref: readonly string[],
  change: Partial<Kept>,
): Promise<void> {
  const series = await withStore(program, async (store) => {
    const key = await resolveSeries(store, await refOf(store, ref))
    return (await readSeries(store, [key]))[0]
  })
  if (!series) return
  const now = saveKept(storePath(program.opts<GlobalOptions>().db), series.name, change)
  const words = [now.star ? 'starred' : '', now.ignore ? 'ignored' : '', now.note ?? '']
  await printText(`${series.title}: ${words.filter(Boolean).join(', ') || 'nothing is kept'}\n`)
}
