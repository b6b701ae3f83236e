import { isWaiting } from '../model/issue.ts'
import type { Models } from '../model/models.ts'
import type { Override } from '../model/override.ts'
import type { JudgedComment } from './cases.ts'
import { overruled } from './overrides.ts'
import { judgedBy } from './repeats/latest.ts'
import { silenced } from './repeats/silenced.ts'
import type { Scene } from './rules/rule.ts'
import { setRightBy } from './states/set-right.ts'
import { directFirst } from './shown.ts'
import { stateOf, type Verdict } from './states/states.ts'

/** Of the comments that raise an issue the one that it is judged by. */
export function latestOf(
  first: JudgedComment,
  again: readonly JudgedComment[],
  scene: Scene,
  models: Models,
): JudgedComment {
  return judgedBy(first, again, (one) => {
    const { state, probability, evidence } = verdictOn(one, scene, models, undefined).derived
    const isClosed = evidence.some(({ rule }) => rule === 'report-closed')
    if (isWaiting(state)) return { state, sure: state === 'agreed' ? -1 : -2 }
    return { state, sure: probability + Number(isClosed) }
  })
}

/**
 * Where an issue stands.
 * @param latest the comment that it is judged by
 * @returns the verdict, and what it would be without the user's word
 */
export function verdictOn(
  latest: JudgedComment,
  scene: Scene,
  models: Models,
  mark: Override | undefined,
): { readonly verdict: Verdict; readonly derived: Verdict } {
  const byModel = stateOf(latest.judged.kind, latest, scene, models.states)
  const derived = directFirst(silenced(byModel, latest, scene), latest, setRightBy(latest, scene))
  return { verdict: overruled(derived, mark), derived }
}
