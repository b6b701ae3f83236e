import type { Reason, TreeModel, TreeNode } from '../model/models.ts'

type Signals = Readonly<Record<string, number>>

/** Probabilities of the classes, in their order; they add up to 1. */
export function treeProbabilities(model: TreeModel, signals: Signals): number[] {
  const flat = flatOf(model)
  const values = valuesIn(flat, signals)
  const scores = flat.classes.map((trees, k) => {
    let sum = model.bias[k] ?? 0
    for (const tree of trees) sum += valueOf(flat, tree.root, values)
    return sum
  })
  const top = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - top))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / sum)
}

/**
 * What each signal does for a class and against it: what the score would lose without it (set to
 * 0), in log odds, strongest first.
 * @param names of the signals that are asked for
 */
export function treeReasons(
  model: TreeModel,
  signals: Signals,
  k: number,
  names: readonly string[] = Object.keys(signals),
): Reason[] {
  const flat = flatOf(model)
  const values = valuesIn(flat, signals)
  const trees = flat.classes[k] ?? []
  const each = trees.map(({ root }) => valueOf(flat, root, values))
  const whole = each.reduce((a, b) => a + b, 0)
  const without = (signal: number): number => {
    const kept = values[signal] ?? 0
    values[signal] = 0
    let sum = 0
    for (const [t, tree] of trees.entries())
      sum += tree.signals.has(signal) ? valueOf(flat, tree.root, values) : (each[t] ?? 0)
    values[signal] = kept
    return sum
  }
  return [...new Set(names)]
    .filter((name) => (signals[name] ?? 0) !== 0)
    .flatMap((name) => {
      const signal = flat.signals.get(name)
      return signal === undefined ? [] : [{ name, weight: whole - without(signal) }]
    })
    .filter(({ weight }) => Math.abs(weight) > 0.001)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.name < b.name ? -1 : 1))
}

/** A tree of a model as numbers: where it begins, and the signals that it asks for. */
interface FlatTree {
  readonly root: number
  readonly signals: ReadonlySet<number>
}

/** All nodes of a model in lists of numbers: thousands are walked for every issue. */
interface Flat {
  /** Number of each signal. */
  readonly signals: ReadonlyMap<string, number>
  readonly classes: readonly (readonly FlatTree[])[]
  /** For each node its signal, -1 where it is a leaf. */
  readonly signal: readonly number[]
  /** What the signal must be below, or the value of a leaf. */
  readonly below: readonly number[]
  /** Node to go to where it is, and where not. */
  readonly yes: readonly number[]
  readonly no: readonly number[]
}

const known = new WeakMap<TreeModel, Flat>()

function flatOf(model: TreeModel): Flat {
  const flat = known.get(model) ?? flattened(model)
  known.set(model, flat)
  return flat
}

function flattened(model: TreeModel): Flat {
  const signals = new Map<string, number>()
  const [signal, below, yes, no]: [number[], number[], number[], number[]] = [[], [], [], []]
  const numberOf = (name: string): number => {
    const number = signals.get(name) ?? signals.size
    signals.set(name, number)
    return number
  }
  const add = (node: TreeNode, used: Set<number>): number => {
    const at = signal.length
    const asked = 'value' in node ? -1 : numberOf(node.signal)
    signal.push(asked)
    below.push('value' in node ? node.value : node.below)
    yes.push(-1)
    no.push(-1)
    if ('value' in node) return at
    used.add(asked)
    yes[at] = add(node.yes, used)
    no[at] = add(node.no, used)
    return at
  }
  const classes = model.trees.map((trees) =>
    trees.map((tree): FlatTree => {
      const used = new Set<number>()
      return { root: add(tree, used), signals: used }
    }),
  )
  return { signals, classes, signal, below, yes, no }
}

/** The signals by their numbers; 0 where one is missing. */
function valuesIn({ signals }: Flat, own: Signals): Float64Array {
  const values = new Float64Array(signals.size)
  for (const name in own) {
    const number = signals.get(name)
    if (number !== undefined) values[number] = own[name] ?? 0
  }
  return values
}

function valueOf({ signal, below, yes, no }: Flat, root: number, values: Float64Array): number {
  let at = root
  for (let asked = signal[at] ?? -1; asked >= 0; asked = signal[at] ?? -1)
    at = ((values[asked] ?? 0) < (below[at] ?? 0) ? yes[at] : no[at]) ?? 0
  return below[at] ?? 0
}
