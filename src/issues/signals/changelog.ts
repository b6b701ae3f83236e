import type { CommentContext } from '../../model/issue.ts'
import { once } from '../../text/memo.ts'
import type { CommentCase } from '../cases.ts'
import { personKey } from '../../text/people.ts'
import { proseOf, type ProseLine } from '../changelogs/prose.ts'
import { WordIndex } from '../rules/word-index.ts'
import type { Scene } from '../rules/rule.ts'
import type { Signals } from './sheet.ts'
import { tellingWords, tellingWordsOf, weightOf } from './words.ts'

/**
 * How much the changelogs of later versions speak of this comment, and how much more of another
 * one.
 */
export function changelogSignals({ context, next }: CommentCase, scene: Scene): Signals {
  if (next === null) return {}
  const { material, last, saidBy } = scene
  const names = context.people
  const peers = (saidBy.get(personKey(context.from)) ?? []).filter(
    (c) => c.id !== context.id && c.patchRef?.revisionIndex === context.patchRef?.revisionIndex,
  )
  const [said, quoted] = [context.lines, context.quoted].map((l) => tellingWordsOf(l, names))
  let best = 0
  let found: ReadonlySet<string> | null = null
  let lines = 0
  for (let index = next; index <= last; index++) {
    const prose = proseOf(material, index)
    lines += prose.length
    if (prose.length === 0) continue
    const { words, places } = entriesOf(prose)
    const top = firstOfBest(places.scores(said ?? NONE, quoted ?? NONE, weightOf))
    if (top.score <= best) continue
    best = top.score
    found = words[top.place] ?? null
  }
  const other = found ? Math.max(0, ...peers.map((peer) => scoreOf(found ?? NONE, peer, names))) : 0
  return {
    'changelog-lines': Math.min(60, lines),
    'changelog-score': Math.min(12, best),
    'changelog-margin': Math.max(-6, Math.min(6, best - other)),
  }
}

const NONE: ReadonlySet<string> = new Set()

/** The text that has most, and of some that have as much the first. */
function firstOfBest(scores: ReadonlyMap<number, number>): { place: number; score: number } {
  let best = { place: -1, score: 0 }
  for (const [place, score] of scores)
    if (score > best.score || (score === best.score && place < best.place)) best = { place, score }
  return best
}

/** The telling words of each entry, names among them, and which entries have a word. */
const entriesOf = once((prose: readonly ProseLine[]) => {
  const texts = new Map<readonly string[], Set<string>>()
  for (const { entry, text } of prose) {
    const words = texts.get(entry) ?? new Set<string>()
    texts.set(entry, words)
    for (const word of tellingWords(text)) words.add(word)
  }
  const words = [...texts.values()]
  return { words, places: new WordIndex(words) }
})

function scoreOf(
  entry: ReadonlySet<string>,
  context: CommentContext,
  names: ReadonlySet<string>,
): number {
  const said = tellingWordsOf(context.lines, names)
  const quoted = tellingWordsOf(context.quoted, names)
  let score = 0
  for (const word of entry)
    score += said.has(word) ? weightOf(word) : quoted.has(word) ? weightOf(word) / 2 : 0
  return score
}
