import type { CommentContext } from '../model/issue.ts'
import type { AnchoredComment, Link, Origin } from '../model/link.ts'
import type { Models, Reason } from '../model/models.ts'
import type { Override } from '../model/override.ts'
import type { LineRange } from '../model/reply.ts'
import type { SeriesMail } from '../model/review.ts'
import type { LineFate } from '../model/versions.ts'
import { aftermathOf, type JudgedComment } from './cases.ts'
import type { Hold } from './exchange/answers.ts'
import { isAsking, weighKind, type WeighedKind } from './kinds/kinds.ts'
import { evidenceTold } from './evidence-told.ts'
import { judgeSeries, raisedAgain, type Ground, type JudgedSeries } from './issues.ts'
import { latestOf, verdictOn } from './verdicts.ts'
import { pullsOf } from './linear.ts'
import { treeReasons } from './trees.ts'
import { exchangeBelow } from './rules/exchange.ts'
import { STATES } from './states/allowed.ts'
import type { Verdict } from './states/states.ts'

/** Lines on their way to one later version. */
export interface Passage {
  readonly revisionIndex: number
  readonly fate: LineFate
  readonly then: Origin
  /** What stands in their place; `null` where nothing does. */
  readonly now: Origin | null
  /**
   * That version was out when the comment was written: what happened on the way is no answer to it.
   */
  readonly wasOut: boolean
}

/** Why a comment counts as what it counts as, and why what it asked for stands where it does. */
export interface Explanation {
  readonly context: CommentContext
  readonly placed: AnchoredComment
  /** The quoted lines that it stands under, and the runs of them. */
  readonly quoted: LineRange | null
  readonly links: readonly Link[]
  /**
   * Whether it is a request, without the user's word; for the model what weighed for it and against
   * it.
   */
  readonly kind: WeighedKind
  readonly kindReasons: readonly Reason[]
  /** What it counts as in the end. */
  readonly judged: JudgedComment['judged']
  readonly how: Hold | null
  /** All that was said below it, oldest first. */
  readonly answers: readonly CommentContext[]
  readonly passages: readonly Passage[]
  readonly request: ExplainedRequest | null
  readonly override: Override | null
}

/** Where a request stands, and why. */
export interface ExplainedRequest {
  /** Id of the comment that raised it first. */
  readonly id: string
  /** Ids of those that raised it again; the last of them is what the verdict is on. */
  readonly again: readonly string[]
  readonly judgedOn: string
  readonly verdict: Verdict
  /** The verdict without the user's word. */
  readonly derived: Verdict
  /** Nobody waits for it any more. */
  readonly moot: boolean
  /** What weighed for the state that was derived and against it. */
  readonly reasons: readonly Reason[]
}

/**
 * Explains the verdict on one comment, by the computation that the verdict itself is made by.
 * @param links of the mail that it is in
 * @returns `null` where the series has no such comment
 */
export function explain(
  id: string,
  material: SeriesMail,
  ground: Ground,
  models: Models,
  overrides: ReadonlyMap<string, Override>,
  links: readonly Link[],
): Explanation | null {
  const series = judgeSeries(material, ground, models, overrides)
  const comment = series.comments.find(({ context }) => context.id === id)
  const placed = material.comments
    .get(comment?.context.messageId ?? '')
    ?.find(({ number }) => number === comment?.context.comment)
  if (!comment || !placed) return null
  const { context, answered, how, judged } = comment
  const kind = weighKind(context, answered, aftermathOf(comment), models.kinds)
  const quoted = quotedAbove(placed, context, material)
  return {
    context,
    placed,
    quoted,
    links: links.filter((l) => quoted && l.line <= quoted.endLine && quoted.line <= l.endLine),
    kind,
    kindReasons: pullsOf(models.kinds, kind.features, kind.probabilities, isAsking),
    judged,
    how,
    answers: exchangeBelow(id, series.scene.answersTo),
    passages: passagesOf(comment),
    request: requestOf(comment, series, models, overrides),
    override: overrides.get(series.issueOf.get(id) ?? id) ?? overrides.get(id) ?? null,
  }
}

/** The quoted lines between a comment and the one above it; its focus where that is elsewhere. */
function quotedAbove(
  placed: AnchoredComment,
  { messageId }: CommentContext,
  { comments, mails }: SeriesMail,
): LineRange | null {
  const above = Math.max(
    0,
    ...(comments.get(messageId) ?? []).map((c) => (c.endLine < placed.line ? c.endLine : 0)),
  )
  const quotes = (mails.get(messageId)?.quotes ?? []).filter(
    (q) => q.line > above && q.endLine < placed.line,
  )
  const ranges = placed.focus ? [...quotes, placed.focus.quote] : quotes
  if (ranges.length === 0) return null
  return {
    line: Math.min(...ranges.map(({ line }) => line)),
    endLine: Math.max(...ranges.map(({ endLine }) => endLine)),
  }
}

function passagesOf({ context, path, next }: JudgedComment): Passage[] {
  let then = context.about
  return path.flatMap(({ revisionIndex, fate, place }): Passage[] => {
    const from = then
    then = place
    const wasOut = next === null || revisionIndex < next
    return from ? [{ revisionIndex, fate, then: from, now: place, wasOut }] : []
  })
}

function requestOf(
  comment: JudgedComment,
  series: JudgedSeries,
  models: Models,
  overrides: ReadonlyMap<string, Override>,
): ExplainedRequest | null {
  const id = series.issueOf.get(comment.context.id)
  const first = series.asking.find(({ context }) => context.id === id)
  if (!first) return null
  const again = raisedAgain(first, series)
  const latest = latestOf(first, again, series.scene, models)
  const { verdict, derived } = verdictOn(
    latest,
    series.scene,
    models,
    overrides.get(first.context.id),
  )
  const { signals } = derived.weighed
  const chosen = STATES.indexOf(derived.state)
  const isMarked = overrides.has(first.context.id)
  const told = evidenceTold(first, latest, verdict, series.scene, isMarked)
  return {
    id: first.context.id,
    again: again.map(({ context }) => context.id),
    judgedOn: latest.context.id,
    verdict: { ...verdict, evidence: told.evidence },
    derived: isMarked ? derived : { ...derived, evidence: told.evidence },
    moot: told.moot,
    reasons: treeReasons(models.states, signals, chosen),
  }
}
