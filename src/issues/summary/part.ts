import type { Sentence } from '../../text/sentences.ts'

/** A sentence with what it leads to, and its words above that. */
export interface Part extends Sentence {
  readonly lead: string
  readonly hasCode: boolean
}
