import type { Command } from 'commander'
import type { Kept } from '../model/kept.ts'
import { resolveSeries } from '../query/refs.ts'
import { readSeries } from '../store/series.ts'
import { keepIn } from '../stores/own.ts'
import { heldAs, REF } from './given/ref.ts'
import { printText } from './run/output.ts'
import { withStores } from './run/with-store.ts'

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
  const kept = await withStores(program, {}, async (stores) => {
    const { part, ref: named } = await heldAs(stores, ref)
    const key = await resolveSeries(part.store, named)
    const [series] = await readSeries(part.store, [key])
    return series && { series, now: keepIn(stores, part.path, series.name, change) }
  })
  if (!kept) return
  const { now, series } = kept
  const words = [now.star ? 'starred' : '', now.ignore ? 'ignored' : '', now.note ?? '']
  await printText(`${series.title}: ${words.filter(Boolean).join(', ') || 'nothing is kept'}\n`)
}
