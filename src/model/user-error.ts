/**
 * What a user's mistake is called in JSON, and the exit code that a command ends with:
 * `not-found` fits nothing, `ambiguous` fits several (they are listed), `mistake` cannot be meant,
 * `query` is a search that cannot be read, `store` a store that cannot be used as asked.
 */
export const USER_ERRORS = { mistake: 1, ambiguous: 1, query: 1, store: 1, 'not-found': 2 } as const

export type UserErrorCode = keyof typeof USER_ERRORS

/** What the user can mend: one sentence that names the remedy, and lines that go with it. */
export class UserError extends Error {
  readonly code: UserErrorCode
  /** Of what is ambiguous: what it fits. Of a query: the query, and a caret below the spot. */
  readonly more: readonly string[]

  constructor(code: UserErrorCode, message: string, more: readonly string[] = []) {
    super(message)
    this.code = code
    this.more = more
  }

  get exitCode(): number {
    return USER_ERRORS[this.code]
  }
}
