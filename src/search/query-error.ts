/** A query that cannot be meant. The message is one line. */
export class QueryError extends Error {
  /** The query, and where in it the mistake stands: 0-based. */
  constructor(message: string, readonly query: string, readonly at: number) {
    super(message)
  }
}
