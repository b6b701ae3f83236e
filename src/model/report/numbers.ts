import type { Person } from '../message.ts'
import type { SeriesState, Turn } from '../review.ts'

/** How many there are of something that has a name. */
export interface Amount {
  readonly name: string
  readonly n: number
}

/** `patchtrail/numbers/1`: a store at a glance. Nothing that is stale counts as waiting. */
export interface NumbersReport {
  readonly schema: 'patchtrail/numbers/1'
  /** The day that ages are counted to: that of the latest mail. ISO 8601. */
  readonly until: string | null
  /** Requests that are open or promised, by their age. */
  readonly openByAge: readonly Amount[]
  /** Versions sent in each of the last weeks, oldest first, by the Monday of the week. */
  readonly versionsByWeek: readonly Amount[]
  /** Series that wait, by who has to move; `null`: nobody. */
  readonly turns: readonly { readonly turn: Turn | null; readonly n: number }[]
  readonly states: readonly { readonly state: SeriesState; readonly n: number }[]
  /** Authors who owe most, and reviewers who asked for what is open. */
  readonly owing: readonly { readonly person: Person; readonly n: number }[]
  readonly asking: readonly { readonly person: Person; readonly n: number }[]
}
