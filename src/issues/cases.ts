import type { CommentContext, Judged } from '../model/issue.ts'
import type { Matches, SeriesMail } from '../model/review.ts'
import { answersIn, type Hold } from './exchange/answers.ts'
import { begunIn, endedIn, repeatedIn } from './exchange/same-here.ts'
import { contextsOf } from './exchange/contexts.ts'
import { followLines, type StepFate } from '../versions/follow.ts'
import { renewalOf } from '../versions/successors.ts'
import type { Aftermath } from './kinds/features.ts'
import { judge } from './kinds/kinds.ts'
import { withSpacing } from './spacing.ts'
import type { LinearModel } from '../model/models.ts'

/** Everything the verdict on one comment rests on. */
export interface CommentCase {
  readonly context: CommentContext
  readonly answered: CommentContext | null
  /** What it says; where it says "same here", what the comment above it says too. */
  readonly says: readonly string[]
  /** The comment above that it ends a sentence of: "But here..." and "... it is not." */
  readonly begun: CommentContext | null
  /** The comment below that ends its last sentence, and says nothing but that. */
  readonly ended: CommentContext | null
  /** Answers, oldest first, and how they hold to it. */
  readonly answers: readonly CommentContext[]
  readonly how: Hold | null
  /** What became of its lines in versions sent after it was written. */
  readonly steps: readonly StepFate[]
  /** What became of its lines in all later versions, also those that were out already. */
  readonly path: readonly StepFate[]
  /** Index of the first version that was sent after it was written; `null` where none was. */
  readonly next: number | null
  readonly hasNextVersion: boolean
}

/** A comment with its verdict. */
export interface JudgedComment extends CommentCase {
  readonly judged: Judged
}

/** All comments of a series with what was answered and what became of their lines. */
export function casesOf(material: SeriesMail, matches: Matches): CommentCase[] {
  const contexts = contextsOf(material)
  const byId = new Map(contexts.map((c) => [c.id, c]))
  const answers = answersIn(contexts, material)
  const alike = repeatedIn(contexts)
  const begun = begunIn(contexts)
  const ended = endedIn(contexts)
  return contexts.map((context) => {
    const same = alike.get(context.id)
    const above = begun.get(context.id) ?? null
    const below = ended.get(context.id) ?? null
    const { list = [], how = null } =
      answers.get(context.id) ?? answers.get((same ?? above ?? below)?.id ?? '') ?? {}
    const next = nextVersion(context, material)
    const lines = context.about ?? context.named
    const path =
      lines && context.patchRef
        ? withSpacing(followLines(material, matches, lines, context.patchRef), context, material)
        : []
    return {
      context,
      answered: context.answers === null ? null : (byId.get(context.answers) ?? null),
      says: same ? [...context.lines, '', ...same.lines] : context.lines,
      begun: above,
      ended: below,
      answers: list,
      how,
      steps: context.about ? sinceWritten(path, next) : [],
      path,
      next,
      hasNextVersion: next !== null,
    }
  })
}

/**
 * A version that was out when the comment was written cannot answer it. Clocks differ by some
 * minutes. The same version counts where the patch was sent anew with its number after the comment.
 */
function nextVersion(context: CommentContext, material: SeriesMail): number | null {
  const { patchRef, date, about } = context
  const { series, mails } = material
  if (!patchRef) return null
  const written = Date.parse(date ?? '') - 30 * 60000
  const renewal = about && renewalOf(material, patchRef, about.messageId)
  if (renewal && Date.parse(mails.get(renewal.messageId)?.date ?? '') > written)
    return patchRef.revisionIndex
  const found = series.revisions.findIndex(
    (r, i) => i > patchRef.revisionIndex && !(Date.parse(r.date ?? '') <= written),
  )
  return found === -1 ? null : found
}

/**
 * What happened on the way to the version that was out already is no answer; where the lines are
 * is.
 */
function sinceWritten(steps: readonly StepFate[], next: number | null): StepFate[] {
  return next === null ? [] : steps.filter(({ revisionIndex }) => revisionIndex >= next)
}

/** The verdict on each comment of a series. */
export function judgeAll(cases: readonly CommentCase[], model: LinearModel): JudgedComment[] {
  const judged = cases.map((one) => ({
    ...one,
    judged: judge(one.context, one.answered, aftermathOf(one), model),
  }))
  const asking = judged.filter((one) => one.judged.actionable)
  const halves = new Map<string, Judged>([
    ...asking.flatMap(({ begun }) => (begun ? [[begun.id, BEGINS] as const] : [])),
    ...asking.flatMap(({ ended }) => (ended ? [[ended.id, ENDS] as const] : [])),
  ])
  return judged.map((one) => {
    const half = one.judged.actionable ? halves.get(one.context.id) : undefined
    return half ? { ...one, judged: half } : one
  })
}

/** What is asked is told, and judged, where the sentence ends. */
const BEGINS: Judged = {
  kind: 'discussion',
  actionable: false,
  probability: 0,
  severity: null,
  reasons: ['the next comment ends its sentence'],
}

/** What is asked is told where most of it is said. */
const ENDS: Judged = { ...BEGINS, reasons: ['it ends the sentence of the comment above'] }

/** What later mail and versions tell of a comment. */
export function aftermathOf({ answers, steps, hasNextVersion }: CommentCase): Aftermath {
  return { answers, fate: steps[0]?.fate ?? null, hasNextVersion }
}
