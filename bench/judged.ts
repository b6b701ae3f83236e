import type { CommentKind } from '../src/model/issue.ts'
import type { LinearModel } from '../src/model/models.ts'
import { kindFeatures } from '../src/issues/kinds/features.ts'
import { aftermathOf } from '../src/issues/cases.ts'
import { ACTIONABLE, judge, KINDS } from '../src/issues/kinds/kinds.ts'
import type { Labelled } from './labelled.ts'
import { train, type Penalty } from './softmax.ts'
import { fitStates, stateRows, toldOf } from './state-labels.ts'
import { percent, table, whole } from './table.ts'

const FOLDS = 10
/** Features of fewer examples are chance. */
const LEAST = 3
/** Single words are drawn to 0 more strongly than named wordings and circumstances: they carry over less. */
const PENALTY: Penalty = (feature) => (/^(?:w|starts|first|last):/.test(feature) ? 24 : 12)
/** What was made up counts less than what was written. */
const MADE_UP_WEIGHT = 0.6

/** Says what the first of our comments in a block is, and whether one of them is actionable. */
export type Says = (block: Labelled) => { readonly actionable: boolean; readonly kind: string }

/**
 * The model of kinds from labelled blocks: each of our comments in one has its label. Doubtful ones
 * were chosen by where the program went wrong about states: they would teach it that requests are
 * rarer, and questions stranger, than they are, as would those of what it showed. Of those drawn of
 * what it called requests a fifth is none: they teach what only looks like one, and `ACTIONABLE`
 * was chosen with them.
 */
export function fitKinds(all: readonly Labelled[]): LinearModel {
  const seen = all.filter(({ label }) => label.source !== 'doubtful' && label.source !== 'shown')
  const examples = seen.flatMap(({ label, cases }) =>
    cases.map((c) => ({
      features: kindFeatures(c.context, c.answered, aftermathOf(c)),
      label: KINDS.indexOf(label.kind),
      weight: label.source === 'made-up' ? MADE_UP_WEIGHT : 1,
    })),
  )
  return train(KINDS, examples, PENALTY, LEAST)
}

/** Is any of our comments in a block actionable, and what is the first one's kind? */
export function verdictOn(
  { cases }: Labelled,
  model: LinearModel,
): { actionable: boolean; kind: CommentKind; probability: number; reasons: readonly string[] } {
  const all = cases.map((c) => judge(c.context, c.answered, aftermathOf(c), model))
  const first = all.find((j) => j.actionable) ?? all[0]
  return {
    actionable: all.some((j) => j.actionable),
    kind: first?.kind ?? 'process',
    probability: Math.max(0, ...all.map((j) => j.probability)),
    reasons: first?.reasons ?? [],
  }
}

/** A model for each thread that has not seen it: blocks of one thread lean the same way. */
export function crossValidated<T>(
  blocks: readonly Labelled[],
  fit: (seen: readonly Labelled[]) => T,
): Map<Labelled, T> {
  const threads = [...new Set(blocks.map((b) => b.label.thread))].sort()
  const foldOf = new Map(threads.map((thread, i) => [thread, i % FOLDS]))
  const found = new Map<Labelled, T>()
  for (let k = 0; k < FOLDS; k++) {
    const model = fit(blocks.filter((b) => foldOf.get(b.label.thread) !== k))
    for (const b of blocks) if (foldOf.get(b.label.thread) === k) found.set(b, model)
  }
  return found
}

/** Figures of a way to tell what is actionable. */
function scored(name: string, blocks: readonly Labelled[], says: Says): string[] {
  const all = blocks.map((b) => ({ b, ...says(b) }))
  const tp = all.filter((x) => x.actionable && x.b.label.actionable).length
  const fp = all.filter((x) => x.actionable && !x.b.label.actionable).length
  const fn = all.filter((x) => !x.actionable && x.b.label.actionable).length
  const kinds = all.filter((x) => x.kind === x.b.label.kind).length
  return [
    name,
    whole(all.length),
    ((2 * tp) / Math.max(1, 2 * tp + fp + fn)).toFixed(3),
    percent(tp, tp + fp, 1),
    percent(tp, tp + fn, 1),
    percent(kinds, all.length, 1),
  ]
}

