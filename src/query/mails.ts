import { readMails, type StoredMail } from '../store/read-mails.ts'
import type { Database } from '../store/store.ts'

const MOST_KEPT = 1200

/** Mails by key, a bounded number of them kept. */
export class Mails {
  private mails = new Map<number, StoredMail>()
  constructor(private readonly store: Database) {}

  async load(keys: readonly (number | null)[]): Promise<void> {
    const wanted = [...new Set(keys.filter((key): key is number => key !== null))]
    if (this.mails.size > MOST_KEPT)
      this.mails = new Map(
        wanted.flatMap((key) => {
          const p = this.mails.get(key)
          return p ? [[key, p]] : []
        }),
      )
    const missing = wanted.filter((key) => !this.mails.has(key))
    for (const mail of await readMails(this.store, missing)) this.mails.set(mail.key, mail)
  }

  get(key: number): StoredMail {
    const mail = this.mails.get(key)
    if (!mail) throw new Error(`message ${key} was not loaded`)
    return mail
  }
}
