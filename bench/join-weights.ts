import type { PatchFacts } from '../src/model/series.ts'
import { JOINED, POINTS, type Points } from '../src/versions/evidence/likeness.ts'
import { messagesOf, postingsOf } from '../src/versions/postings.ts'
import { candidatesOf } from '../src/versions/rivals.ts'
import { seriesOf } from '../src/versions/series.ts'
import { settled } from '../src/versions/settled.ts'
import { SIGNALS, type Signal, type Signals } from '../src/versions/evidence/signals.ts'
import {
  hidden,
  judge,
  stepsByChangeId,
  stepsByLink,
  worksOf,
  type Score,
} from './versions-lists.ts'

/**
 * What each signal of a join is worth, learnt from works whose change-ids and links are hidden, and
 * how good that is on lists that were not learnt from.
 */
export interface ListFacts {
  readonly name: string
  readonly facts: readonly PatchFacts[]
}

/** Two postings, and whether they are of one work. */
interface Example {
  readonly signals: Signals
  readonly isOne: boolean
}

/** What is hidden: least first. With all of it only titles, files, authors and numbers are left. */
const HIDINGS = ['', 'links', 'links threads', 'links threads hunks'] as const
const NAMES = Object.keys(SIGNALS) as Signal[]
const ROUNDS = 500
const RATE = 0.1

/** Which messages are of one work, as change-ids and `Link to v2:` say. */
function truthOf(facts: readonly PatchFacts[]): (id: string) => string | null {
  const above = new Map<string, string>()
  const root = (id: string): string => {
    let at = id
    for (let up = above.get(at); up !== undefined && up !== at; up = above.get(at)) at = up
    return at
  }
  for (const { work, earlier, later } of [...stepsByChangeId(facts), ...stepsByLink(facts)]) {
    for (const id of [...earlier, ...later]) {
      const [a, b] = [root(id), root(`work ${work}`)]
      if (a !== b) above.set(a, b)
    }
  }
  return (id) => (above.has(id) ? root(id) : null)
}

/** All that is compared of works that are known; what may be an unknown version of one is left out. */
export function examplesOf(facts: readonly PatchFacts[]): Example[] {
  const truth = truthOf(facts)
  return HIDINGS.flatMap((hiding) => {
    const postings = postingsOf(settled(hidden(facts, new Set(hiding.split(' '))))).sort((a, b) =>
      `${a.head.date ?? ''} ${a.head.id}` < `${b.head.date ?? ''} ${b.head.id}` ? -1 : 1,
    )
    const works = postings.map((p) => messagesOf(p).flatMap((m) => truth(m.id) ?? [])[0] ?? null)
    return candidatesOf(postings).flatMap(({ later, earlier, signals }) => {
      const [a, b] = [works[later], works[earlier]]
      if (!a || (!b && (signals['title-same'] || signals['patch-titles']))) return []
      return [{ signals, isOne: a === b }]
    })
  })
}

/**
 * Logistic regression whose weights are drawn to those set by hand, as far as examples do not speak
 * against it. Points are log odds above JOINED.
 * @param pull how strongly: 0 forgets what was set by hand
 */
export function learnt(examples: readonly Example[], pull: number): Points {
  const weights = Float64Array.from(NAMES, (name) => (pull > 0 ? POINTS[name] : 0))
  const drawn = Float64Array.from(weights)
  const rows = examples.map(({ signals, isOne }) => ({
    x: NAMES.flatMap((name, i) => {
      const value = signals[name] ?? 0
      return value === 0 ? [] : [[i, value] as const]
    }),
    y: Number(isOne),
  }))
  const [means, squares] = [new Float64Array(NAMES.length), new Float64Array(NAMES.length)]
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = Float64Array.from(
      weights,
      (w, i) => Math.max(pull, 0.5) * (w - (drawn[i] ?? 0)),
    )
    for (const { x, y } of rows) {
      const z = x.reduce((sum, [i, value]) => sum + (weights[i] ?? 0) * value, -JOINED)
      const error = 1 / (1 + Math.exp(-z)) - y
      for (const [i, value] of x) gradient[i] = (gradient[i] ?? 0) + error * value
    }
    step(weights, gradient, means, squares, round)
  }
  return Object.fromEntries(
    NAMES.map((name, i) => [name, Math.round((weights[i] ?? 0) * 10) / 10]),
  ) as unknown as Points
}

/** One step of Adam (Kingma and Ba 2015). */
function step(
  weights: Float64Array,
  gradient: Float64Array,
  means: Float64Array,
  squares: Float64Array,
  round: number,
): void {
  const rate =
    RATE * (1 - round / ROUNDS) * (Math.sqrt(1 - 0.999 ** (round + 1)) / (1 - 0.9 ** (round + 1)))
  for (const [i, g] of gradient.entries()) {
    means[i] = 0.9 * (means[i] ?? 0) + 0.1 * g
    squares[i] = 0.999 * (squares[i] ?? 0) + 0.001 * g * g
    weights[i] = (weights[i] ?? 0) - (rate * (means[i] ?? 0)) / (Math.sqrt(squares[i] ?? 0) + 1e-8)
  }
}

/** Steps found and works mixed on one list, with these points. */
function scoreOf(facts: readonly PatchFacts[], hiding: string, points: Points): Score {
  const series = seriesOf(hidden(facts, new Set(hiding.split(' '))), [], points)
  const ids = judge(stepsByChangeId(facts), worksOf(facts), series)
  const links = judge(stepsByLink(facts), new Map(), series)
  return {
    steps: ids.steps + links.steps,
    found: ids.found + links.found,
    series: ids.series,
    mixed: ids.mixed,
    wrong: [...ids.wrong, ...links.wrong],
  }
}

/** What each signal is worth: by hand, and learnt from all lists. */
export function weightsText(lists: readonly ListFacts[], pulls: readonly number[]): string {
  const examples = lists.flatMap(({ facts }) => examplesOf(facts))
  const ways = [POINTS, ...pulls.map((pull) => learnt(examples, pull))]
  const heads = ['by hand', ...pulls.map((pull) => `learnt ${pull}`)]
  return [
    ''.padEnd(18) + heads.map((head) => head.padStart(10)).join(''),
    ...NAMES.map((name) => {
      const seen = examples.filter(({ signals }) => signals[name]).length
      const points = ways.map((way) => String(way[name]).padStart(10))
      return `${name.padEnd(18)}${points.join('')}  in ${seen} of ${examples.length}`
    }),
  ].join('\n')
}

/** A line for each list and hiding: set by hand, and learnt from the other lists. */
export function crossJoin(lists: readonly ListFacts[], pulls: readonly number[]): string {
  const examples = new Map(lists.map(({ name, facts }) => [name, examplesOf(facts)]))
  const lines = lists.flatMap(({ name, facts }) => {
    const others = [...examples].filter(([other]) => other !== name).flatMap(([, all]) => all)
    const ways = [POINTS, ...pulls.map((pull) => learnt(others, pull))]
    return HIDINGS.map((hiding) =>
      [
        `${name.padEnd(15)} hidden: ${`change-ids ${hiding}`.padEnd(32)}`,
        ...ways.map((points) => told(scoreOf(facts, hiding, points))),
      ].join('  '),
    )
  })
  return lines.join('\n')
}

function told({ found, steps, mixed, series }: Score): string {
  return `${found}/${steps} mixed ${mixed}/${series}`.padEnd(28)
}
