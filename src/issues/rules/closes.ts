import type { SeriesMail } from '../../model/review.ts'
import { remembered } from '../../text/memo.ts'

/** A trailer that names a mail, and the version that it came with. */
export interface Closing {
  readonly messageId: string
  readonly line: number
  readonly text: string
  readonly revisionIndex: number
  /** It only names the mail, as where something was found. */
  readonly isLink: boolean
}

/**
 * The first trailer, in a version from `next` on, by which an author says that a patch closes a
 * report: `Closes: <address of the report>`, or `Link:` with it right below a `Reported-by:`.
 */
export function closingOf(messageId: string, material: SeriesMail, next: number): Closing | null {
  const id = messageId.replace(/^<|>$/g, '')
  const found = closings(material, '').find(
    ({ closing, value }) => closing.revisionIndex >= next && value.includes(id),
  )
  return found?.closing ?? null
}

interface Named {
  readonly closing: Closing
  readonly value: string
}

const closings = remembered(({ series, mails, trailers }: SeriesMail, _: string): Named[] =>
  series.revisions.flatMap(({ members }, revisionIndex) =>
    members.flatMap(({ messageId }) => {
      const all = trailers.get(messageId) ?? []
      return all
        .filter(({ name }, i) => {
          const above = all[i - 1]?.name ?? ''
          return /^closes$/i.test(name) || (/^link$/i.test(name) && /^reported-by$/i.test(above))
        })
        .map(({ name, line, value }) => {
          const text = mails.get(messageId)?.lines[line - 1] ?? ''
          const isLink = /^link$/i.test(name)
          return { closing: { messageId, line, text, revisionIndex, isLink }, value }
        })
    }),
  ),
)
