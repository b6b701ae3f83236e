import type { Command } from 'commander'
import { onceLinked } from '../query/named/once-linked.ts'
import { resolveMember } from '../query/refs.ts'
import { isStoreFolder } from '../store/lookup/folder.ts'
import type { Database } from '../store/store.ts'
import { holdingBoth, type Pair } from '../stores/all-holding.ts'
import { requireJoinable } from './given/joinable.ts'
import { heldAs, refsOf } from './given/ref.ts'
import { storePath, type GlobalOptions } from './run/options.ts'
import { printText } from './run/output.ts'
import { withStores, writing } from './run/with-store.ts'

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
        const path = storePath(program.opts<GlobalOptions>().db)
        const lines = (await isStoreFolder(path))
          ? await joinIn(await pairsIn(program, [a, b], joined), joined)
          : await writing(path, (store) => join(store, [a, b], joined))
        await printText(`${lines.join('\n')}\n`)
      })
  }
}

async function join(
  store: Database,
  words: readonly [string, string],
  joined: boolean,
): Promise<readonly string[]> {
  // Loaded here: queries must not wait for what only derives.
  const { joinSeries } = await import('../ingest/join.ts')
  const keyOf = async (word: string): Promise<number> =>
    resolveMember(store, await (await refsOf([word])).refIn(store))
  const named = (joined ? null : await onceLinked(store, words)) ?? words
  const [left, right] = [await keyOf(named[0]), await keyOf(named[1])]
  if (joined) await requireJoinable(store, [left, right])
  return joinSeries(store, left, right, joined)
}

/** What is said of two versions holds in every store of a folder that has both. */
async function joinIn(pairs: readonly Pair[], joined: boolean): Promise<readonly string[]> {
  const told: string[] = []
  for (const { part, refs } of pairs)
    for (const line of await writing(part.path, (store) => join(store, refs, joined)))
      told.push(`${part.name}: ${line}`)
  return told
}

function pairsIn(
  program: Command,
  words: readonly [string, string],
  joined: boolean,
): Promise<Pair[]> {
  return withStores(program, {}, async (stores) => {
    const linked = joined ? [] : await stores.each(({ store }) => onceLinked(store, words))
    const apart = linked.flatMap(({ part, answer }) =>
      answer === null ? [] : [{ part, refs: answer }],
    )
    if (apart.length > 0) return apart
    const held = [await heldAs(stores, [words[0]]), await heldAs(stores, [words[1]])] as const
    return holdingBoth(stores, words, held)
  })
}
