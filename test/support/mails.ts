import { readFileSync } from 'node:fs'
import { splitMbox } from '../../src/mail/source/mbox.ts'

/** Headers of a made-up mail; `body` is its text. */
export interface MailParts {
  readonly id: string
  readonly subject?: string
  readonly from?: string
  readonly date?: string
  readonly inReplyTo?: string
  readonly references?: string
  readonly body: string
}

/** The text of one mail. Fields that are not given are those of a first patch. */
export function mailText(mail: MailParts): string {
  const headers = [
    `Message-ID: <${mail.id}@example.org>`,
    `Date: ${mail.date ?? 'Mon, 3 Aug 2020 07:03:00 +0000'}`,
    `From: ${mail.from ?? 'Tova Lindqvist <tova@example.org>'}`,
    `Subject: ${mail.subject ?? '[PATCH] flow: lock the status'}`,
    ...(mail.inReplyTo ? [`In-Reply-To: <${mail.inReplyTo}@example.org>`] : []),
    ...(mail.references ? [`References: ${mail.references}`] : []),
  ]
  return `${headers.join('\n')}\n\n${mail.body}`
}

/** An mbox (mboxrd) of these mails. */
export function mboxText(mails: readonly MailParts[]): string {
  return mails
    .map((mail) => `From mboxrd@z Thu Jan  1 00:00:00 1970\n${escaped(mailText(mail))}\n`)
    .join('')
}

function escaped(text: string): string {
  return text.replace(/^(>*From )/gm, '>$1')
}

/** The raw mails of an mbox file. */
export async function mailsIn(path: string): Promise<Buffer[]> {
  const mails: Buffer[] = []
  for await (const { bytes } of splitMbox(inChunks([readFileSync(path)]))) mails.push(bytes)
  return mails
}

export async function* inChunks(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) {
    await Promise.resolve()
    yield chunk
  }
}
