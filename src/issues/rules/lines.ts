import type { Origin } from '../../model/link.ts'
import type { Mail } from '../../model/mail.ts'
import type { StepFate } from '../../versions/follow.ts'
import type { CommentCase } from '../cases.ts'
import { rule, type Scene } from './rule.ts'
import { takenFrom } from './taken.ts'

/** What became of the lines, up to the first version that did not leave them as they were. */
export const lines = rule({
  name: 'lines',
  about: 'The lines that the comment is about, carried from version to version.',
  finds: {
    'lines-unchanged': { signs: ['left'], shows: ['rejected', 'open'] },
    'lines-changed': { signs: ['touched'], shows: ['addressed'], dates: 1 },
    'lines-gone': { signs: ['touched'], shows: ['addressed'], dates: 1 },
    'lines-patch-dropped': { signs: ['touched'], shows: ['addressed'], dates: 3 },
    'lines-unknown': {},
    'no-later-version': { shows: ['open'] },
  },
  find: (one, scene) => {
    const { material } = scene
    if (!isFollowed(one))
      return [
        { rule: 'no-later-version', messageId: null, line: null, text: '', revisionIndex: null },
      ]
    return toldSteps(one).map(({ fate: found, place, revisionIndex }) => {
      const isTaken = found === 'patch-dropped' && isTakenBefore(one, scene, revisionIndex)
      const fate = isTaken ? 'unknown' : found
      const mail = place ? material.mails.get(place.messageId) : undefined
      const line = place && mail ? tellingLine(mail, place) : null
      return {
        rule: `lines-${fate}`,
        messageId: place?.messageId ?? null,
        line,
        text: line === null ? '' : (mail?.lines[line - 1] ?? ''),
        revisionIndex,
      }
    })
  },
})

/** A version without a patch that was taken from an earlier one has not dropped it. */
export function isTakenBefore(
  { context }: CommentCase,
  scene: Scene,
  revisionIndex: number,
): boolean {
  return (takenFrom(context, scene) ?? Infinity) < revisionIndex
}

/** There is a later version than the one commented on. */
export function isFollowed({ context, next }: CommentCase): boolean {
  return context.patchRef !== null && next !== null
}

/** The versions up to the first that did not leave the lines as they were. */
export function toldSteps({ steps }: CommentCase): readonly StepFate[] {
  const upTo = steps.findIndex(({ fate }) => fate !== 'unchanged')
  return upTo === -1 ? steps : steps.slice(0, upTo + 1)
}

/** The first of some lines that says more than a brace or the mark of a comment. */
function tellingLine(mail: Mail, { line, endLine }: Origin): number {
  for (let n = line; n <= endLine; n++) if (/\w{2}/.test(mail.lines[n - 1] ?? '')) return n
  return line
}
