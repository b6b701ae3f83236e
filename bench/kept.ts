import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { table, type Counts } from './table.ts'

/** How right patchtrail was when that was last kept: `bench/figures/accuracy.json`. */
interface Kept {
  /** The day it was measured, ISO 8601. */
  readonly measured: string
  /** Names of the lists that were measured: figures of others say nothing. */
  readonly lists: readonly string[]
  readonly figures: Figures
}

/** Values in percent by name. */
export type Figures = Readonly<Record<string, number>>

const FILE = join(import.meta.dirname, 'figures', 'accuracy.json')

/** What is watched: a share of counts in percent, and how far it may fall (points). */
const SHARES: readonly (readonly [
  name: string,
  part: string,
  of: readonly string[],
  fall: number,
])[] = [
  ['quoted lines traced', 'traced', ['findable'], 0.001],
  ['quoted lines traced, depth 2 or more', 'deep.traced', ['deep.findable'], 0.002],
  ['certain lines traced right', 'right', ['sure'], 0.002],
  ['comments anchored on their diff line', 'diff.right', verdicts('diff'), 0.01],
  ['comments anchored on their line of a message', 'message.right', verdicts('message'), 0.02],
  ['versions of one change-id joined', 'versions.hidden.found', ['versions.hidden.pairs'], 0.1],
  ['patches paired as git does', 'git.byBoth', ['git.byGit'], 0.1],
  ['patches paired as judged by reading', 'pairs.right', ['pairs.all'], 0.5],
  ['comments among the first ten of feedback', 'feedback.found', ['feedback.asked'], 0.5],
]
/** Judgements may fall by so many points: what a few labels more or less make. */
const JUDGED_FALL = 0.5

function verdicts(area: string): string[] {
  return ['right', 'wrong', 'none'].map((verdict) => `${area}.${verdict}`)
}

/** The watched figures of all lists together, those that the counts have. */
export function figuresOf(counts: Counts, judged: Figures): Figures {
  const shares = SHARES.flatMap(([name, part, of]) => {
    const total = of.reduce((sum, one) => sum + counts.of(one), 0)
    return total === 0 ? [] : [[name, (100 * counts.of(part)) / total] as const]
  })
  return { ...Object.fromEntries(shares), ...judged }
}

/** Keeps the figures of these lists. */
export function keepFigures(lists: readonly string[], figures: Figures): void {
  const rounded = Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(4))])
  const kept: Kept = {
    measured: new Date().toISOString().slice(0, 10),
    lists,
    figures: Object.fromEntries(rounded) as Figures,
  }
  writeFileSync(FILE, `${JSON.stringify(kept, null, 1)}\n`)
}

/** The watched figures beside the kept ones. */
export interface Comparison {
  readonly text: string
  readonly isWorse: boolean
}

/** Compares with the kept figures. Throws where none are kept, or those of other lists. */
export function comparedWithKept(lists: readonly string[], figures: Figures): Comparison {
  if (!existsSync(FILE)) throw new Error('no figures are kept; --save keeps these')
  const kept = JSON.parse(readFileSync(FILE, 'utf8')) as Kept
  if (kept.lists.join() !== lists.join())
    throw new Error(`the kept figures are of ${kept.lists.join(', ')}, not of ${lists.join(', ')}`)
  const rows = Object.entries(kept.figures).map(([name, before]) => {
    const now = figures[name]
    const fall = SHARES.find(([known]) => known === name)?.[3] ?? JUDGED_FALL
    const isWorse = now === undefined || now < before - fall
    const cells = [name, before.toFixed(3), now?.toFixed(3) ?? '-', fall.toFixed(3)]
    return { cells: [...cells, isWorse ? 'WORSE' : ''], isWorse }
  })
  const head = ['percent', kept.measured, 'now', 'may fall by', '']
  return {
    text: table([head, ...rows.map(({ cells }) => cells)]),
    isWorse: rows.some(({ isWorse }) => isWorse),
  }
}
