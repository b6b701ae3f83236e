import { successorsOf } from '../versions/successors.ts'
import type { CommentCase } from './cases.ts'
import type { Finding, Scene } from './rules/rule.ts'
import type { Verdict } from './states/states.ts'

/**
 * What makes it that nobody waits any more for what was neither done nor answered; none: they do.
 */
export function overBy(verdict: Verdict, latest: CommentCase, scene: Scene): Finding[] {
  const all = verdict.weighed.found.flatMap(({ findings }) => findings)
  return [...all.filter(isTaken), ...wentOn(latest, scene), ...droppedIn(all, latest, scene)]
}

const TAKEN: ReadonlySet<string> = new Set([
  'applied-as-it-is',
  'later-version-applied',
  'fixed-while-applying',
])

/** Somebody says that he took the patch, this version of it, a changed one or a later one. */
function isTaken({ rule }: Finding): boolean {
  return TAKEN.has(rule)
}

/** What the author asked is over once he sends the next version without an answer. */
function wentOn({ context, next }: CommentCase, { material }: Scene): Finding[] {
  const sent = next === null ? undefined : material.series.revisions[next]?.members[0]
  if (context.role !== 'author' || !sent) return []
  const found = { messageId: sent.messageId, line: null, text: '', revisionIndex: next }
  return [{ rule: 'asker-went-on', ...found }]
}

/** What is asked of a patch is over where the patch was dropped and did not come back. */
function droppedIn(
  all: readonly Finding[],
  { context: { patchRef }, path }: CommentCase,
  { material, matches, last }: Scene,
): Finding[] {
  if (!patchRef) return []
  const isBack = successorsOf(material, matches, patchRef).some(
    ({ revisionIndex, mail }) => revisionIndex === last && mail !== null,
  )
  if (isBack) return []
  const found = all.find(({ rule }) => rule === 'lines-patch-dropped')
  // The version without it may have been out already.
  const gone = path.find(({ fate }) => fate === 'patch-dropped')
  const { revisionIndex = null } = gone ?? {}
  const bare = { rule: 'lines-patch-dropped', messageId: null, line: null, text: '' } as const
  return found ? [found] : gone ? [{ ...bare, revisionIndex }] : []
}
