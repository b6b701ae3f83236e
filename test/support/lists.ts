import { mailing } from './mailing.ts'
import { mailText, type MailParts } from './mails.ts'

/** A mail as a list sent it. */
export interface ListMail extends MailParts {
  /** Further headers, each a line: `List-Id: <flow.lists.example.org>`. */
  readonly headers?: readonly string[]
}

/** An mbox of mails of lists. */
export function listMbox(mails: readonly ListMail[]): string {
  return mails
    .map((mail) => {
      const text = [...(mail.headers ?? []), mailText(mail)].join('\n')
      return `From mboxrd@z Thu Jan  1 00:00:00 1970\n${text.replace(/^(>*From )/gm, '>$1')}\n`
    })
    .join('')
}

/** The header by which a list names itself. */
export function listId(name: string, host = 'lists.example.org'): string {
  return `List-Id: <${name}.${host}>`
}

/** Which lists each topic of `mailing` goes to: every third one goes to both. */
export function listsOfTopic(topic: number): readonly string[] {
  return [['flow'], ['port'], ['flow', 'port']][topic % 3] ?? []
}

/** The mail of a list, of so many topics in all. */
export function mailOfList(name: string, topics: number): ListMail[] {
  return mailing(topics)
    .filter(({ id }) => listsOfTopic(Number(/^t(\d+)-/.exec(id)?.[1])).includes(name))
    .map((mail) => ({ ...mail, headers: [listId(name)] }))
}
