import type { RuleId } from '../../model/evidence.ts'
import type { Part } from '../../model/content.ts'
import type { CommentKind, IssueState } from '../../model/issue.ts'
import { anySign } from '../rules/index.ts'
import type { Finding } from '../rules/rule.ts'
import type { Sheet } from '../signals/sheet.ts'
import {
  affirms,
  has,
  named,
  no,
  SILENCE,
  unseen,
  withSign,
  yes,
  type Allowance,
  type Ground,
} from './grounds.ts'
import { ELSEWHERE, tagsTheSame } from './the-same.ts'
import { wentAsAsked, wentUndone } from './dropped.ts'
import { rejectedOn } from './rejected.ts'
import { takenBack } from './taken-back.ts'
import { hasTrace } from './traces.ts'

/** In the order of the model's classes. */
export const STATES: readonly IssueState[] = ['addressed', 'answered', 'rejected', 'open', 'agreed']

/**
 * Which states the evidence allows: no verdict without some. Nothing is answered, promised or
 * turned down in silence, and what somebody promised or said he did is not open.
 * @param part what the comment stands under
 * @param probabilities of `STATES`, by the model
 * @returns one for each of `STATES`, in their order
 */
export function allowancesOf(
  part: Part | null,
  kind: CommentKind,
  findings: readonly Finding[],
  signals: Sheet,
  probabilities: readonly number[],
): Allowance[] {
  const [done = 0] = probabilities
  const grounds: Readonly<Record<IssueState, Ground>> = {
    addressed: guessed(addressedOn(part, findings, signals), done),
    answered: answeredOn(kind, findings, signals),
    rejected:
      kind === 'question'
        ? no('a question is answered, not refused', [])
        : rejectedOn(findings, signals),
    open: openOn(findings, signals),
    agreed: agreedOn(findings),
  }
  const back = takenBack(findings)
  return STATES.map((state) => ({
    state,
    ...(back.length > 0 ? endedBy(back, state, findings) : grounds[state]),
  }))
}

/** What is taken back is over: turned down where the author answered it so, else answered. */
function endedBy(
  back: readonly Finding[],
  state: IssueState,
  findings: readonly Finding[],
): Ground {
  const isOver = state === 'answered' || (state === 'rejected' && has(findings, 'author-answers'))
  return (isOver ? yes : no)('whoever asked takes it back', back)
}

function openOn(findings: readonly Finding[], signals: Sheet): Ground {
  if (signals.of('substitution-made') === 1)
    return no('the text that was asked for is there', named(findings, ['substitution-made']))
  if (isPostedAsAsked(signals)) return no('another posting was asked for, and came', [])
  const spaced = named(findings, ['white-space-changed'])
  if (spaced.length > 0 && isOfSpace(signals))
    return no('white space was spoken of, and is not as it was', spaced)
  const gone = wentAsAsked(findings, signals)
  if (gone.length > 0) return no('what was to go went with its patch', gone)
  const taken = withSign(findings, 'not-open')
  return taken.length > 0
    ? no('somebody takes it on, or says it is done', taken)
    : yes('nobody takes it on', [])
}

/** "There is a trailing blank here." */
function isOfSpace(signals: Sheet): boolean {
  return signals.of('speaks-of-space') === 1 && signals.of('words') < 12
}

/** In few words, that ask for little else. */
function isPostedAsAsked(signals: Sheet): boolean {
  const isShort = signals.of('words') < 40
  return signals.of('asks-again') === 1 && signals.of('posting-done') === 1 && isShort
}

function agreedOn(findings: readonly Finding[]): Ground {
  const consents = withSign(findings, 'consents').filter((f) => !affirms(f))
  if (consents.length > 0) return onAnswer(findings)
  return no('nobody agrees', [...withSign(findings, 'answered'), ...named(findings, SILENCE)])
}

function onAnswer(findings: readonly Finding[]): Ground {
  const answers = withSign(findings, 'answered')
  return answers.length > 0
    ? yes('somebody answers', answers)
    : no('nobody answers', named(findings, SILENCE))
}

function answeredOn(kind: CommentKind, findings: readonly Finding[], signals: Sheet): Ground {
  const conceded = withSign(findings, 'conceded')
  if (conceded.length > 0) return yes('whoever asked concedes', conceded)
  const replied = named(findings, ['reviewer-answers'])
  if (replied.length > 0 && anySign(findings, 'answered'))
    return yes('whoever asked goes on', replied)
  const promised =
    kind === 'change' || signals.of('only-promises') === 1 ? withSign(findings, 'will-do') : []
  if (promised.length > 0 && !anySign(findings, 'refused-at-last'))
    return no('the author promises it, or says it is done', promised)
  return onAnswer(findings)
}

