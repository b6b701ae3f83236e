import type { CommentContext } from '../../model/issue.ts'
import type { RevisionPatch } from '../../model/series.ts'
import type { PatchMatch } from '../../model/versions.ts'
import { heirOf } from '../../versions/gaps/heirs.ts'
import { isFollowed, isTakenBefore } from './lines.ts'
import { rule } from './rule.ts'

/**
 * What became of the patch in the version after the one commented on, or in the first that can
 * tell.
 */
export const patch = rule({
  name: 'patch',
  about: 'A patch that is the same cannot have been changed as asked; one that changed may have.',
  finds: {
    'patch-same': { dates: 3 },
    'patch-moved': { signs: ['told'], shows: ['addressed'], dates: 2 },
    'patch-sent-again': { signs: ['told'], dates: 3 },
    'patch-changed': { dates: 3 },
    'patch-message-changed': { dates: 3 },
    'patch-dropped': { dates: 3 },
    'patch-unknown': {},
  },
  find: (one, scene) => {
    const { matches } = scene
    const { series } = scene.material
    const { patchRef } = one.context
    const { next } = one
    if (!isFollowed(one) || !patchRef || next !== patchRef.revisionIndex + 1) return []
    const { match, revisionIndex } = heirOf(matches, next, patchRef.patch) ?? {}
    if (!match || revisionIndex === undefined) return []
    const patchOf = (number: number | null): RevisionPatch | undefined =>
      series.revisions[revisionIndex]?.patches.find((p) => p.number === number)
    const step = matches[revisionIndex] ?? []
    const part = asksApart(one.context) ? patchOf(splitOff(step, patchRef.patch)) : undefined
    const heir = part ?? patchOf(match.number)
    const isUnseen = match.change === 'unknown' || isTakenBefore(one, scene, next)
    const what = part
      ? 'moved'
      : changeOf(match, isUnseen, () => sameAs(one.context, step, heir?.messageId))
    return [
      {
        rule: `patch-${what}` as const,
        messageId: heir?.messageId ?? null,
        line: null,
        text: heir?.title ?? '',
        revisionIndex,
      },
    ]
  },
})

type Same = 'same' | 'moved' | 'sent-again'

function changeOf(
  { change, sameDiff, number }: PatchMatch,
  isUnseen: boolean,
  same: () => Same,
): Same | 'message-changed' | 'changed' | 'dropped' | 'unknown' {
  if (change === 'same' || change === 'moved') return same()
  if (sameDiff) return 'message-changed'
  if (number !== null) return 'changed'
  return isUnseen ? 'unknown' : 'dropped'
}

/**
 * Where its place among the others was asked for, or that it be sent to somebody, or in a thread of
 * its own, a patch need not change.
 */
function sameAs(
  { lines, sender, about }: CommentContext,
  matches: readonly PatchMatch[],
  messageId: string | undefined,
): Same {
  const said = lines.join(' ')
  if (sender !== 'human' || said.length > LONG) return 'same'
  const isAgain = messageId !== undefined && messageId !== about?.messageId
  if (
    matches.some(({ moved }) => moved) &&
    ORDER.test(said) &&
    /\b(?:patch(?:es)?|commits?|series)\b/i.test(said)
  )
    return 'moved'
  return isAgain && SENDING.test(said) ? 'sent-again' : 'same'
}

/** Is it asked that something be a patch of its own? */
function asksApart({ lines, sender }: CommentContext): boolean {
  const said = lines.join(' ')
  return sender === 'human' && said.length <= LONG && APART.test(said)
}

/** The number of a patch that was made of a part of another one. */
function splitOff(matches: readonly PatchMatch[], patch: number): number | null {
  return matches.find(({ change, from }) => change === 'split' && from === patch)?.number ?? null
}

/** Characters of a comment that may ask for more than how a patch is sent. */
const LONG = 500
const ORDER =
  /\b(?:re-?order|order|organi[sz]e|move|put|place|swap|precede|come|go|be|belongs?)\b[^.?!]{0,80}\b(?:before|after|first|last|earlier|later|ahead|order)\b|\b(?:order|sequence) of (?:the )?patch(?:es)?\b|\bre-?order\b/i
const APART = new RegExp(
  String.raw`\b(?:separate|own|different|another|preparatory|prep|single|standalone|distinct|individual) ` +
    String.raw`(?:[\w-]{1,20} ){0,2}(?:patch(?:es)?|commits?)\b|` +
    String.raw`\bsplit(?:ting)?\b[^.?!]{0,60}\b(?:patch(?:es)?|commits?|up|out|off|into|this|it)\b|` +
    String.raw`\b(?:patch(?:es)?|commits?) (?:of|on) (?:its|their) own\b|` +
    String.raw`\bseparate(?:d|ly)? (?:this|it|out|from|into)\b`,
  'i',
)
const SENDING =
  /\bcc(?:'?(?:e?d|ing)|:)? |\bget_maintainers?\b|\b(?:send|re-?send|post|re-?post|copy|include|add)\b[^.?!]{0,60}\b(?:mailing )?lists?\b|\b(?:new|same|separate|single|one|old|existing) (?:e?mail )?thread\b|\bin-reply-to\b|\b(?:not|properly|correctly|be) threaded\b/i
