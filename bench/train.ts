import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { LinearModel, TreeModel } from '../src/model/models.ts'
import { readPatchFacts } from '../src/store/patch-facts.ts'
import { corpusFolder, listsIn, storeOf, type ListStore } from './corpora.ts'
import { crossJudge, fitKinds, verdictOn } from './judged.ts'
import { crossJoin, weightsText, type ListFacts } from './join-weights.ts'
import { allLabelled, type Labelled } from './labelled.ts'
import { elsewhereBlocks } from './labelled-mail.ts'
import { madeUpBlocks } from './made-up.ts'
import { fitStates, toldOf } from './state-labels.ts'

/**
 * Trains the models of kinds and states from labels, cross-validated by thread, and writes
 * data/kinds.json and data/states.json. `--joins` learns what each signal of a join is worth
 * instead, and says whether that is better than what was set by hand on lists that were not learnt
 * from. It writes nothing: by hand is as good there, and better by example (test/fixtures/works).
 * `--elsewhere` learns from mail of further lists, too (`labelled-mail.ts` tells how it is laid out).
 */
const USAGE =
  'usage: npm run train -- [--corpus DIR] [--keep DIR] [--elsewhere DIR] [--joins] [--verbose]'

/** How strongly learnt weights are drawn to those set by hand; 0: not at all. */
const PULLS = [0, 2, 20]

async function factsOf(corpus: string, folder: string): Promise<ListFacts[]> {
  const lists: ListFacts[] = []
  for (const list of listsIn(corpus)) {
    const { name, store } = await storeOf(list, folder)
    lists.push({ name, facts: await readPatchFacts(store) })
    await store.close()
  }
  return lists
}

async function blocksOf(
  corpus: string,
  folder: string,
  elsewhere: string | undefined,
): Promise<Labelled[]> {
  const stores: ListStore[] = []
  for (const list of listsIn(corpus)) stores.push(await storeOf(list, folder))
  const blocks = await allLabelled(corpus, stores)
  for (const { store } of stores) await store.close()
  return [
    ...blocks,
    ...(await madeUpBlocks(folder)),
    ...(elsewhere === undefined ? [] : await elsewhereBlocks(elsewhere, folder)),
  ]
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      corpus: { type: 'string' },
      keep: { type: 'string' },
      elsewhere: { type: 'string' },
      joins: { type: 'boolean' },
      verbose: { type: 'boolean' },
    },
  })
  const corpus = corpusFolder(values.corpus)
  if (corpus === null) {
    console.log('train: no corpus here (../shared or --corpus DIR)')
    return
  }
  const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'patchtrail-train-'))
  mkdirSync(folder, { recursive: true })
  if (values.joins) {
    const lists = await factsOf(corpus, folder)
    console.log(`${weightsText(lists, PULLS)}\n\n${crossJoin(lists, PULLS)}`)
    if (values.keep === undefined) rmSync(folder, { recursive: true, force: true })
    return
  }
  const blocks = await blocksOf(corpus, folder, values.elsewhere)
  if (values.keep === undefined) rmSync(folder, { recursive: true, force: true })
  const { text, kinds } = crossJudge(blocks)
  console.log(text)
  if (values.verbose) for (const b of blocks) explain(b, verdictOn(b, kinds.get(b) as LinearModel))
  write('kinds.json', fitKinds(blocks))
  write('states.json', fitStates(toldOf(blocks)))
}

function write(name: string, model: LinearModel | TreeModel): void {
  writeFileSync(
    join(import.meta.dirname, '..', 'data', name),
    `${JSON.stringify(model).replaceAll('],"', '],\n"').replaceAll('},{"signal', '},\n{"signal')}\n`,
  )
}

function explain({ label, cases }: Labelled, got: ReturnType<typeof verdictOn>): void {
  if (got.actionable === label.actionable) return
  const text = cases[0]?.context.lines.slice(0, 6).join(' / ').slice(0, 300) ?? ''
  console.log(
    `${got.actionable ? 'FP' : 'FN'} ${got.probability.toFixed(2)} ${label.kind} ${label.messageId} ${label.line} (${got.reasons.join(', ')})\n    ${text}\n    ${label.summary ?? ''}`,
  )
}

try {
  await main()
} catch (error) {
  console.error(`train: ${(error as Error).message}\n${USAGE}`)
  process.exitCode = 1
}
