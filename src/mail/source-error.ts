/** A source that cannot be read, or not to its end; `at` says how far it went. */
export class SourceError extends Error {
  readonly at: string | null
  constructor(message: string, at: string | null = null) {
    super(message)
    this.at = at
  }
}
