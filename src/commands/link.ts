import type { Command } from 'commander'
import type { Joined } from '../ingest/join.ts'
import { Handles } from '../query/named/handles.ts'
import { onceLinked } from '../query/named/once-linked.ts'
import { resolveMember } from '../query/refs.ts'
import { isStoreFolder } from '../store/lookup/folder.ts'
import type { Database } from '../store/store.ts'
import { holdingBoth, type Pair } from '../stores/all-holding.ts'
import { versionName } from '../text/version-name.ts'
import { requireJoinable } from './given/joinable.ts'
import { heldAs, refsOf } from './given/ref.ts'
import { hinted, shellWord } from './run/hints.ts'
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
        const said = (await isStoreFolder(path))
          ? await joinIn(program, await pairsIn(program, [a, b], joined), joined)
          : await writing(path, async (store) => {
              const now = await join(store, [a, b], joined)
              return { ids: now.ids, lines: await linesOf(store, now) }
            })
        await printText(`${[...said.lines, undoOf(said.ids, joined)].join('\n')}\n`)
      })
  }
}

async function join(
  store: Database,
  words: readonly [string, string],
  joined: boolean,
): Promise<Joined> {
  // Loaded here: queries must not wait for what only derives.
  const { joinSeries } = await import('../ingest/join.ts')
  const keyOf = async (word: string): Promise<number> =>
    resolveMember(store, await (await refsOf([word])).refIn(store))
  const named = (joined ? null : await onceLinked(store, words)) ?? words
  const [left, right] = [await keyOf(named[0]), await keyOf(named[1])]
  if (joined) await requireJoinable(store, [left, right])
  return joinSeries(store, left, right, joined)
}

/** A series that was joined, or taken apart, may have another handle than it had. */
async function linesOf(store: Database, { series }: Joined): Promise<string[]> {
  const handleFor = await Handles.naming(store)
  return series.map(
    ({ title, name, revisions }) =>
      `${handleFor(name)}  ${title} (${revisions.map(versionName).join(', ')})  ${name}`,
  )
}

/** Handles come and go with the word; what a message is called stays. */
function undoOf(ids: readonly [string, string], joined: boolean): string {
  const words = ids.map((id) => shellWord(id.replace(/^<(.*)>$/, '$1')))
  return hinted(`to undo: patchtrail ${joined ? 'unlink' : 'link'} ${words.join(' ')}`)
}

/** What is said of two versions holds in every store of a folder that has both. */
async function joinIn(
  program: Command,
  pairs: readonly Pair[],
  joined: boolean,
): Promise<{ readonly ids: Joined['ids']; readonly lines: readonly string[] }> {
  const done = new Map<string, Joined>()
  for (const { part, refs } of pairs)
    done.set(part.name, await writing(part.path, (store) => join(store, refs, joined)))
  const lines = await withStores(program, { isOfStores: true }, async (stores) => {
    // It knows how many letters tell the series of all stores apart.
    await stores.common()
    const told: string[] = []
    for (const { name, store } of stores.parts) {
      const now = done.get(name)
      if (now) for (const line of await linesOf(store, now)) told.push(`${name}: ${line}`)
    }
    return told
  })
  return { ids: [...done.values()][0]?.ids ?? ['', ''], lines }
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
