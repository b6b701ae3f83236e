import type { LinearModel, Reason } from '../model/models.ts'

/** A model with its features numbered: those of words are found without making their names. */
interface Rows {
  /** The weights of each feature for each class, one feature after the other. */
  readonly weights: Float64Array
  readonly names: readonly string[]
  readonly of: ReadonlyMap<string, number>
  readonly words: ReadonlyMap<string, WordRows>
}

/** Where a word has its weights, and where its pairs with the word behind it have theirs. */
interface WordRows {
  own: number | undefined
  readonly before: Map<string, number>
}

/** What features of words are called: `w:word`, `w:word another`. */
const OF_WORDS = 'w:'
/** Single words are no reasons that anybody could check. */
const NO_REASON = /^(?:w|first|last):/

const known = new WeakMap<LinearModel, Rows>()

function rowsOf(model: LinearModel): Rows {
  const rows = known.get(model) ?? numbered(model)
  known.set(model, rows)
  return rows
}

function numbered({ weights, classes }: LinearModel): Rows {
  const names = Object.keys(weights)
  const flat = new Float64Array(names.length * classes.length)
  const words = new Map<string, WordRows>()
  for (const [row, name] of names.entries()) {
    flat.set(weights[name] ?? [], row * classes.length)
    if (!name.startsWith(OF_WORDS)) continue
    const [word = '', next] = name.slice(OF_WORDS.length).split(' ')
    let rows = words.get(word)
    if (!rows) words.set(word, (rows = { own: undefined, before: new Map() }))
    if (next === undefined) rows.own = row
    else rows.before.set(next, row)
  }
  return { weights: flat, names, of: new Map(names.map((name, row) => [name, row])), words }
}

/** How many reasons are told. */
const REASONS = 3

/** Adds up what the features of one comment weigh; each counts once, however often it is met. */
export class Tally {
  private readonly rows: Rows
  private readonly scores: Float64Array
  /** One bit for each feature: whether it counted. */
  private readonly met: Uint8Array
  /** Numbers of the features that count, in their order. */
  private readonly counted: number[] = []

  constructor(model: LinearModel) {
    this.rows = rowsOf(model)
    this.scores = Float64Array.from(model.bias)
    this.met = new Uint8Array((this.rows.names.length >> 3) + 1)
  }

  add(feature: string): void {
    this.count(this.rows.of.get(feature))
  }

  /** The same as `w:` and each word, and `w:`, each word, a blank and the word behind it. */
  addWords(words: readonly string[]): void {
    const known = words.map((word) => this.rows.words.get(word))
    for (const rows of known) this.count(rows?.own)
    for (let i = 1; i < words.length; i++) this.count(known[i - 1]?.before.get(words[i] ?? ''))
  }

  private count(row: number | undefined): void {
    if (row === undefined) return
    const [place, bit] = [row >> 3, 1 << (row & 7)]
    const before = this.met[place] ?? 0
    if ((before & bit) !== 0) return
    this.met[place] = before | bit
    this.counted.push(row)
    const { scores, rows } = this
    const at = row * scores.length
    for (let k = 0; k < scores.length; k++)
      scores[k] = (scores[k] ?? 0) + (rows.weights[at + k] ?? 0)
  }

  /** Probabilities of the classes, in their order; they add up to 1. */
  probabilities(): number[] {
    const top = Math.max(...this.scores)
    const powers = Array.from(this.scores, (score) => Math.exp(score - top))
    const sum = powers.reduce((a, b) => a + b, 0)
    return powers.map((power) => power / sum)
  }

  /**
   * Features but words that speak most for a class against the mean of all, strongest first.
   * @param most how many
   */
  reasonsFor(k: number, most = REASONS): string[] {
    const { rows, scores } = this
    const classes = scores.length
    const found: { readonly feature: string; readonly weight: number }[] = []
    for (const row of this.counted) {
      const feature = rows.names[row] ?? ''
      if (NO_REASON.test(feature)) continue
      let sum = 0
      for (let j = 0; j < classes; j++) sum += rows.weights[row * classes + j] ?? 0
      const weight = (rows.weights[row * classes + k] ?? 0) - sum / classes
      if (weight > 0) found.push({ feature, weight })
    }
    return found
      .sort((a, b) => b.weight - a.weight || (a.feature < b.feature ? -1 : 1))
      .slice(0, most)
      .map(({ feature }) => feature)
  }
}

/**
 * How far each feature moves the log odds of some classes against the others, taken where the
 * probabilities are: those that move it most come first, whichever way.
 * @param isInside is the class of this index one of those?
 */
export function pullsOf(
  model: LinearModel,
  features: readonly string[],
  probabilities: readonly number[],
  isInside: (k: number) => boolean,
): Reason[] {
  const inside = probabilities.reduce((sum, p, k) => (isInside(k) ? sum + p : sum), 0)
  const shares = probabilities.map((p, k) =>
    isInside(k) ? p / Math.max(inside, Number.EPSILON) : -p / Math.max(1 - inside, Number.EPSILON),
  )
  return features
    .flatMap((name) => {
      const row = model.weights[name]
      const weight = row?.reduce((sum, w, k) => sum + w * (shares[k] ?? 0), 0) ?? 0
      return weight === 0 ? [] : [{ name, weight }]
    })
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.name < b.name ? -1 : 1))
}