/** Which labels a row of a table counts. */
const SETS: readonly (readonly [name: string, has: (block: Labelled) => boolean])[] = [
  ['hand labels', ({ label }) => label.source === 'hand'],
  ['  those called certain', ({ label }) => label.source === 'hand' && label.sure === 2],
  ['own labels (a machine read them)', ({ label }) => label.source === 'own'],
  ['made up, in the manner of other communities', ({ label }) => label.source === 'made-up'],
  ['mail of further lists', ({ label }) => label.source === 'elsewhere'],
]

function kindRows(
  blocks: readonly Labelled[],
  models: ReadonlyMap<Labelled, LinearModel>,
): string[][] {
  const hand = blocks.filter(({ label }) => label.source === 'hand')
  const lists = [...new Set(hand.map((b) => b.label.corpus))]
  const without = (list: string): Says => {
    const model = fitKinds(blocks.filter((b) => b.label.corpus !== list))
    return (b) => verdictOn(b, model)
  }
  return [
    ['asks for something', 'blocks', 'F1', 'precision', 'recall', 'kind'],
    scored('under a quote and not by the author', hand, (b) => ({
      actionable: b.cases.some((c) => c.context.role !== 'author' && c.context.quoted.length > 0),
      kind: '',
    })),
    ...SETS.flatMap(([name, has]) => {
      const those = blocks.filter(has)
      if (those.length === 0) return []
      return [scored(name, those, (b) => verdictOn(b, models.get(b) as LinearModel))]
    }),
    ...(lists.length < 2
      ? []
      : lists.map((list) =>
          scored(
            `hand labels of ${list}, by all labels of the others`,
            hand.filter((b) => b.label.corpus === list),
            without(list),
          ),
        )),
  ]
}

/** How right kinds and states are, each thread judged by models that have not seen it. */
export interface Judgements {
  readonly text: string
  readonly kinds: ReadonlyMap<Labelled, LinearModel>
  /** The figures that are watched, in percent. */
  readonly figures: Readonly<Record<string, number>>
}

/** Columns of the tables of kinds and of states that are watched: F1 of what asks, and states that are right. */
function watched(
  kindRows: readonly (readonly string[])[],
  stateRows: readonly (readonly string[])[],
): Record<string, number> {
  const valueOf = (rows: readonly (readonly string[])[], start: string): number | null => {
    const cell = rows.find(([name]) => name?.startsWith(start))?.[2]
    const value = parseFloat(cell ?? '')
    return Number.isNaN(value) ? null : value
  }
  const named = (
    [
      ['asks for something, F1, hand labels', valueOf(kindRows, 'hand labels'), 100],
      ['asks for something, F1, own labels', valueOf(kindRows, 'own labels'), 100],
      ['state right, hand labels', valueOf(stateRows, 'hand labels'), 1],
      ['state right, own labels', valueOf(stateRows, 'own labels'), 1],
    ] as const
  ).flatMap(([name, value, times]) => (value === null ? [] : [[name, value * times] as const]))
  return Object.fromEntries(named)
}

/** Cross-validates both models by thread. */
export function crossJudge(blocks: readonly Labelled[]): Judgements {
  const kinds = crossValidated(blocks, fitKinds)
  const told = toldOf(blocks)
  const states = crossValidated(blocks, (seen) => {
    const has = new Set(seen)
    return fitStates(told.filter((t) => has.has(t.block)))
  })
  const heading = `${whole(blocks.length)} labelled blocks of ${whole(new Set(blocks.map((b) => b.label.thread)).size)} threads, each thread judged by models that have not seen it; actionable from ${ACTIONABLE}`
  const [asked, became] = [kindRows(blocks, kinds), stateRows(told, kinds, states)]
  return {
    text: `${heading}\n${table(asked)}\n${table(became)}`,
    kinds,
    figures: watched(asked, became),
  }
}
