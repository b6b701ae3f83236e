import type { Reason, TreeModel, TreeNode } from '../model/models.ts'
import { signalNumber, type Sheet } from './signals/sheet.ts'

/** Probabilities of the classes, in their order; they add up to 1. */
export function treeProbabilities(model: TreeModel, sheet: Sheet): number[] {
  const flat = flatOf(model)
  const { values } = sheet
  const scores = flat.classes.map(({ roots }, k) => {
    let sum = model.bias[k] ?? 0
    for (const root of roots) sum += valueOf(flat, root, values)
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
  sheet: Sheet,
  k: number,
  names: Iterable<string> = flatOf(model).signals.keys(),
): Reason[] {
  const flat = flatOf(model)
  const known = flat.classes[k]
  if (!known) return []
  const { values } = sheet
  const each = new Float64Array(known.roots.length)
  let whole = 0
  for (let t = 0; t < each.length; t++)
    whole += each[t] = valueOf(flat, known.roots[t] ?? 0, values)
  const reasons: Reason[] = []
  for (const name of new Set(names)) {
    const asking = known.asking.get(flat.signals.get(name) ?? -1)
    if (!asking || sheet.of(name) === 0) continue
    const weight = whole - sumWithout(flat, known.roots, each, asking, values, signalNumber(name))
    if (Math.abs(weight) > 0.001) reasons.push({ name, weight })
  }
  return reasons.sort(
    (a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.name < b.name ? -1 : 1),
  )
}

/** The sum of the trees of a class where one signal is 0. */
function sumWithout(
  flat: Flat,
  roots: Int32Array,
  each: Float64Array,
  asking: Uint8Array,
  values: Float64Array,
  signal: number,
): number {
  const kept = values[signal] ?? 0
  values[signal] = 0
  let sum = 0
  for (let t = 0; t < roots.length; t++)
    sum += (asking[t] === 1 ? valueOf(flat, roots[t] ?? 0, values) : each[t]) ?? 0
  values[signal] = kept
  return sum
}

/** The trees of a class. */
interface FlatClass {
  readonly roots: Int32Array
  /** For each signal that it knows, 1 for those of its trees that ask for it. */
  readonly asking: ReadonlyMap<number, Uint8Array>
}

/** All nodes of a model in lists of numbers: thousands are walked for every issue. */
interface Flat {
  /** The signals that it asks for, with their numbers. */
  readonly signals: ReadonlyMap<string, number>
  readonly classes: readonly FlatClass[]
  /** Of each node three numbers: its signal, -1 where it is a leaf, and where to go on. */
  readonly nodes: Int32Array
  /** What the signal of a node must be below, or the value of a leaf. */
  readonly below: Float64Array
}

const known = new WeakMap<TreeModel, Flat>()

function flatOf(model: TreeModel): Flat {
  const flat = known.get(model) ?? flattened(model)
  known.set(model, flat)
  return flat
}

function flattened(model: TreeModel): Flat {
  const signals = new Map<string, number>()
  const nodes: number[] = []
  const below: number[] = []
  const add = (node: TreeNode, used: Set<number>): number => {
    const at = below.length
    below.push('value' in node ? node.value : node.below)
    nodes.push(-1, -1, -1)
    if ('value' in node) return at
    const signal = signalNumber(node.signal)
    signals.set(node.signal, signal)
    used.add(signal)
    nodes[3 * at] = signal
    nodes[3 * at + 1] = add(node.yes, used)
    nodes[3 * at + 2] = add(node.no, used)
    return at
  }
  const classes = model.trees.map((trees): FlatClass => {
    const asking = new Map<number, Uint8Array>()
    const roots = trees.map((tree, t) => {
      const used = new Set<number>()
      const root = add(tree, used)
      for (const signal of used) {
        const marks = asking.get(signal) ?? new Uint8Array(trees.length)
        marks[t] = 1
        asking.set(signal, marks)
      }
      return root
    })
    return { roots: Int32Array.from(roots), asking }
  })
  return { signals, classes, nodes: Int32Array.from(nodes), below: Float64Array.from(below) }
}

/** The value that a tree comes to. */
function valueOf({ nodes, below }: Flat, root: number, values: Float64Array): number {
  let at = root
  for (let asked = nodes[3 * at] ?? -1; asked >= 0; asked = nodes[3 * at] ?? -1)
    at = nodes[3 * at + ((values[asked] ?? 0) < (below[at] ?? 0) ? 1 : 2)] ?? 0
  return below[at] ?? 0
}
