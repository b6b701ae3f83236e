import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { LinearModel } from '../src/model/models.ts'
import { kindFeatures } from '../src/review/kind-features.ts'
import { ACTIONABLE, judge, KINDS } from '../src/review/kinds.ts'
import { corpusFolder, listsIn, storeOf } from './corpora.ts'
import { labelledOf, readLabels, type Labelled } from './labelled.ts'
import { fitStates, stateRows, toldOf } from './state-labels.ts'
import { train, type Penalty } from './softmax.ts'
import { percent, table, whole } from './table.ts'

/** Trains the models of kinds and states from hand labels, cross-validated by thread, and writes data/kinds.json and data/states.json. */
const USAGE = 'usage: npm run train -- [--corpus DIR] [--keep DIR] [--verbose]'
const FOLDS = 10
const EMPTY: LinearModel = { classes: KINDS, bias: KINDS.map(() => 0), weights: {} }
/** Features of fewer examples are chance. */
const LEAST = 3
/** Single words are drawn to 0 more strongly than named wordings and circumstances: they carry over less. */
export const PENALTY: Penalty = (feature) => (/^(?:w|starts):/.test(feature) ? 15 : 6)

/** Examples of some labelled blocks: each of our comments in one has its label. */
export function examplesOf(blocks: readonly Labelled[]): { features: string[]; label: number }[] {
  return blocks.flatMap(({ label, cases }) => cases.map((c) => ({
    features: kindFeatures(c.context, c.answered, { answers: c.answers, fate: c.steps[0]?.fate ?? null, hasNextVersion: c.hasNextVersion }), label: KINDS.indexOf(label.kind),
  })))
}

/** Is any of our comments in a block actionable, and what is the first one's kind? */
export function verdictOn({ cases }: Labelled, model: LinearModel): { actionable: boolean; kind: string; probability: number; reasons: readonly string[] } {
  const all = cases.map((c) => judge(c.context, c.answered, { answers: c.answers, fate: c.steps[0]?.fate ?? null, hasNextVersion: c.hasNextVersion }, model))
  const first = all.find((j) => j.actionable) ?? all[0]
  return { actionable: all.some((j) => j.actionable), kind: first?.kind ?? 'process', probability: Math.max(0, ...all.map((j) => j.probability)), reasons: first?.reasons ?? [] }
}

/** A model for each thread that has not seen it: blocks of one thread lean the same way. */
export function crossValidated<T>(blocks: readonly Labelled[], fit: (seen: readonly Labelled[]) => T, folds = FOLDS): Map<Labelled, T> {
  const threads = [...new Set(blocks.map((b) => b.label.thread))].sort()
  const found = new Map<Labelled, T>()
  for (let k = 0; k < folds; k++) {
    const held = new Set(threads.filter((_, i) => i % folds === k))
    const model = fit(blocks.filter((b) => !held.has(b.label.thread)))
    for (const b of blocks) if (held.has(b.label.thread)) found.set(b, model)
  }
  return found
}

export const fitKinds = (seen: readonly Labelled[]): LinearModel => train(KINDS, examplesOf(seen), PENALTY, LEAST)

/** Figures of a way to tell what is actionable. */
function scored(name: string, blocks: readonly Labelled[], says: (b: Labelled) => { actionable: boolean; kind: string }): string[] {
  const all = blocks.map((b) => ({ b, ...says(b) }))
  const tp = all.filter((x) => x.actionable && x.b.label.actionable).length
  const fp = all.filter((x) => x.actionable && !x.b.label.actionable).length
  const fn = all.filter((x) => !x.actionable && x.b.label.actionable).length
  const kinds = all.filter((x) => x.kind === x.b.label.kind).length
  return [name, ((2 * tp) / Math.max(1, 2 * tp + fp + fn)).toFixed(3), percent(tp, tp + fp, 1), percent(tp, tp + fn, 1), percent(kinds, all.length, 1)]
}

async function blocksOf(corpus: string, folder: string): Promise<Labelled[]> {
  const labels = readLabels(join(corpus, 'labels', 'review-comments.jsonl'))
  const blocks: Labelled[] = []
  for (const list of listsIn(corpus)) {
    const { store } = await storeOf(list, folder)
    blocks.push(...(await labelledOf(labels.filter((l) => l.corpus === list.name), store)))
    await store.close()
  }
  return blocks
}

function kindRows(blocks: readonly Labelled[], models: ReadonlyMap<Labelled, LinearModel>): string[][] {
  const says = (model: LinearModel | undefined) => (b: Labelled) => verdictOn(b, model ?? EMPTY)
  const lists = [...new Set(blocks.map((b) => b.label.corpus))]
  return [
    ['', 'F1', 'precision', 'recall', 'kind'],
    scored('under a quote and not by the author', blocks, (b) => ({ actionable: b.cases.some((c) => c.context.role !== 'author' && c.context.quoted.length > 0), kind: '' })),
    scored('the model, by thread', blocks, (b) => says(models.get(b))(b)),
    ...(lists.length < 2 ? [] : lists.map((list) => {
      const model = fitKinds(blocks.filter((b) => b.label.corpus !== list))
      return scored(`the model without ${list}, on it`, blocks.filter((b) => b.label.corpus === list), says(model))
    })),
  ]
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { corpus: { type: 'string' }, keep: { type: 'string' }, verbose: { type: 'boolean' } } })
  const corpus = corpusFolder(values.corpus)
  if (corpus === null) {
    console.log('train: no corpus here (../shared or --corpus DIR)')
    return
  }
  const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'patchtrail-train-'))
  mkdirSync(folder, { recursive: true })
  const blocks = await blocksOf(corpus, folder)
  if (values.keep === undefined) rmSync(folder, { recursive: true, force: true })
  const models = crossValidated(blocks, fitKinds)
  console.log(`${whole(blocks.length)} labelled blocks, ${whole(new Set(blocks.map((b) => b.label.thread)).size)} threads; actionable from ${ACTIONABLE}\n${table(kindRows(blocks, models))}`)
  const told = toldOf(blocks)
  const states = crossValidated(blocks, (seen) => fitStates(told.filter((t) => seen.includes(t.block))))
  console.log(table(stateRows(told, models, states)))
  if (values.verbose) for (const b of blocks) explain(b, verdictOn(b, models.get(b) ?? EMPTY))
  write('kinds.json', fitKinds(blocks))
  write('states.json', fitStates(told))
}

function write(name: string, model: LinearModel): void {
  writeFileSync(join(import.meta.dirname, '..', 'data', name), `${JSON.stringify(model).replaceAll('],"', '],\n"')}\n`)
}

function explain({ label, cases }: Labelled, got: ReturnType<typeof verdictOn>): void {
  if (got.actionable === label.actionable) return
  const text = cases[0]?.context.lines.slice(0, 6).join(' / ').slice(0, 300) ?? ''
  console.log(`${got.actionable ? 'FP' : 'FN'} ${got.probability.toFixed(2)} ${label.kind} ${label.messageId} ${label.line} (${got.reasons.join(', ')})\n    ${text}\n    ${label.summary ?? ''}`)
}

try {
  await main()
} catch (error) {
  console.error(`train: ${(error as Error).message}\n${USAGE}`)
  process.exitCode = 1
}
