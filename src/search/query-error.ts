import { UserError } from '../model/user-error.ts'

/** A query that cannot be meant. */
export class QueryError extends UserError {
  /** Where in the query the mistake stands: 0-based. */
  readonly at: number

  constructor(
    message: string,
    readonly query: string,
    at: number,
  ) {
    super('query', message, [query.replace(/\s/g, ' '), `${' '.repeat(at)}^`])
    this.at = at
  }
}
