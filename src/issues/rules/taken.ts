import type { CommentContext } from '../../model/issue.ts'
import type { SeriesMail } from '../../model/review.ts'
import { isBlank } from '../../text/lines.ts'
import { remembered } from '../../text/memo.ts'
import { sentencesOf } from '../../text/sentences.ts'
import { successorsOf } from '../../versions/successors.ts'
import { pullRequestIn } from '../kinds/pull-request.ts'
import { rule, type Scene } from './rule.ts'

/** Words for a change that whoever applies a patch made. */
const FIXED =
  /\b(?:fixed|fixup|fixups|with (?:a |some |minor |small )|edited|edits|changed|dropped|removed|tweak|adjust|squash|folded|modified)\b/i

/** Where what was fixed stands in a message: "with some minor edits in the subject". */
const OF_MESSAGE =
  /\b(?:change-?logs?|commit (?:messages?|logs?|msgs?|descriptions?|titles?)|subjects?|descriptions?|titles?|wording|(?:sign|signed)-?offs?|s-?o-?bs?|trailers?)\b/i
const OF_CODE =
  /\b(?:code|comments?|indent\w*|white ?space|blanks?|functions?|variables?|includes?|names?)\b/i

/**
 * Do these words tell of a change that may be the one that was asked for? What was changed in a
 * message is none of the code.
 */
function saysFixed(words: string, isOnMessage: boolean): boolean {
  return words
    .split(/(?<=[,.!?;])\s+/)
    .some((one) => FIXED.test(one) && (isOnMessage || !OF_MESSAGE.test(one) || OF_CODE.test(one)))
}

/** "Added whilst applying.", "I did make two small changes to it while merging:" */
const DONE_ON_THE_WAY = new RegExp(
  String.raw`\b(?:added|did|done|made|fixed|changed|dropped|removed|renamed|moved|reworded|corrected|` +
    String.raw`amended|tweaked|adjusted|squashed|folded|sorted)\b[^.?!]{0,80}` +
    String.raw`\b(?:(?:whil(?:e|st)|when|during) (?:applying|merging|committing|queue?ing|picking)|` +
    String.raw`on (?:applying|application))\b`,
  'i',
)
/** Of what may be done on the way, or should. */
const NOT_DONE = /\b(?:can|could|will|would|should|may|might|be|please|if|not)\b|n't\b/i

/** Whether the patch was taken, as it is or with a change. */
export const taken = rule({
  name: 'taken',
  about: 'A maintainer who applies a patch may fix on the way what was asked for, or leave it.',
  finds: {
    'fixed-while-applying': { signs: ['fixed', 'told'], shows: ['addressed'], dates: 3 },
    'applied-as-it-is': {},
    'later-version-applied': { dates: 3 },
  },
  find: ({ context: { id, patchRef, part, date } }, scene) => {
    const { applied, material } = scene
    if (!patchRef || applied.length === 0) return []
    const numbers = numbersOf(scene, id)
    const said = applied.find(
      (a) =>
        !isBefore(a.date, date) &&
        a.revisionIndex >= patchRef.revisionIndex &&
        (patchRef.patch === 0 || a.patches.includes(numbers.get(a.revisionIndex) ?? -1)),
    )
    if (!said) return []
    const { messageId, line, text, revisionIndex } = said
    const isOwn = revisionIndex === patchRef.revisionIndex
    const words = wordsAround(messageId, line, material)
    const name =
      saysFixed(words, part !== 'diff') || (isOwn && isDoneOnTheWay(messageId, line, material))
        ? 'fixed-while-applying'
        : isOwn
          ? 'applied-as-it-is'
          : 'later-version-applied'
    return [{ rule: name, messageId, line, text, revisionIndex }]
  },
})

/**
 * The version from which the patch under a comment was taken; `null` where none was. What comes
 * after it without the patch has not dropped it.
 */
