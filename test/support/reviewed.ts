import { ingest } from '../../src/ingest/ingest.ts'
import type { CommentRecord, IssueRecord } from '../../src/model/report/records.ts'
import { commentRecords, issueRecords } from '../../src/index.ts'
import type { Database } from '../../src/store/store.ts'
import { mboxText, type MailParts } from './mails.ts'
import { patchBody } from './patches.ts'
import { withStore, written } from './stores.ts'

export const TOVA = 'Tova Lindqvist <tova@example.org>'
export const BRAM = 'Bram Okonkwo <bram@example.org>'
export const ROBOT = 'kiln test robot <robot@ci.example.net>'

/** A day of August 2020. */
export const day = (n: number, hour = 7): string =>
  `${n} Aug 2020 ${String(hour).padStart(2, '0')}:03:00 +0000`

/** What version 1 adds; replies quote these lines. */
export const LINES = [
  ' struct flow *flow;',
  '+int flow_open(struct flow *flow)',
  '+{',
  '+\tflow->retries = 5;',
  '+\treturn flow_start(flow, 200);',
  '+}',
]

/** A version of one patch by Tova, sent on day 3 times `n`. */
export function version(
  name: string,
  n: number,
  lines: readonly string[] = LINES,
  given: { readonly message?: string; readonly changelog?: readonly string[] } = {},
): MailParts {
  const body = patchBody([{ path: `drivers/${name}/core.c`, lines }], given.message)
  const changelog = given.changelog ? `---\n${given.changelog.join('\n')}\n\n` : '---\n'
  return {
    id: `${name}-v${n}`,
    subject: `[PATCH${n === 1 ? '' : ` v${n}`}] ${name}: open it with a limit`,
    date: day(n * 3),
    body: body.replace('---\n', changelog),
  }
}

/** An answer of Bram to `to` a day after version 1, with `words` below the lines that it quotes. */
export function reply(
  id: string,
  to: string,
  words: string,
  given: Partial<MailParts> & { readonly quote?: readonly string[] } = {},
): MailParts {
  const { quote = [LINES[3] ?? ''], ...rest } = given
  const quoted =
    quote.length === 0
      ? ''
      : `On 3 Aug 2020, somebody wrote:\n${quote.map((line) => `> ${line}`).join('\n')}\n\n`
  return {
    id,
    subject: `Re: [PATCH] ${to}`,
    from: BRAM,
    date: day(4),
    inReplyTo: to,
    body: `${quoted}${words}\n`,
    ...rest,
  }
}

export interface Reviewed {
  readonly comments: readonly CommentRecord[]
  readonly issues: readonly IssueRecord[]
}

export async function reviewedIn(store: Database): Promise<Reviewed> {
  const [comments, issues]: [CommentRecord[], IssueRecord[]] = [[], []]
  for await (const record of commentRecords(store, null)) comments.push(record)
  for await (const record of issueRecords(store, null)) issues.push(record)
  return { comments, issues }
}

let count = 0

/** What patchtrail makes of these mails. */
export async function reviewed(folder: string, mails: readonly MailParts[]): Promise<Reviewed> {
  return withStore(async (store) => {
    await ingest(store, [written(folder, `reviewed-${++count}.mbox`, mboxText(mails))])
    return reviewedIn(store)
  })
}