/**
 * Nothing is addressed without a later version or a fix on applying; nor where a substitution was
 * asked for and the old text stands; nor where lines of code, or the whole patch, stayed as they
 * were and nothing tells of it: no change near them, no word of the comment in what is new.
 */
function addressedOn(part: Part | null, findings: readonly Finding[], signals: Sheet): Ground {
  const fixed = withSign(findings, 'fixed')
  if (fixed.length > 0) return yes('somebody did it otherwise', fixed)
  const last = named(findings, ['no-later-version'])
  if (last.length > 0) return no('no later version', last)
  const settled = refusalTaken(findings)
  if (settled.length > 0)
    return no('the author would rather not, and whoever asked concedes', settled)
  const undone = wentUndone(part, findings, signals)
  if (undone.length > 0)
    return no('its code went with the patch, nothing tells of a change', undone)
  if (signals.of('substitution-left') === 1 || isSwapLeft(signals))
    return no('the text that was to be replaced still stands', withSign(findings, 'left'))
  const touched = withSign(findings, 'touched')
  if (isNamedMissing(findings, signals))
    return no('what was asked for by its name is in no later version', touched)
  if (touched.length > 0) return yes('the lines are not as they were', touched)
  const content = tagsTheSame(part, findings)
  if (content.length > 0) return no('the reviewer tags the patch as it was', content)
  if (hasTrace(signals)) return yes('something at the lines, or of what was asked for, is new', [])
  const same = named(findings, ['patch-same'])
  if (isUnsent(findings, signals)) return yes('the patch was not sent again with it', same)
  const elsewhere = named(findings, ELSEWHERE)
  if (same.length > 0 && elsewhere.length > 0)
    return yes('the patch is the same, but the version has what was asked for', elsewhere)
  if (same.length > 0) return unseen('the patch is the same', same)
  const told = withSign(findings, 'told')
  if (told.length > 0) return yes('something tells of a change', told)
  const left = withSign(findings, 'left')
  if (part === 'diff' && left.length > 0 && !has(findings, 'beside-changed'))
    return no('the lines are as they were, and nothing tells of a change', left)
  const altered = named(findings, ALTERED)
  return altered.length > 0
    ? yes('the patch is not as it was', altered)
    : unseen('nothing tells of a change', [])
}

/**
 * What shows nothing does not show that nothing was done: of what the model is so sure of nine in
 * ten were, elsewhere or in other words. It stays a guess.
 */
const LIKELY = 0.6

function guessed(ground: Ground, probability: number): Ground {
  if (!ground.isUnseen || probability < LIKELY) return ground
  return {
    ...ground,
    isAllowed: true,
    reason: `${ground.reason}, but most that are like it were done`,
  }
}

/** A later version has the line, with the text that was to be replaced. */
function isSwapLeft(signals: Sheet): boolean {
  return signals.of('check-swap-left') === 1
}

/** What was asked for by name never came, and nothing but a change of the lines tells of one. */
function isNamedMissing(findings: readonly Finding[], signals: Sheet): boolean {
  const isTold = (['told', 'consents'] as const).some((sign) => anySign(findings, sign))
  const isLeft = !isGone(findings) && signals.of('patch-gone') !== 1
  return signals.of('named-missing') === 1 && !isTold && isLeft
}

function isGone(findings: readonly Finding[]): boolean {
  return has(findings, 'lines-gone') || has(findings, 'lines-patch-dropped')
}

/**
 * A later version came in part, without the patch, and nobody says anything: whatever became of
 * the request is not seen.
 */
export function isUnsent(findings: readonly Finding[], signals: Sheet): boolean {
  return (
    signals.of('later-versions') > 0 &&
    signals.of('resent-versions') === 0 &&
    signals.of('patch-gone') !== 1 &&
    has(findings, 'nobody-answers')
  )
}

/**
 * The author would rather not do it, promises nothing, and the reviewer gives in; as long as the
 * lines are there.
 */
function refusalTaken(findings: readonly Finding[]): Finding[] {
  if (isGone(findings)) return []
  const refused = named(findings, ['author-would-rather-not', 'author-at-last-would-rather-not'])
  const conceded = withSign(findings, 'conceded')
  const isPromised = anySign(findings, 'will-do') || anySign(findings, 'will-do-at-last')
  return refused.length > 0 && conceded.length > 0 && !isPromised ? [...refused, ...conceded] : []
}

const ALTERED: readonly RuleId[] = ['patch-changed', 'patch-message-changed', 'patch-dropped']

/** Index of the likeliest state that is allowed; -1 where none is. */
export function likeliest(p: readonly number[], allowances: readonly Allowance[]): number {
  return p.reduce(
    (best, v, k) =>
      allowances[k]?.isAllowed && v > (best === -1 ? -1 : (p[best] ?? 0)) ? k : best,
    -1,
  )
}
