import type { CommentKind, IssueState } from '../src/model/issue.ts'
import type { LinearModel, TreeModel } from '../src/model/models.ts'
import { appliedOf } from '../src/issues/series-state/applied.ts'
import { aftermathOf, type CommentCase } from '../src/issues/cases.ts'
import { sheetOf, signalsOf } from '../src/issues/signals/index.ts'
import { treeProbabilities } from '../src/issues/trees.ts'
import { judge } from '../src/issues/kinds/kinds.ts'
import { evidenceFor } from '../src/issues/rules/index.ts'
import type { Finding, Scene } from '../src/issues/rules/rule.ts'
import { allowancesOf, likeliest, STATES } from '../src/issues/states/allowed.ts'
import { sceneOf } from '../src/issues/states/states.ts'
import { tagsOf } from '../src/issues/series-state/tags.ts'
import type { Labelled, LabelledSeries } from './labelled.ts'
import { boost, type BoostOptions } from './boost.ts'
import { percent } from './table.ts'

/** A block with an outcome, our first comment in it, and what speaks for its state. */
export interface Told {
  readonly block: Labelled
  readonly one: CommentCase
  readonly findings: readonly Finding[]
  readonly scene: Scene
}

/**
 * Trees of so many rounds and so deep; chosen by lists left out: half as many at twice the rate tell
 * chances a little worse, and more help little. Each tree sees a part of the labels and of the
 * signals: of some hundred signals many say the same, and no list should hang on one.
 */
const OPTIONS: BoostOptions = {
  rounds: 320,
  depth: 3,
  rate: 0.035,
  lambda: 10,
  least: 3,
  rows: 0.6,
  columns: 0.3,
}

/** Blocks that were labelled with an outcome, with the evidence for it. */
export function toldOf(blocks: readonly Labelled[]): Told[] {
  const scenes = new Map<LabelledSeries, Scene>()
  return blocks.flatMap((block) => {
    const { label, series, cases } = block
    const one = cases[0]
    if (!label.actionable || label.outcome === null || !series || !one) return []
    const scene =
      scenes.get(series) ??
      sceneOf(
        series.material,
        series.matches,
        tagsOf(series.material, series.matches),
        appliedOf(series.material, series.matches),
        series.cases,
      )
    scenes.set(series, scene)
    return [{ block, one, findings: evidenceFor(one, scene), scene }]
  })
}

/** The label says that a later version was not in view; the list has one. */
function isOfShorterThread({ block, one }: Told): boolean {
  return (
    one.hasNextVersion &&
    /\bno (?:later version|v\d)|\bnot (?:in file|visible|shown)|\bfile itself missing|\bv\d+ shown\b/.test(
      block.label.evidence ?? '',
    )
  )
}

/** The model of states. Labels from a thread that lacks a version which the store has would teach it what is not so. */
export function fitStates(told: readonly Told[]): TreeModel {
  const seen = told.filter((t) => !isOfShorterThread(t))
  const examples = seen.map((t) => ({
    signals: signalsOf(t.block.label.kind, t.one, t.findings, t.scene),
    label: STATES.indexOf(t.block.label.outcome ?? 'open'),
    weight: weightOf(t, seen),
  }))
  return boost(STATES, examples, OPTIONS)
}

/**
 * Comments of whole threads count as they come; drawn ones by how many they stand for, within
 * bounds: a few rare cases must not decide alone.
 */
function weightOf({ block: { label } }: Told, all: readonly Told[]): number {
  if (label.weight === undefined) return 1
  const same = all.flatMap((t) =>
    t.block.label.source === label.source ? (t.block.label.weight ?? []) : [],
  )
  const mean = same.reduce((a, b) => a + b, 0) / same.length
  return Math.min(4, Math.max(0.5, label.weight / mean))
}

type Says = (t: Told) => IssueState | null

/** Accuracy of states: always `addressed`; the lines alone; the model; the model where the comment must be found first. */
export function stateRows(
  told: readonly Told[],
  kinds: ReadonlyMap<Labelled, LinearModel>,
  states: ReadonlyMap<Labelled, TreeModel>,
): string[][] {
  const guess = ({ block, one, findings, scene }: Told, kind: CommentKind): IssueState => {
    const signals = sheetOf(kind, one, findings, scene)
    const p = treeProbabilities(states.get(block) as TreeModel, signals)
    return (
      STATES[likeliest(p, allowancesOf(one.context.part, kind, findings, signals, p))] ?? 'open'
    )
  }
  const known: Says = (t) => guess(t, t.block.label.kind)
  const found: Says = (t) => {
    const judged = judge(
      t.one.context,
      t.one.answered,
      aftermathOf(t.one),
      kinds.get(t.block) as LinearModel,
    )
    return judged.actionable ? guess(t, judged.kind) : null
  }
  const hand = told.filter(({ block }) => block.label.source === 'hand')
  const own = told.filter(({ block }) => block.label.source === 'own')
  const whole = hand.filter((t) => !isOfShorterThread(t))
  const both = (name: string, list: readonly Told[]): string[][] => [
    row(`${name}, known to be one`, list, known),
    row('  to be found first', list, found),
  ]
  return [
    [
      'what became of it',
      'issues',
      'right',
      'addressed: precision',
      'recall',
      'open although settled',
    ],
    row('always addressed', hand, () => 'addressed'),
    row('lines gone or changed: addressed, else open', hand, ({ one }) =>
      one.steps.some((s) => s.fate === 'gone' || s.fate === 'changed' || s.fate === 'patch-dropped')
        ? 'addressed'
        : 'open',
    ),
    ...both('hand labels', hand),
    ...both(`without ${hand.length - whole.length} of shorter threads`, whole),
    ...both('own labels (a machine read them)', own),
    ...both(
      'comments that a later version followed, both draws',
      told.filter(({ block }) => block.label.weight !== undefined),
    ),
  ]
}

function row(name: string, told: readonly Told[], says: Says): string[] {
  const all = told.map((t) => ({ want: t.block.label.outcome, got: says(t) }))
  const both = (want: string | null, got: string): number =>
    all.filter((x) => x.got === got && (want === null || x.want === want)).length
  const addressed = all.filter((x) => x.want === 'addressed').length
  const open = both(null, 'open')
  return [
    name,
    String(all.length),
    percent(all.filter((x) => x.got === x.want).length, all.length, 1),
    percent(both('addressed', 'addressed'), both(null, 'addressed'), 1),
    percent(both('addressed', 'addressed'), addressed, 1),
    percent(open - both('open', 'open'), open, 1),
  ]
}
