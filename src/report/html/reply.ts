import { percentEncoded } from '../archive.ts'

/** A mail that is to be answered. */
export interface Answered {
  readonly to: string
  readonly cc: readonly string[]
  readonly subject: string
  readonly id: string
  readonly references: readonly string[]
}

/** People beyond which an address gets too long for mail programs. */
const MOST_PEOPLE = 40

/** `mailto:` with what makes a mail an answer (RFC 6068): subject, copies, In-Reply-To. */
export function replyAddress({ to, cc, subject, id, references }: Answered): string {
  const copies = [...new Set(cc)].filter((one) => one !== to).slice(0, MOST_PEOPLE)
  const fields = [
    ['subject', /^re:/i.test(subject) ? subject : `Re: ${subject}`],
    ['cc', copies.join(',')],
    ['In-Reply-To', id],
    ['References', [...references.slice(-8), id].join(' ')],
  ]
  const given = fields
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${percentEncoded(value ?? '')}`)
  return `mailto:${percentEncoded(to)}?${given.join('&')}`
}
