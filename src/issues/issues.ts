import { isWaiting, type Issue, type IssueEvidence, type IssueState } from '../model/issue.ts'
import type { Applied, Matches, SeriesMail, Tag } from '../model/review.ts'
import type { Override } from '../model/override.ts'
import type { Models } from '../model/models.ts'
import { groupedBy } from '../text/grouped-by.ts'
import { successorsOf } from '../versions/successors.ts'
import { askedOf } from './asked-of.ts'
import { casesOf, judgeAll, type JudgedComment } from './cases.ts'
import { evidenceTold } from './evidence-told.ts'
import { overridden } from './overrides.ts'
import { repeatsOf } from './repeats.ts'
import { againOf, askedAgain } from './repeats/told.ts'
import { exchangeBelow } from './rules/exchange.ts'
import type { Finding, Scene } from './rules/rule.ts'
import { isGoneBefore } from './signals/lines.ts'
import { sceneOf, type Verdict } from './states/states.ts'
import { strengthOf } from './strength.ts'
import { summaryOf } from './summary/summary.ts'
import { latestOf, verdictOn } from './verdicts.ts'

/** What is known of the comments of a series. */
export interface CommentReview {
  readonly comments: readonly JudgedComment[]
  readonly issues: readonly Issue[]
  /** The issue that each comment raises or raises again. */
  readonly issueOf: ReadonlyMap<string, string>
}

/** What the verdicts on the comments of a series rest on, beside the mail. */
export interface Ground {
  readonly matches: Matches
  readonly tags: readonly Tag[]
  readonly applied: readonly Applied[]
}

/** The comments of a series, judged, and which of them raise an issue. */
export interface JudgedSeries {
  readonly comments: readonly JudgedComment[]
  readonly scene: Scene
  /** Those that ask for something on a patch or cover, in order of time. */
  readonly asking: readonly JudgedComment[]
  /** The issue that each of those raises or raises again. */
  readonly issueOf: ReadonlyMap<string, string>
}

/** Judges every comment of a series. */
export function judgeSeries(
  material: SeriesMail,
  { matches, tags, applied }: Ground,
  models: Models,
  marks: ReadonlyMap<string, Override>,
): JudgedSeries {
  const comments = judgeAll(casesOf(material, matches), models.kinds).map((c) =>
    overridden(c, marks.get(c.context.id)),
  )
  const scene = sceneOf(material, matches, tags, applied, comments)
  const asking = comments.filter((c) => c.judged.actionable && c.context.patchRef !== null)
  const repeats = repeatsOf(asking, (one) => askedOf(one, material) === 'author')
  const issueOf = new Map(
    asking.map((c) => [c.context.id, repeats.get(c.context.id) ?? c.context.id]),
  )
  return { comments, scene, asking, issueOf }
}

/** Judges every comment of a series and follows what was asked for through the versions. */
export function reviewComments(
  material: SeriesMail,
  ground: Ground,
  models: Models,
  marks: ReadonlyMap<string, Override>,
): CommentReview {
  const judged = judgeSeries(material, ground, models, marks)
  const { comments, scene, asking, issueOf } = judged
  const isFirst = ({ context: { id } }: JudgedComment): boolean => issueOf.get(id) === id
  const again = groupedBy(
    asking.filter((c) => !isFirst(c)),
    ({ context }) => issueOf.get(context.id),
  )
  const issues = asking
    .filter(isFirst)
    .map((first) =>
      issueFrom(
        first,
        again.get(first.context.id) ?? [],
        scene,
        models,
        marks.get(first.context.id),
      ),
    )
  return { comments, issues, issueOf }
}

/** The comments that raise an issue again, in order of time. */
export function raisedAgain(
  first: JudgedComment,
  { asking, issueOf }: JudgedSeries,
): JudgedComment[] {
  return asking.filter((c) => c !== first && issueOf.get(c.context.id) === first.context.id)
}

