import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { corpusFolder, listsIn, storeOf } from './corpora.ts'
import { crossJudge } from './judged.ts'
import { comparedWithKept, figuresOf, keepFigures, type Figures } from './kept.ts'
import { allLabelled, type Labelled } from './labelled.ts'
import { madeUpBlocks } from './made-up.ts'
import { measureList, type ListRun } from './list-run.ts'
import { checkPages } from './pages-check.ts'
import { reportOf } from './report.ts'
import { Counts } from './table.ts'

/**
 * How right patchtrail is, on real mail: it ingests the lists of a corpus folder into stores of its
 * own and compares what it finds with an independent check and with labels made by hand. `--save`
 * keeps the figures that are watched, `--check` fails where one of them fell.
 */
const USAGE =
  'usage: npm run eval -- [--corpus DIR] [--keep DIR] [--check | --save] [--verbose]\n       npm run eval -- --pages STORE  (the pages of one store alone)'

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      corpus: { type: 'string' },
      keep: { type: 'string' },
      check: { type: 'boolean' },
      save: { type: 'boolean' },
      verbose: { type: 'boolean' },
      pages: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    console.log(USAGE)
    return 0
  }
  if (values.pages !== undefined) return crawlAlone(values.pages)
  const corpus = corpusFolder(values.corpus)
  const lists = corpus === null ? [] : listsIn(corpus)
  if (corpus === null || lists.length === 0) {
    console.log(
      'eval: no corpus here (corpus/<list>/git/<n>.git in ../shared or --corpus DIR); nothing measured',
    )
    return 0
  }
  const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'patchtrail-eval-'))
  mkdirSync(folder, { recursive: true })
  try {
    const runs: ListRun[] = []
    const blocks: Labelled[] = []
    for (const list of lists) {
      const opened = await storeOf(list, folder)
      if (opened.reading.reused) console.error(`eval: ${list.name}: the kept store is used again`)
      runs.push(await measureList(list, opened, join(corpus, 'labels', 'review-comments.jsonl')))
      blocks.push(...(await allLabelled(corpus, [opened])))
      await opened.store.close()
    }
    console.log(reportOf(runs))
    if (blocks.length > 0) blocks.push(...(await madeUpBlocks(folder)))
    const judgements = blocks.length > 0 ? crossJudge(blocks) : null
    if (judgements) console.log(`\nJudgements: ${judgements.text}`)
    if (values.verbose) console.log(detailsOf(runs))
    const all = new Counts()
    for (const run of runs) all.addAll(run.counts)
    const figures = figuresOf(all, judgements?.figures ?? {})
    const names = lists.map(({ name }) => name)
    if (values.save) keepFigures(names, figures)
    if (values.check) return checked(names, figures)
  } finally {
    if (values.keep === undefined) rmSync(folder, { recursive: true, force: true })
  }
  return 0
}

/** The pages of one store: exit code 1 where one of them is wrong. */
async function crawlAlone(path: string): Promise<number> {
  const counts = new Counts()
  const wrong = await checkPages(path, counts)
  for (const line of wrong) console.log(line)
  console.log(
    `${counts.get('pages')} pages, ${counts.get('pages.fragments')} links to a place on one, ${wrong.length} wrong`,
  )
  return wrong.length === 0 ? 0 : 1
}

/** Exit code 1 where a figure fell under the kept one. */
function checked(lists: readonly string[], figures: Figures): number {
  const { text, isWorse } = comparedWithKept(lists, figures)
  console.log(`\nAgainst the kept figures\n${text}`)
  return isWorse ? 1 : 0
}

/** Everything that is wrong, one line each. */
function detailsOf(runs: readonly ListRun[]): string {
  return runs
    .flatMap(
      ({
        name,
        troubles,
        cut,
        pages,
        misplaced,
        unaccounted,
        mismatched,
        misread,
        forgotten,
        labels,
      }) => [
        `\n${name}: lines untraced, missed or traced elsewhere`,
        ...troubles.flatMap((t) => t.details.map((text) => `${t.id} ${text}`)),
        `\n${name}: comments that lose text on their page`,
        ...cut,
        `\n${name}: pages`,
        ...pages,
        `\n${name}: comments not anchored under their line`,
        ...misplaced,
        `\n${name}: replier's lines not accounted for`,
        ...unaccounted,
        `\n${name}: versions and patches`,
        ...mismatched,
        `\n${name}: read otherwise by mailparser`,
        ...misread,
        `\n${name}: not among the first ten of feedback`,
        ...forgotten,
        `\n${name}: labels`,
        ...labels.wrong,
      ],
    )
    .join('\n')
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(`eval: ${(error as Error).message}\n${USAGE}`)
  process.exitCode = 1
}
