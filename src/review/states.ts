import type { CommentContext, CommentKind, Confidence, IssueState } from '../model/issue.ts'
import type { Applied, Matches, SeriesMaterial, Tag } from '../model/review.ts'
import type { CommentCase } from './judgements.ts'
import { probabilitiesOf, reasonsFor } from './linear.ts'
import type { LinearModel } from '../model/models.ts'
import { evidenceFor, type Finding, type Scene } from './state-evidence.ts'

export const STATES: readonly IssueState[] = ['addressed', 'answered', 'rejected', 'open', 'agreed']

/** The state of an issue with what speaks for it. */
export interface Verdict {
  readonly state: IssueState
  readonly addressedIn: number | null
  readonly confidence: Confidence
  readonly evidence: readonly Finding[]
}

/** Everything that evidence about one series is looked for in. */
export function sceneOf(material: SeriesMaterial, matches: Matches, tags: readonly Tag[], applied: readonly Applied[], cases: readonly CommentCase[]): Scene {
  const answersTo = new Map<string, readonly CommentContext[]>(cases.map((c) => [c.context.id, c.answers]))
  return { material, matches, tags, applied, answersTo, last: material.series.revisions.length - 1 }
}

/** Names of what holds of an issue, for the model. */
export function stateFeatures(kind: CommentKind, one: CommentCase, findings: readonly Finding[]): string[] {
  const { context } = one
  const rules = findings.map((f) => f.rule)
  const part = context.part === 'diff' ? 'code' : context.part === 'reply' ? 'a reply' : context.part === null ? 'nothing' : 'a message'
  const fate = rules.find((r) => r.startsWith('lines-')) ?? (one.hasNextVersion ? 'lines-none' : 'no-later-version')
  const matter = rules.some((r) => /^changelog|^credited|^suggested|^a name|^the substitution/.test(r)) ? 'with a trace' : 'without a trace'
  const answered = rules.includes('the author answers') ? 'author answers' : rules.includes('nobody answers') ? 'nobody answers' : 'others answer'
  return [...new Set([
    `kind: ${kind}`, `on ${part}`, `${kind} on ${part}`, `speaker: ${context.role}`, `sender: ${context.sender}`, `${kind}, ${answered}`, `${fate}, ${matter}`, `${fate}, ${answered}`, `${fate}, ${matter}, ${answered}`, `${kind}, ${fate}`,
    ...rules, ...rules.map((r) => `${kind}: ${r}`), ...rules.map((r) => `${one.hasNextVersion ? 'later version' : 'no later version'}: ${r}`),
  ])]
}

/** The state at the end of what is known. */
export function stateOf(kind: CommentKind, one: CommentCase, scene: Scene, model: LinearModel): Verdict {
  const findings = evidenceFor(one, scene)
  const features = stateFeatures(kind, one, findings)
  const p = probabilitiesOf(model, features)
  const best = p.reduce((a, v, k) => (v > (p[a] ?? 0) ? k : a), 0)
  const state = STATES[best] ?? 'open'
  const strong = new Map(reasonsFor(model, features, best).map(({ feature, weight }) => [feature, weight]))
  const weight = (f: Finding): number => (strong.get(f.rule) ?? 0) + (strong.get(`${kind}: ${f.rule}`) ?? 0)
  const speaking = findings.filter((f) => weight(f) > 0.05).sort((a, b) => weight(b) - weight(a))
  const evidence = (speaking.length > 0 ? speaking : findings).slice(0, 4)
  const positions = [...evidence, ...findings].filter((f) => f.position !== null && /^(?:lines-(?:changed|gone|patch)|patch-|changelog|credited|suggested|a name|the substitution)/.test(f.rule)).map((f) => f.position ?? 0)
  const top = p[best] ?? 0
  return { state, addressedIn: state === 'addressed' ? (positions[0] ?? null) : null, confidence: top >= 0.8 ? 'high' : top >= 0.55 ? 'medium' : 'low', evidence }
}
