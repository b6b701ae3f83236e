import type { CommentKind, IssueState } from '../src/model/issue.ts'
import type { LinearModel } from '../src/model/models.ts'
import { appliedOf } from '../src/review/applied.ts'
import type { CommentCase } from '../src/review/judgements.ts'
import { probabilitiesOf } from '../src/review/linear.ts'
import { judge } from '../src/review/kinds.ts'
import { evidenceFor, type Finding, type Scene } from '../src/review/state-evidence.ts'
import { bestState, sceneOf, stateFeatures, STATES } from '../src/review/states.ts'
import { tagsOf } from '../src/review/tags.ts'
import type { Labelled, LabelledSeries } from './labelled.ts'
import { train, type Penalty } from './softmax.ts'
import { percent } from './table.ts'

/** A block with an outcome, our first comment in it, and what speaks for its state. */
export interface Told {
  readonly block: Labelled
  readonly one: CommentCase
  readonly findings: readonly Finding[]
}

/** Combinations are drawn to 0 more strongly than what they combine. */
const PENALTY: Penalty = (feature) => (/, |later version: |^(?:change|question): /.test(feature) ? 30 : 10)
const LEAST = 3

/** Blocks that were labelled with an outcome, with the evidence for it. */
export function toldOf(blocks: readonly Labelled[]): Told[] {
  const scenes = new Map<LabelledSeries, Scene>()
  return blocks.flatMap((block) => {
    const { label, series, cases } = block
    const one = cases[0]
    if (!label.actionable || label.outcome === null || !series || !one) return []
    const scene = scenes.get(series) ?? sceneOf(series.material, series.matches, tagsOf(series.material, series.matches), appliedOf(series.material), series.cases)
    scenes.set(series, scene)
    return [{ block, one, findings: evidenceFor(one, scene) }]
  })
}

/** The label says that a later version was not in view; the list has one. */
function isOfShorterThread({ block, one }: Told): boolean {
  return one.hasNextVersion && /\bno (?:later version|v\d)|\bnot (?:in file|visible|shown)|\bfile itself missing|\bv\d+ shown\b/.test(block.label.evidence ?? '')
}

export function fitStates(told: readonly Told[]): LinearModel {
  const examples = told.map(({ block, one, findings }) => ({
    features: stateFeatures(block.label.kind, one, findings), label: STATES.indexOf(block.label.outcome ?? 'open'),
  }))
  return train(STATES, examples, PENALTY, LEAST)
}

/** Accuracy of states: always `addressed`; the lines alone; the model; the model where the comment is found as well. */
export function stateRows(told: readonly Told[], kinds: ReadonlyMap<Labelled, LinearModel>, states: ReadonlyMap<Labelled, LinearModel>): string[][] {
  const guess = ({ block, one, findings }: Told, kind: CommentKind): IssueState => {
    const p = probabilitiesOf(states.get(block) as LinearModel, stateFeatures(kind, one, findings))
    return STATES[bestState(p, findings)] ?? 'open'
  }
  const found = ({ block, one }: Told): CommentKind | null => {
    const after = { answers: one.answers, fate: one.steps[0]?.fate ?? null, hasNextVersion: one.hasNextVersion }
    const judged = block.cases.map((c) => (c === one ? judge(c.context, c.answered, after, kinds.get(block) as LinearModel) : null)).find((j) => j !== null)
    return judged?.actionable ? judged.kind : null
  }
  const whole = told.filter((t) => !isOfShorterThread(t))
  return [
    ['states', 'accuracy', 'addressed: precision', 'recall', 'open although settled'],
    row('always addressed', told, () => 'addressed'),
    row('lines gone or changed: addressed, else open', told, ({ one }) => (one.steps.some((s) => s.fate === 'gone' || s.fate === 'changed' || s.fate === 'patch-dropped') ? 'addressed' : 'open')),
    row('the model, by thread, kind known', told, (t) => guess(t, t.block.label.kind)),
    row('the model, by thread, end to end', told, (t) => { const kind = found(t); return kind === null ? null : guess(t, kind) }),
    row(`kind known, without ${told.length - whole.length} labels of shorter threads`, whole, (t) => guess(t, t.block.label.kind)),
    row('end to end, without them', whole, (t) => { const kind = found(t); return kind === null ? null : guess(t, kind) }),
  ]
}

function row(name: string, told: readonly Told[], says: (t: Told) => IssueState | null): string[] {
  const all = told.map((t) => ({ want: t.block.label.outcome, got: says(t) }))
  const both = (want: string | null, got: string): number => all.filter((x) => x.got === got && (want === null || x.want === want)).length
  const addressed = all.filter((x) => x.want === 'addressed').length
  const open = both(null, 'open')
  return [
    name, percent(all.filter((x) => x.got === x.want).length, all.length, 1), percent(both('addressed', 'addressed'), both(null, 'addressed'), 1),
    percent(both('addressed', 'addressed'), addressed, 1), percent(open - both('open', 'open'), open, 1),
  ]
}
