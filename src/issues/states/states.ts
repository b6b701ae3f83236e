import type { CommentContext, CommentKind, Confidence, IssueState } from '../../model/issue.ts'
import type { Applied, Matches, SeriesMail, Tag } from '../../model/review.ts'
import { datingBy, type Dating } from './dating.ts'
import { allowancesOf, isUnsent, likeliest, STATES } from './allowed.ts'
import type { Allowance } from './grounds.ts'
import type { CommentCase } from '../cases.ts'
import { wantsToKnow } from '../exchange/inquiry.ts'
import { sheetOf } from '../signals/index.ts'
import type { Sheet } from '../signals/sheet.ts'
import { treeProbabilities, treeReasons } from '../trees.ts'
import { personKey } from '../../text/people.ts'
import { groupedBy } from '../../text/grouped-by.ts'
import type { TreeModel } from '../../model/models.ts'
import { anySign, foundBy, hasSign, isCheckable, type Found } from '../rules/index.ts'
import type { Finding, Scene } from '../rules/rule.ts'
import { setRightBy } from './set-right.ts'

/** The state of an issue with what speaks for it. */
export interface Verdict {
  readonly state: IssueState
  readonly addressedIn: number | null
  readonly confidence: Confidence
  /** Of the state, by the model; 0 to 1. */
  readonly probability: number
  readonly evidence: readonly Finding[]
  /** The mail in which the author said it will be done. */
  readonly promisedBy: string | null
  readonly weighed: WeighedState
}

/**
 * Why a verdict is less certain than the model says. `nothing-tells`: addressed by nothing, or by
 * nothing but a name in a changelog while the lines are as they were. `not-sent-again`: a later version came
 * without the patch. `argued-against`: the lines may have changed for another reason. `not-there`:
 * what was asked for by its name is in no later version.
 */
export type Doubt = 'nothing-tells' | 'not-sent-again' | 'argued-against' | 'not-there'

/** What a verdict was made of. */
export interface WeighedState {
  /** What each rule found. */
  readonly found: readonly Found[]
  /** One for each of `STATES`, as are the probabilities. */
  readonly allowances: readonly Allowance[]
  readonly probabilities: readonly number[]
  /** What the model weighed. */
  readonly signals: Sheet
  /** What dates the version that may have settled it, whether or not it is addressed. */
  readonly dating: Dating | null
  /** Why it is less certain than the model says; `null` where it is not. */
  readonly doubt: Doubt | null
}

/** Everything that evidence about one series is looked for in. */
export function sceneOf(
  material: SeriesMail,
  matches: Matches,
  tags: readonly Tag[],
  applied: readonly Applied[],
  cases: readonly CommentCase[],
): Scene {
  const answersTo = new Map<string, readonly CommentContext[]>(
    cases.map((c) => [c.context.id, c.answers]),
  )
  const saidBy = groupedBy(
    cases.map(({ context }) => context),
    ({ from }) => personKey(from),
  )
  return {
    material,
    matches,
    tags,
    applied,
    answersTo,
    saidBy,
    cases: new Map(cases.map((c) => [c.context.id, c])),
    inMail: groupedIds(cases),
    last: material.series.revisions.length - 1,
  }
}

function groupedIds(cases: readonly CommentCase[]): Map<string, readonly string[]> {
  const grouped = groupedBy(cases, ({ context }) => context.messageId)
  return new Map([...grouped].map(([id, all]) => [id, all.map(({ context }) => context.id)]))
}

function doubtOn(state: IssueState, findings: readonly Finding[], signals: Sheet): Doubt | null {
  const told = findings.filter((f) => f.rule !== 'changelog-names-reviewer-of-many')
  if (isUnsent(findings, signals)) return 'not-sent-again'
  if (state !== 'addressed') return null
  if (anySign(findings, 'left') && !anySign(told, 'told')) return 'nothing-tells'
  if (signals.of('named-missing') === 1) return 'not-there'
  return anySign(findings, 'refused') ? 'argued-against' : null
}

