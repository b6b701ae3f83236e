/** What kind of oddity was met; the text says the rest. */
export type ProblemKind =
  | 'no-message-id'
  | 'no-date'
  | 'bad-date'
  | 'no-from'
  | 'charset'
  | 'nul-bytes'
  | 'no-text'
  | 'html-only'
  | 'malformed'
  | 'short-hunk'
  | 'long-hunk'
  | 'attachment'
  | 'other-copy'
  | 'unreadable'

/** Something odd in the input: never thrown, always listed. */
export interface Problem {
  readonly kind: ProblemKind
  readonly text: string
  /** 1-based body line, where the oddity has one. */
  readonly line: number | null
}

/** A problem and where it was met. */
export interface ListedProblem extends Problem {
  readonly source: string
  readonly at: string | null
  readonly messageId: string | null
  /** True where input was lost, so that the run ends with exit code 3. */
  readonly fatal: boolean
}