export function takenFrom({ id }: CommentContext, scene: Scene): number | null {
  return scene.applied.length === 0 ? null : taking(scene, id)
}

const taking = remembered((scene: Scene, id: string): number | null => {
  const numbers = numbersOf(scene, id)
  const said = scene.applied.find((a) => a.patches.includes(numbers.get(a.revisionIndex) ?? -1))
  return said?.revisionIndex ?? null
})

/** The number of the patch under a comment in its version and in each later one that has it. */
const numbersOf = remembered((scene: Scene, id: string): ReadonlyMap<number, number> => {
  const { material, matches } = scene
  const { patchRef = null, about = null } = scene.cases.get(id)?.context ?? {}
  if (!patchRef || patchRef.patch === 0) return new Map()
  const numbers = new Map([[patchRef.revisionIndex, patchRef.patch]])
  for (const s of successorsOf(material, matches, patchRef, about?.messageId ?? null)) {
    const { patches } = material.series.revisions[s.revisionIndex] ?? { patches: [] }
    const here = patches.find(({ messageId }) => messageId === s.mail?.id)
    if (here) numbers.set(s.revisionIndex, here.number)
  }
  return numbers
})

/** Lines above and below the one that tells of applying, in which fixing is told. */
const [ABOVE, BELOW] = [1, 5]

/** What a program lists of what was taken: "[1/2] title", "commit: 0123abc", "0123abc title". */
const LISTED =
  /^\s*(?:- )?\[(?:[^\]]{0,60}\D)?\d{1,4}\/\d{1,4}\]|^\s+(?:commit:|https?:)|^\s*[0-9a-f]{7,40} \S/

/**
 * What whoever applies says himself around a line: what he quotes ("2 files changed") and titles
 * that are listed tell of no change that he made, and nor does a branch to pull.
 */
function wordsAround(id: string, line: number, { mails, comments }: SeriesMail): string {
  const lines = mails.get(id)?.lines ?? []
  if (pullRequestIn(lines)?.tree === line - 1) return ''
  const own = comments.get(id) ?? [{ line: 1, endLine: lines.length }]
  return own
    .flatMap((c) => {
      const from = Math.max(c.line - 1, line - 1 - ABOVE)
      return lines.slice(from, Math.max(from, Math.min(c.endLine, line + BELOW)))
    })
    .filter((text) => !LISTED.test(text))
    .join(' ')
}

/** Does whoever applies say in a paragraph beside it that he did something on the way? */
function isDoneOnTheWay(id: string, line: number, { mails, comments }: SeriesMail): boolean {
  const lines = mails.get(id)?.lines ?? []
  const own = comments.get(id)?.find((c) => c.line <= line && line <= c.endLine)
  if (!own) return false
  const near = [-1, 1].flatMap((step) => {
    const [gap, end] = [0, 1].map((nth) => blankFrom(lines, line - 1, step, nth))
    const [from = 0, to = 0] = [gap, end].sort((a = 0, b = 0) => a - b)
    return lines.slice(Math.max(from, own.line - 1), Math.min(to, own.endLine))
  })
  return sentencesOf(near).some(({ text }) => DONE_ON_THE_WAY.test(text) && !NOT_DONE.test(text))
}

/** Where the blank line is, the nth from a line, up or down. */
function blankFrom(lines: readonly string[], at: number, step: number, nth: number): number {
  let left = nth
  for (let i = at + step; i >= 0 && i < lines.length; i += step)
    if (isBlank(lines[i] ?? '') && left-- === 0) return i
  return step < 0 ? 0 : lines.length
}

/** Clocks that are so far apart, in milliseconds, say nothing of what was first. */
const CLOCKS = 10 * 60_000

/** Was the patch taken already when the comment was written? What is asked then is due still. */
function isBefore(applied: string | null, comment: string | null): boolean {
  return applied !== null && comment !== null && Date.parse(applied) + CLOCKS < Date.parse(comment)
}
