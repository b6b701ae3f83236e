import { isWaiting } from '../model/issue.ts'
import type { CommentCase } from './cases.ts'
import { entriesInFull } from './changelogs/entries-shown.ts'
import { overBy } from './over.ts'
import type { Finding, Scene } from './rules/rule.ts'
import { saidInFull } from './said-in-full.ts'
import { asShown } from './shown.ts'
import type { Verdict } from './states/states.ts'

/** The evidence that is told of a verdict, and whether nobody waits for the request any more. */
export interface Told {
  readonly moot: boolean
  readonly evidence: readonly Finding[]
}

/**
 * What makes a request moot, then what the verdict rests on that is not the same.
 * @param isMarked the user said where it stands: no mail overrules that
 */
export function evidenceTold(
  first: CommentCase,
  latest: CommentCase,
  verdict: Verdict,
  scene: Scene,
  isMarked: boolean,
): Told {
  const over = isWaiting(verdict.state) && !isMarked ? overBy(verdict, latest, scene) : []
  const isTold = ({ rule, messageId, line }: Finding): boolean =>
    over.some((o) => o.rule === rule && o.messageId === messageId && o.line === line)
  const rest = promisesAlone(withoutAsides(newestOf(inTimeFor(verdict)).filter((f) => !isTold(f))))
  return {
    moot: over.length > 0,
    evidence: entriesInFull([...over, ...rest], scene.material, latest.context.people).map((f) =>
      saidInFull(asShown(f, first, latest, scene.material), scene),
    ),
  }
}

/** What a changelog or the code tells of a later version than that which settled it is no news. */
function inTimeFor({ evidence, addressedIn: settled }: Verdict): readonly Finding[] {
  const isLate = (f: Finding): boolean =>
    settled !== null && (f.revisionIndex ?? 0) > settled && OF_CHANGE.test(f.rule)
  return evidence.every(isLate) ? evidence : evidence.filter((f) => !isLate(f))
}

const OF_CHANGE = new RegExp(
  String.raw`^changelog-|^(?:lines|patch)-(?:message-)?(?:changed|gone|dropped)$|` +
    String.raw`^suggested-|^substitution-made$|^asked-text-there$`,
)

/** Lines that stood in one version after the other are told of once, where they stand last. */
function newestOf(evidence: readonly Finding[]): readonly Finding[] {
  const last = evidence.findLastIndex(({ rule }) => rule === 'lines-unchanged')
  return evidence.filter(({ rule }, i) => rule !== 'lines-unchanged' || i === last)
}

/** A tag that the reviewer gave another patch tells little where there is more. */
function withoutAsides(evidence: readonly Finding[]): readonly Finding[] {
  const left = evidence.filter(
    ({ rule, text }) => rule !== 'reviewer-tags-later-version' || !/ on patch \d+$/.test(text),
  )
  return left.length === 0 ? evidence : left
}

/** That somebody agrees tells nothing beside his promise in the same mail, or that he did it. */
function promisesAlone(evidence: readonly Finding[]): readonly Finding[] {
  const takes = evidence.filter(({ rule }) => TAKES_ON.test(rule))
  if (takes.length === 0) return evidence
  return evidence.filter(
    ({ rule, messageId }) => !AGREES.test(rule) || !takes.some((f) => f.messageId === messageId),
  )
}

const TAKES_ON = /^author-(?:at-last-)?agrees-(?:will-do|done)$/
const AGREES = /^author-(?:at-last-)?(?:agrees-yes|opens-with-yes)$/