function issueFrom(
  first: JudgedComment,
  again: readonly JudgedComment[],
  scene: Scene,
  models: Models,
  mark: Override | undefined,
): Issue {
  const { context, judged } = first
  const latest = latestOf(first, again, scene, models)
  const { verdict } = verdictOn(latest, scene, models, mark)
  const told = evidenceTold(first, latest, verdict, scene, mark !== undefined)
  const asked = askedOf(first, scene.material)
  const asks = asksMost(first, latest)
  const strength = strengthOf(asks.context, asks.judged.kind, asks.judged.severity)
  const place = context.patchRef ?? { revisionIndex: 0, patch: 0 }
  return {
    revisionIndex: place.revisionIndex,
    patch: place.patch,
    id: context.id,
    messageId: context.messageId,
    line: context.line,
    summary: summaryOf(wordsOf(first), context.role),
    by: context.from,
    date: context.date,
    sender: context.sender,
    role: context.role,
    kind: asks.judged.kind,
    severity: judged.severity,
    probability: judged.probability,
    reasons: judged.reasons,
    about: context.about ?? context.named,
    state: verdict.state,
    addressedAt: verdict.addressedIn,
    confidence: verdict.confidence,
    askedOf: asked,
    strength,
    stateProbability: verdict.probability,
    passedOver: asked === 'author' ? passedOverBy(first, latest, verdict, scene) : [],
    moot: told.moot,
    evidence: told.evidence.map(bare).concat(askedAgain(again)),
    answers: [
      ...new Set(
        [first, ...again].flatMap((c) =>
          exchangeBelow(c.context.id, scene.answersTo).map((a) => a.id),
        ),
      ),
    ],
    fates: first.path,
    again: againOf(again),
    states: statesByVersion(place.revisionIndex, verdict, scene),
    marked: mark !== undefined,
  }
}

/** What it says, with what began its sentence above the quote. */
function wordsOf({ begun, context, says }: JudgedComment): readonly string[] {
  if (!begun) return says
  const end = begun.lines.findLastIndex((line) => line.trim() !== '')
  const [first = '', ...rest] = context.lines.slice(context.lines.findIndex((l) => l.trim() !== ''))
  return [...begun.lines.slice(0, end + 1), first.replace(/^[\s.\u2026]+/, ''), ...rest]
}

/**
 * The comment that says how much is asked: what began as a question and became a request is one,
 * and a NAK stands.
 */
function asksMost(first: JudgedComment, latest: JudgedComment): JudgedComment {
  const { context, judged } = first
  const isNak = strengthOf(context, judged.kind, judged.severity) === 'blocking'
  return isNak || latest.judged.kind === 'question' ? first : latest
}

/**
 * Later versions that sent the patch again while the request was neither done, answered nor
 * refused. What had to be asked again was left by all versions up to the one it was asked on again.
 */
function passedOverBy(
  first: JudgedComment,
  latest: JudgedComment,
  { state, addressedIn, evidence }: Verdict,
  scene: Scene,
): number[] {
  if (!isWaiting(state) && state !== 'addressed') return []
  const until = addressedIn ?? (isWaiting(state) ? Infinity : (latest.next ?? Infinity))
  const again = latest.context.patchRef?.revisionIndex ?? 0
  // The text that was to become another one may stand elsewhere.
  const isSeen = evidence.some(({ rule }) => rule === 'old-text-stands')
  const gone = isSeen ? Infinity : goneIn(latest)
  const left = [
    ...(first === latest ? [] : resentBetween(first, scene, again + 1)),
    ...(isGoneBefore(latest) ? [] : resentBetween(latest, scene, Math.min(until, gone))),
  ]
  return [...new Set(left)]
}

/** The version in which the lines stand no more: from there on nothing is left as it was. */
function goneIn({ steps }: JudgedComment): number {
  return steps.find(({ fate }) => fate === 'gone')?.revisionIndex ?? Infinity
}

/** The versions since a comment, and before another one, that sent its patch again. */
function resentBetween(
  { context: { patchRef }, next }: JudgedComment,
  { material, matches }: Scene,
  until: number,
): number[] {
  if (!patchRef || next === null) return []
  return successorsOf(material, matches, patchRef)
    .filter((s) => s.isResent && s.revisionIndex >= next && s.revisionIndex < until)
    .map((s) => s.revisionIndex)
}

function bare({ rule, messageId, line, text }: Finding): IssueEvidence {
  return { rule, messageId, line, text: text.trim() }
}

/** The state as each version stood before the next one came. */
function statesByVersion(
  raised: number,
  { state, addressedIn, evidence, promisedBy }: Verdict,
  { material, last }: Scene,
): Issue['states'] {
  const { series, mails } = material
  const settled =
    evidence.flatMap(({ messageId }) => mails.get(messageId ?? '')?.date ?? []).sort()[0] ?? null
  return Array.from({ length: last - raised + 1 }, (_, i) => {
    const revisionIndex = raised + i
    const next = series.revisions[revisionIndex + 1]?.date ?? null
    const isOver =
      revisionIndex === last ||
      (state === 'addressed'
        ? addressedIn !== null && revisionIndex >= addressedIn
        : settled !== null && next !== null && settled < next)
    const isPromised =
      promisedBy !== null && next !== null && (mails.get(promisedBy)?.date ?? '9999') < next
    const before: IssueState = isPromised ? 'agreed' : 'open'
    return { revisionIndex, state: isOver ? state : before }
  })
}
