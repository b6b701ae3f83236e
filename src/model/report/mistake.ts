import type { UserErrorCode } from '../user-error.ts'

/** `patchtrail/mistake/1`: a mistake of the user's, told under `--json`. */
export interface MistakeDocument {
  readonly schema: 'patchtrail/mistake/1'
  readonly code: UserErrorCode
  /** One sentence that names the remedy. */
  readonly message: string
  /** What is ambiguous: what it fits. A query: the query, and a caret below the spot. */
  readonly more: readonly string[]
}
