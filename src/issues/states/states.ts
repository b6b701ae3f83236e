import type { CommentContext, CommentKind, Confidence, IssueState } from '../../model/issue.ts'
import type { Applied, Matches, SeriesMail, Tag } from '../../model/review.ts'
import { bestState, isTold, STATES } from './allowed.ts'
import type { CommentCase } from '../cases.ts'
import { probabilitiesOf, reasonsFor } from '../linear.ts'
import { personKey } from '../../text/people.ts'
import { groupedBy } from '../../text/grouped-by.ts'
import { ASKING } from '../kinds/phrases.ts'
import type { LinearModel } from '../../model/models.ts'
import { evidenceFor, type Finding, type Scene } from '../rules/evidence.ts'

/** The state of an issue with what speaks for it. */
export interface Verdict {
  readonly state: IssueState
  readonly addressedIn: number | null
  readonly confidence: Confidence
  readonly evidence: readonly Finding[]
  /** The mail in which the author said it will be done. */
  readonly promisedBy: string | null
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
  const part =
    context.part === 'diff'
      ? 'code'
      : context.part === 'reply'
        ? 'a reply'
        : context.part === null
          ? 'nothing'
          : 'a message'
  const fate =
    rules.find((r) => r.startsWith('lines-')) ??
    (one.hasNextVersion ? 'lines-none' : 'no-later-version')
  const matter = rules.some((r) =>
    /^changelog (?:speaks|names the reviewer$)|^credited|^suggested|^a name|^the substitution|^lines beside|^white space/.test(
      r,
    ),
  )
    ? 'with a trace'
    : 'without a trace'
  const text = context.lines.join('\n')
  const asked = [
    ...ASKING.filter(([, pattern]) => pattern.test(text)).map(([name]) => name),
    ...(asksOnly(text) ? ['only asks'] : []),
  ]
  const agrees = rules.some((r) =>
    /^the author: (?:agrees|concedes|opens with yes|promises|says it is fixed)/.test(r),
  )
  const answered = rules.includes('the author answers')
    ? agrees
      ? 'author agrees'
      : 'author answers'
    : rules.includes('nobody answers')
      ? 'nobody answers'
      : 'others answer'
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
      ...rules.filter((r) => r.startsWith('patch-')).map((r) => `on ${part}, ${r}`),
      ...asked,
      ...asked.map((a) => `${a}, ${answered}`),
      ...rules,
      ...rules.map((r) => `${kind}: ${r}`),
      ...rules.map((r) => `${one.hasNextVersion ? 'later version' : 'no later version'}: ${r}`),
    ]),
  ]
}

/** Lines that are as they were, and nothing but a name in a changelog that tells of them: a guess, whatever the model says. */
function isGuess(state: IssueState, findings: readonly Finding[]): boolean {
  const told = findings.filter((f) => f.rule !== 'changelog names the reviewer of many comments')
  return (
    state === 'addressed' && findings.some((f) => f.rule === 'lines-unchanged') && !isTold(told)
  )
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
  const findings = evidenceFor(one, scene)
  const features = stateFeatures(kind, one, findings)
  const p = probabilitiesOf(model, features)
  const best = bestState(p, one.context.part, findings)
  const state = STATES[best] ?? 'open'
  const evidence = speakingFor(
    state,
    kind,
    findings,
    new Map(reasonsFor(model, features, best).map(({ feature, weight }) => [feature, weight])),
  )
  const top = p[best] ?? 0
  const promisedBy =
    findings.find((f) =>
      /^the author: (?:agrees: (?:will do|done)|promises|opens with yes)/.test(f.rule),
    )?.messageId ?? null
  return {
    state,
    addressedIn: state === 'addressed' ? versionOf(findings) : null,
    confidence: isGuess(state, findings)
      ? 'low'
      : top >= 0.8
        ? 'high'
        : top >= 0.55
          ? 'medium'
          : 'low',
    evidence,
    promisedBy,
  }
}

/** The findings that weigh most for a state, heaviest first. */
function speakingFor(
  state: IssueState,
  kind: CommentKind,
  findings: readonly Finding[],
  weights: ReadonlyMap<string, number>,
): Finding[] {
  const weight = (f: Finding): number =>
    (weights.get(f.rule) ?? 0) +
    (weights.get(`${kind}: ${f.rule}`) ?? 0) +
    (CHECKABLE[state]?.test(f.rule) ? 1 : 0)
  const speaking = findings.filter((f) => weight(f) > 0.05).sort((a, b) => weight(b) - weight(a))
  const once = speaking.filter(
    (f, i) =>
      speaking.findIndex(
        (x) => x.messageId === f.messageId && x.line === f.line && x.text === f.text,
      ) === i,
  )
  return (once.length > 0 ? once : findings).slice(0, 4)
}

/** What a reader can check at a glance comes first. */
const CHECKABLE: Partial<Record<IssueState, RegExp>> = {
  addressed:
    /^lines-(?:changed|gone|patch-dropped)|^lines beside|^white space|^suggested|^the substitution|^changelog|^fixed while/,
  agreed: /^the author(?: at last)?: (?:agrees|promises|opens with yes)/,
  answered: /^(?:the author|others) answers/,
  rejected:
    /^the author(?: at last)?: (?:declines|opens with no|would rather not)|^lines-unchanged/,
  open: /^nobody|^lines-unchanged|^no-later/,
}

/** The first version whose change may have settled it. */
function versionOf(findings: readonly Finding[]): number | null {
  const firstOf = (pattern: RegExp): number | null => {
    const positions = findings.flatMap((f) =>
      f.revisionIndex !== null && pattern.test(f.rule) ? [f.revisionIndex] : [],
    )
    return positions.length === 0 ? null : Math.min(...positions)
  }
  return (
    firstOf(/^(?:lines-(?:changed|gone|patch)|suggested|the substitution)/) ??
    firstOf(/^(?:changelog|credited|a name)/) ??
    firstOf(/^(?:patch-|fixed|a later)/)
  )
}
