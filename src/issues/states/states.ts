import type { Part } from '../../model/content.ts'
import type { CommentContext, CommentKind, Confidence, IssueState } from '../../model/issue.ts'
import type { Applied, Matches, SeriesMail, Tag } from '../../model/review.ts'
import type { RuleId } from '../../model/evidence.ts'
import { allowancesOf, likeliest, STATES, type Allowance } from './allowed.ts'
import type { CommentCase } from '../cases.ts'
import { probabilitiesOf, reasonsFor } from '../linear.ts'
import { personKey } from '../exchange/people.ts'
import { groupedBy } from '../../text/grouped-by.ts'
import { ASKING } from '../kinds/phrases.ts'
import type { LinearModel } from '../../model/models.ts'
import { anySign, datingOf, foundBy, hasSign, isCheckable, type Found } from '../rules/index.ts'
import type { Finding, Scene } from '../rules/rule.ts'

/** The state of an issue with what speaks for it. */
export interface Verdict {
  readonly state: IssueState
  readonly addressedIn: number | null
  readonly confidence: Confidence
  readonly evidence: readonly Finding[]
  /** The mail in which the author said it will be done. */
  readonly promisedBy: string | null
  readonly weighed: WeighedState
}

/** What a verdict was made of. */
export interface WeighedState {
  /** What each rule found. */
  readonly found: readonly Found[]
  /** One for each of `STATES`, as are the probabilities. */
  readonly allowances: readonly Allowance[]
  readonly probabilities: readonly number[]
  /** What the model weighed. */
  readonly features: readonly string[]
  /** What dates the version that may have settled it, whether or not it is addressed. */
  readonly dating: Dating | null
  /** It is addressed by nothing but a name in a changelog, while the lines are as they were. */
  readonly isGuess: boolean
}

/** The findings that date the version that may have settled a request. */
export interface Dating {
  readonly revisionIndex: number
  /** How well they do: 1 best, 3 least. */
  readonly grade: 1 | 2 | 3
  readonly by: readonly Finding[]
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
    last: material.series.revisions.length - 1,
  }
}

/** Names of what holds of an issue, for the model. */
export function stateFeatures(
  kind: CommentKind,
  one: CommentCase,
  findings: readonly Finding[],
): string[] {
  const { context } = one
  const rules = findings.map((f) => f.rule)
  const part = partName(context.part)
  const later = one.hasNextVersion ? 'later version' : 'no later version'
  const fate =
    findings.find((f) => hasSign(f, 'fate'))?.rule ??
    (one.hasNextVersion ? 'lines-none' : 'no-later-version')
  const matter = anySign(findings, 'trace') ? 'with a trace' : 'without a trace'
  const asked = askingIn(context.lines.join('\n'))
  const answered = answeredBy(findings)
  return [
    ...new Set([
      `kind: ${kind}`,
      `on ${part}`,
      `${kind} on ${part}`,
      `speaker: ${context.role}`,
      `sender: ${context.sender}`,
      `${kind}, ${answered}`,
      `${fate}, ${matter}`,
      `${fate}, ${answered}`,
      `${fate}, ${matter}, ${answered}`,
      `${kind}, ${fate}`,
      `on ${part}, ${fate}`,
      ...findings.filter((f) => hasSign(f, 'patch')).map(({ rule }) => `on ${part}, ${rule}`),
      ...asked,
      ...asked.map((a) => `${a}, ${answered}`),
      ...rules,
      ...rules.map((r) => `${kind}: ${r}`),
      ...rules.map((r) => `${later}: ${r}`),
    ]),
  ]
}

function partName(part: Part | null): string {
  if (part === 'diff') return 'code'
  if (part === 'reply') return 'a reply'
  return part === null ? 'nothing' : 'a message'
}

/** Wordings that ask for something. */
function askingIn(text: string): string[] {
  const names = ASKING.filter(([, pattern]) => pattern.test(text)).map(([name]) => name)
  return asksOnly(text) ? [...names, 'only asks'] : names
}

