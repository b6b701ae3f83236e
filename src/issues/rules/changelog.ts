import type { CommentContext } from '../../model/issue.ts'
import type { SeriesMail } from '../../model/review.ts'
import { personKey } from '../../text/people.ts'
import { closingOf, type Closing } from './closes.ts'
import { creditsIn, sharedWith, type Credit } from './credits.ts'
import { proseOf, type ProseLine } from '../changelogs/prose.ts'
import { rule, type FindingOf, type Scene } from './rule.ts'
import { successorsOf, type Successor } from '../../versions/successors.ts'

/** Of so many comments in one mail a name in the changelog tells little about each. */
const MANY = 4

/** Changelogs of later versions that name the reviewer or speak of the same matter. */
export const changelog = rule({
  name: 'changelog',
  about: 'Authors say what they changed and by whose word; partly, and sometimes falsely.',
  finds: {
    'changelog-names-reviewer': { signs: ['told'], shows: ['addressed'], dates: 2 },
    'changelog-names-reviewer-of-many': { signs: ['told'], shows: ['addressed'], dates: 2 },
    'changelog-speaks-of-it': { signs: ['told'], shows: ['addressed'], dates: 2 },
    'changelog-may-speak-of-it': { signs: ['told'], shows: ['addressed'], dates: 2 },
    'credited-in-trailer': { signs: ['told'], dates: 2 },
    'report-closed': { signs: ['told', 'touched', 'not-open'], shows: ['addressed'], dates: 1 },
  },
  find: ({ context, next }, scene) => {
    const { material, matches, last, saidBy } = scene
    if (next === null) return []
    const asked = context.patchRef?.revisionIndex ?? -1
    // On the same version, and on those since then that a changelog may speak of.
    const others = (until: number): CommentContext[] =>
      (saidBy.get(personKey(context.from)) ?? []).filter((c) => {
        const on = c.patchRef?.revisionIndex ?? -1
        return c !== context && (on === asked || (on > asked && on < until))
      })
    const found: FindingOf<Credit['rule'] | 'report-closed'>[] = []
    const closing = closingOf(context.messageId, material, next)
    if (closing && (!closing.isLink || isReported(context, closing, scene))) {
      const { messageId, line, text, revisionIndex } = closing
      found.push({ rule: 'report-closed', messageId, line, text, revisionIndex })
    }
    const { patchRef } = context
    const answersOf = ({ id }: CommentContext): readonly CommentContext[] =>
      (scene.answersTo.get(id) ?? []).filter(({ role }) => role === 'author')
    const successors = patchRef ? successorsOf(material, matches, patchRef) : []
    for (let revisionIndex = next; revisionIndex <= last; revisionIndex++) {
      const prose = proseOf(material, revisionIndex)
      const fitOf = fitsOf(context, material, successors, revisionIndex)
      for (const credit of creditsIn(
        context,
        prose,
        () => others(revisionIndex),
        fitOf,
        answersOf,
        (messageId) => scene.inMail.has(messageId),
      )) {
        const isOneOfMany = credit.rule === 'changelog-names-reviewer' && context.count >= MANY
        const name = isOneOfMany ? 'changelog-names-reviewer-of-many' : credit.rule
        if (!found.some((f) => f.rule === name))
          found.push({ ...credit, rule: name, revisionIndex })
      }
    }
    return found
  },
})

/**
 * Is a comment what was reported, where a patch names its mail? Of several in a mail it is the one
 * that the message of the patch has most words of. What a robot lists is one report.
 */
function isReported(context: CommentContext, closing: Closing, scene: Scene): boolean {
  if (context.count === 1 || context.sender !== 'human') return true
  const { mails } = scene.material
  const lines = mails.get(closing.messageId)?.lines.slice(0, closing.line - 1) ?? []
  const own = sharedWith(context, lines)
  const peers = scene.inMail.get(context.messageId) ?? []
  return (
    own >= LEAST_REPORTED &&
    peers.every((id) => {
      const peer = scene.cases.get(id)?.context
      return !peer || peer === context || sharedWith(peer, lines) < own
    })
  )
}

/** A comment that shares less with a message is not what it is about. */
const LEAST_REPORTED = 3

const OF_MESSAGE =
  /\b(?:commit (?:message|log|msg|text)|change ?log|description|title|subject|cover|typos? in)\b/i

/** In words that a line shares with a comment. */
const [OWN, FOREIGN, OF_PART] = [0.75, -1, 1]

/**
 * How much sooner than another a line of a changelog speaks of a comment: that of the patch's own
 * mail does, and one that speaks of messages where the comment is on one.
 */
function fitsOf(
  { part, patchRef }: CommentContext,
  { mails }: SeriesMail,
  successors: readonly Successor[],
  revisionIndex: number,
): (line: ProseLine) => number {
  const own = new Set(
    successors.flatMap((s) => (s.revisionIndex === revisionIndex && s.mail ? [s.mail.id] : [])),
  )
  const isUnknown = part === null || part === 'reply'
  const isOnMessage = part !== 'diff'
  return ({ messageId, text }) => {
    const isOfCover = mails.get(messageId)?.kind === 'cover' || patchRef?.patch === 0
    const place = own.has(messageId) ? OWN : isOfCover ? 0 : FOREIGN
    if (isUnknown) return place
    return place + (OF_MESSAGE.test(text) === isOnMessage ? OF_PART / 2 : -OF_PART / 2)
  }
}