/** The state at the end of what is known. */
export function stateOf(
  kind: CommentKind,
  one: CommentCase,
  scene: Scene,
  model: TreeModel,
): Verdict {
  const found = foundBy(one, scene)
  const findings = found.flatMap((f) => f.findings)
  const signals = sheetOf(kind, one, findings, scene)
  const isForInterest = wantsToKnow(one.context)
  const weighed = treeProbabilities(model, signals)
  const isAnswered = isForInterest || setRightBy(one, scene) !== null
  const p = isAnswered ? refusedAsAnswered(weighed) : weighed
  const asked = isForInterest ? 'question' : kind
  const allowances = allowancesOf(one.context.part, asked, findings, signals, p)
  const best = likeliest(p, allowances)
  const state = STATES[best] ?? 'open'
  const weights = new Map(
    treeReasons(
      model,
      signals,
      best,
      findings.map(({ rule }) => rule),
    ).map(({ name, weight }) => [name, weight]),
  )
  const evidence = speakingFor(state, findings, weights)
  const dating = datingBy(one, findings)
  const doubt = allowances[best]?.isUnseen ? 'nothing-tells' : doubtOn(state, findings, signals)
  const promisedBy = findings.find((f) => hasSign(f, 'promise'))?.messageId ?? null
  return {
    state,
    addressedIn: state === 'addressed' ? settledBy(one, findings, dating) : null,
    confidence: confidenceOf(state, p[best] ?? 0, doubt, isAlone(findings)),
    probability: Math.round((p[best] ?? 0) * 1000) / 1000,
    evidence,
    promisedBy,
    weighed: { found, allowances, probabilities: p, signals, dating, doubt },
  }
}

/** What would refuse a request is an answer to whoever only wants to know, or is set right. */
function refusedAsAnswered(p: readonly number[]): number[] {
  const refused = p[STATES.indexOf('rejected')] ?? 0
  return p.map((v, k) =>
    STATES[k] === 'rejected' ? 0 : STATES[k] === 'answered' ? v + refused : v,
  )
}

/**
 * From these probabilities on a verdict is called certain, by its state, and likely; chosen on
 * lists that were left out of training, where what is called certain is right in 97 of 100.
 */
export const CONFIDENT = {
  high: { addressed: 0.86, answered: 0.9, rejected: 0.95, open: 0.95, agreed: 0.95 },
  medium: 0.7,
} as const

function confidenceOf(
  state: IssueState,
  p: number,
  doubt: Doubt | null,
  isAlone: boolean,
): Confidence {
  if (doubt !== null && doubt !== 'argued-against') return 'low'
  if (p >= CONFIDENT.high[state] && doubt === null) return 'high'
  return p >= CONFIDENT.medium || isAlone ? 'medium' : 'low'
}

/** Nothing came after it, no version and no answer: there is little to be wrong about. */
function isAlone(findings: readonly Finding[]): boolean {
  const has = (id: Finding['rule']): boolean => findings.some(({ rule }) => rule === id)
  return has('no-later-version') && has('nobody-answers')
}

/**
 * The findings that weigh most; what a reader can check at a glance weighs more, and that nothing
 * came after it more than that nobody answered.
 */
function speakingFor(
  state: IssueState,
  findings: readonly Finding[],
  weights: ReadonlyMap<string, number>,
): Finding[] {
  const weight = (f: Finding): number =>
    (weights.get(f.rule) ?? 0) +
    (isCheckable(f, state) ? 1 : 0) +
    (f.rule === 'no-later-version' ? 1 : 0) +
    // That whoever asked gives in tells most of a refusal.
    (state === 'rejected' && hasSign(f, 'conceded') ? 1 : 0)
  const speaking = findings
    .filter((f) => weight(f) > 0.05 && !isBare(f))
    .sort((a, b) => weight(b) - weight(a))
  // A line that promises is told as a promise, whatever else it says.
  const once = speaking.filter((f) => {
    const same = speaking.filter(
      (x) => x.messageId === f.messageId && x.line === f.line && x.text === f.text,
    )
    return f === (same.find((x) => hasSign(x, 'will-do')) ?? same[0])
  })
  return (once.length > 0 ? once : findings).slice(0, 4)
}

/**
 * A line that a reader cannot check anything by: a rule, a sign alone, a blank one where none was
 * asked for.
 */
function isBare({ rule, line, text }: Finding): boolean {
  return line !== null && rule !== 'white-space-changed' && !/[\p{L}\p{N}]/u.test(text)
}

/** A request that no line shows is settled by the next version, where no maintainer did it. */
function settledBy(
  one: CommentCase,
  findings: readonly Finding[],
  dating: Dating | null,
): number | null {
  return dating?.revisionIndex ?? (anySign(findings, 'fixed') ? null : one.next)
}
