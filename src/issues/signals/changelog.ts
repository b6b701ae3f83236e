import type { CommentContext } from '../../model/issue.ts'
import { remembered } from '../../text/memo.ts'
import type { CommentCase } from '../cases.ts'
import { personKey } from '../../text/people.ts'
import { proseOf, type ProseLine } from '../rules/prose.ts'
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
  let best = 0
  let margin = 0
  let lines = 0
  for (let index = next; index <= last; index++) {
    const prose = proseOf(material, index)
    lines += prose.length
    for (const entry of entriesOf(prose)) {
      const own = scoreOf(entry, context, names)
      if (own <= best) continue
      best = own
      margin = own - Math.max(0, ...peers.map((peer) => scoreOf(entry, peer, names)))
    }
  }
  return {
    'changelog-lines': Math.min(60, lines),
    'changelog-score': Math.min(12, best),
    'changelog-margin': Math.max(-6, Math.min(6, margin)),
  }
}

/** The telling words of each entry; names are among them. */
const entryWords = remembered((prose: readonly ProseLine[]): ReadonlySet<string>[] => {
  const texts = new Map<ReadonlySet<string>, string>()
  for (const { entry, text } of prose) texts.set(entry, `${texts.get(entry) ?? ''} ${text}`)
  return [...texts.values()].map((text) => tellingWords(text))
})

function entriesOf(prose: readonly ProseLine[]): readonly ReadonlySet<string>[] {
  return entryWords(prose, '')
}

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
