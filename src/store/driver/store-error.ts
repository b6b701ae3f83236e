import { UserError } from '../../model/user-error.ts'

/** A store that cannot be used; the message is one line that names the remedy. */
export class StoreError extends UserError {
  /** SQLite's own word, as `SQLITE_FULL`, where it came from there. */
  readonly sqliteCode: string | null
  constructor(message: string, sqliteCode: string | null = null) {
    super('store', message)
    this.sqliteCode = sqliteCode
  }
}
