import type { Mail } from '../../model/mail.ts'
import type { CommentCase } from '../cases.ts'
import type { Scene } from '../rules/rule.ts'
import { takenFrom } from '../rules/taken.ts'
import { successorsOf, type Successor } from '../../versions/successors.ts'
import type { Entry, Signals } from './sheet.ts'
import { patchText, type TextLine } from './version-text.ts'
import { tellingWordsAt, tellingWordsOf } from './words.ts'

/** Words for what is not seen in a comparison of texts. */
export const SPACE =
  /\\n|\b(?:blank|empty|new|this|extra|spare|superfluous|redundant|unneeded|unnecessary|stray|additional|trailing|double|missing)[ -]?lines?\b|\bwhite[ -]?spaces?\b|\bindent|\bspaces?\b|\btabs?\b|\bnewline/i

/**
 * The patch commented on in the versions that were sent after the comment; less those without it
 * that came when it had been taken, or had been left out before the comment was written.
 */
export function laterOf({ context, next }: CommentCase, scene: Scene): readonly Successor[] {
  if (!context.patchRef || next === null) return []
  const { about, patchRef } = context
  const taken = takenFrom(context, scene) ?? Infinity
  const { material, matches } = scene
  const all = successorsOf(material, matches, patchRef, about?.messageId ?? null)
  const wasOut = all.findLast((s) => s.revisionIndex < next)?.mail === null
  const until = wasOut ? -1 : taken
  return all.filter((s) => s.revisionIndex >= next && (s.mail !== null || s.revisionIndex <= until))
}

/** Of the lines that a comment is about: which still stand, word for word. */
export function lineSignals(one: CommentCase, scene: Scene, later: readonly Successor[]): Entry[] {
  const focus = focusLines(one, scene)
  const resent = later.filter((s) => s.isResent && s.mail !== null)
  const [first, last] = [resent[0]?.mail, resent.at(-1)?.mail]
  const signals: Signals = {
    'later-versions': later.length,
    'resent-versions': resent.length,
    'focus-lines': Math.min(focus.length, 12),
    'patch-gone': Number(later.length > 0 && later.at(-1)?.mail === null),
    'patch-gone-next': Number(later.length > 0 && later[0]?.mail === null),
    'gone-before': Number(isGoneBefore(one)),
  }
  if (focus.length === 0 || !first || !last) return [{ signals }]
  const said = tellingWordsOf(one.says)
  const lines = one.context.about && scene.material.mails.get(one.context.about.messageId)?.lines
  const named = focus.filter((l) =>
    tellingWordsAt(lines ?? [], l.line - 1).some((word) => said.has(word)),
  )
  return first === last
    ? [{ signals }, { signals: standing(focus, named, first), when: ['next', 'last'] }]
    : [
        { signals },
        { signals: standing(focus, named, first), when: ['next'] },
        { signals: standing(focus, named, last), when: ['last'] },
      ]
}

/** Which lines stand in a version, and which of those that the comment names. */
function standing(focus: readonly TextLine[], named: readonly TextLine[], mail: Mail): Signals {
  const { keys } = patchText(mail)
  const stands = (list: readonly TextLine[]): number =>
    list.filter((l) => keys.has(l.key)).length / Math.max(1, list.length)
  const all = stands(focus)
  return {
    stand: all,
    'all-stand': Number(all === 1),
    'tail-stands': stands(focus.slice(-1)),
    'named-stand': named.length === 0 ? -1 : stands(named),
  }
}

/**
 * Were the lines no more as they were in a version that was out already when the comment was
 * written? Then the versions after it have left nothing as it was.
 */
export function isGoneBefore({ path, next }: CommentCase): boolean {
  return path.some(
    ({ revisionIndex, fate }) =>
      next !== null && revisionIndex < next && fate !== 'unchanged' && fate !== 'unknown',
  )
}

/** The index of the first line of that number or a higher one. */
function firstFrom(lines: readonly TextLine[], line: number): number {
  let [low, high] = [0, lines.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lines[middle]?.line ?? 0) < line) low = middle + 1
    else high = middle
  }
  return low
}

/** The lines that the comment is about, without those that say nothing. */
export function focusLines(
  { context }: Pick<CommentCase, 'context'>,
  { material }: Scene,
): readonly TextLine[] {
  const { about } = context
  const mail = about && material.mails.get(about.messageId)
  if (!mail) return []
  const { lines: all } = patchText(mail)
  const lines = all.slice(firstFrom(all, about.line), firstFrom(all, about.endLine + 1))
  const telling = lines.filter((l) => l.key.length > 3)
  return telling.length > 0 ? telling : lines
}
