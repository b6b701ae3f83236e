import { RUNGS, type Rung } from '../model/link.ts'

/** The rung that says less. */
export function weaker(a: Rung, b: Rung): Rung {
  return RUNGS.indexOf(a) > RUNGS.indexOf(b) ? a : b
}