/** Who answers, and whether the author agrees. */
function answeredBy(findings: readonly Finding[]): string {
  const has = (id: RuleId): boolean => findings.some(({ rule }) => rule === id)
  if (has('author-answers'))
    return anySign(findings, 'consent') ? 'author agrees' : 'author answers'
  return has('nobody-answers') ? 'nobody answers' : 'others answer'
}

/** Lines that are as they were, and nothing but a name in a changelog that tells of them: a guess, whatever the model says. */
function isGuess(state: IssueState, findings: readonly Finding[]): boolean {
  const told = findings.filter((f) => f.rule !== 'changelog-names-reviewer-of-many')
  return state === 'addressed' && anySign(findings, 'left') && !anySign(told, 'told')
}

/** Every sentence is a question. */
function asksOnly(text: string): boolean {
  const sentences = text
    .split(/(?<=[.!?])\s+|\n\s*\n/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.split(/\s+/).length > 2)
  return sentences.length > 0 && sentences.every((sentence) => sentence.endsWith('?'))
}

/** The state at the end of what is known. */
export function stateOf(
  kind: CommentKind,
  one: CommentCase,
  scene: Scene,
  model: LinearModel,
): Verdict {
  const found = foundBy(one, scene)
  const findings = found.flatMap((f) => f.findings)
  const features = stateFeatures(kind, one, findings)
  const p = probabilitiesOf(model, features)
  const allowances = allowancesOf(one.context.part, findings)
  const best = likeliest(p, allowances)
  const state = STATES[best] ?? 'open'
  const evidence = speakingFor(
    state,
    kind,
    findings,
    new Map(reasonsFor(model, features, best).map(({ feature, weight }) => [feature, weight])),
  )
  const dating = datingBy(findings)
  const guess = isGuess(state, findings)
  const promisedBy = findings.find((f) => hasSign(f, 'promise'))?.messageId ?? null
  return {
    state,
    addressedIn: state === 'addressed' ? (dating?.revisionIndex ?? null) : null,
    confidence: guess ? 'low' : confidenceAt(p[best] ?? 0),
    evidence,
    promisedBy,
    weighed: { found, allowances, probabilities: p, features, dating, isGuess: guess },
  }
}

/** From these probabilities on a verdict is called certain, and likely. */
export const CONFIDENT = { high: 0.8, medium: 0.55 } as const

function confidenceAt(p: number): Confidence {
  if (p >= CONFIDENT.high) return 'high'
  return p >= CONFIDENT.medium ? 'medium' : 'low'
}

/** The findings that weigh most; what a reader can check at a glance weighs more. */
function speakingFor(
  state: IssueState,
  kind: CommentKind,
  findings: readonly Finding[],
  weights: ReadonlyMap<string, number>,
): Finding[] {
  const weight = (f: Finding): number =>
    (weights.get(f.rule) ?? 0) +
    (weights.get(`${kind}: ${f.rule}`) ?? 0) +
    (isCheckable(f, state) ? 1 : 0)
  const speaking = findings.filter((f) => weight(f) > 0.05).sort((a, b) => weight(b) - weight(a))
  const once = speaking.filter(
    (f, i) =>
      speaking.findIndex(
        (x) => x.messageId === f.messageId && x.line === f.line && x.text === f.text,
      ) === i,
  )
  return (once.length > 0 ? once : findings).slice(0, 4)
}

/** The first version whose change may have settled it. */
function datingBy(findings: readonly Finding[]): Dating | null {
  for (const grade of [1, 2, 3] as const) {
    const dated = findings.filter((f) => datingOf(f) === grade && f.revisionIndex !== null)
    if (dated.length === 0) continue
    const revisionIndex = Math.min(...dated.flatMap((f) => f.revisionIndex ?? []))
    return { revisionIndex, grade, by: dated.filter((f) => f.revisionIndex === revisionIndex) }
  }
  return null
}
