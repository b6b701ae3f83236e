import type { Origin } from '../../model/link.ts'
import type { Mail } from '../../model/mail.ts'
import type { LineFate } from '../../model/versions.ts'
import { partAt } from '../../patch/locate.ts'
import { squash } from '../../text/lines.ts'
import type { StepFate } from '../../versions/follow.ts'
import { isAside } from '../../versions/patch-lines.ts'
import { successorsOf } from '../../versions/successors.ts'
import type { CommentCase } from '../cases.ts'
import { changedLine, goneLine } from './changed-line.ts'
import { movedLine } from './moved-line.ts'
import { rule, type Finding, type FindingOf, type Scene } from './rule.ts'
import { bare, isTelling } from './spoken-line.ts'
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
    'sent-anew': { dates: 2 },
    'no-later-version': { shows: ['open'] },
  },
  find: (one, scene) => {
    if (!isFollowed(one))
      return [
        { rule: 'no-later-version', messageId: null, line: null, text: '', revisionIndex: null },
      ]
    const steps = toldSteps(one)
    const found = steps.map((step, i) => {
      const isTaken = step.fate === 'patch-dropped' && isTakenBefore(one, scene, step.revisionIndex)
      const before = i === 0 ? one.context.about : (steps[i - 1]?.place ?? null)
      return stepFinding(isTaken ? { ...step, fate: 'unknown' } : step, before, one, scene)
    })
    const last = found.at(-1)
    return last && isOnlySentAnew(one, scene, steps) ? [...found, sentAnew(last)] : found
  },
})

function stepFinding(
  { fate, place, revisionIndex }: StepFate,
  before: Origin | null,
  one: CommentCase,
  scene: Scene,
): FindingOf<`lines-${LineFate}`> {
  const { mails } = scene.material
  const mail = place ? mails.get(place.messageId) : undefined
  // Nothing is shown of what tells nothing.
  const line = place && mail && fate !== 'unknown' ? tellingLine(mail, place) : null
  const shown = before && changeOf(fate, before, revisionIndex, place, one, scene)
  return {
    rule: `lines-${fate}`,
    messageId: place?.messageId ?? null,
    line,
    text: line === null ? '' : (mail?.lines[line - 1] ?? ''),
    ...shown,
    revisionIndex,
  }
}

/**
 * The line by which a reader sees that lines changed: a new one, else of those commented on the one
 * that is gone. Of lines that are gone what stands in their place.
 */
function changeOf(
  fate: LineFate,
  before: Origin,
  revisionIndex: number,
  place: Origin | null,
  one: CommentCase,
  scene: Scene,
): Partial<Omit<Finding, 'rule'>> | null {
  if (fate !== 'changed' && fate !== 'gone') return null
  const { mails } = scene.material
  const from = mails.get(before.messageId)
  const to = place ? mails.get(place.messageId) : heirAt(one, scene, revisionIndex)
  const moved = from && to ? movedLine(one, from, to) : null
  if (moved && to) return { messageId: to.id, line: moved.line, text: moved.text }
  const now = from && to ? changedLine(one, from, before, to) : null
  const { about } = one.context
  const asked = about && mails.get(about.messageId)
  const gone = fate === 'changed' && about && asked && to ? goneLine(asked, about, to) : null
  return now ?? gone ?? (place && to && beginsAnew(one, place, to) ? null : NOTHING)
}

/** Is the first line of the place an added one that is not quoted? */
function beginsAnew({ context }: CommentCase, place: Origin, to: Mail): boolean {
  const text = to.lines[tellingLine(to, place) - 1] ?? ''
  const key = squash(bare(text))
  return text.startsWith('+') && !context.quoted.some((line) => squash(bare(line)) === key)
}

/** Lines changed, and none of them shows it. */
const NOTHING = { line: null, text: '' }

/** What became of the patch in a version that has its lines no more. */
function heirAt({ context }: CommentCase, scene: Scene, revisionIndex: number): Mail | null {
  const { patchRef, about } = context
  if (!patchRef) return null
  return (
    successorsOf(scene.material, scene.matches, patchRef, about?.messageId ?? null).find(
      (s) => s.revisionIndex === revisionIndex,
    )?.mail ?? null
  )
}

/** A diffstat or a changelog that is another one dates a version, and tells nothing else. */
function isOnlySentAnew(
  { context: { about } }: CommentCase,
  { material: { mails } }: Scene,
  steps: readonly StepFate[],
): boolean {
  const mail = about && mails.get(about.messageId)
  return steps.at(-1)?.fate === 'unknown' && !!mail && isAside(partAt(mail, about.endLine))
}

function sentAnew({ messageId, revisionIndex }: Finding): FindingOf<'sent-anew'> {
  return { rule: 'sent-anew', messageId, line: null, text: '', revisionIndex }
}

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
  const lines = mail.lines.slice(line - 1, endLine)
  return line + Math.max(0, lines.findIndex(isTelling))
}
