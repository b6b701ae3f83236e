import type { Mail } from '../../model/mail.ts'
import { once } from '../../text/memo.ts'
import type { Signals } from './sheet.ts'

/** A tag that is given, and not asked for: that a later version carries it shows nothing. */
const GIVEN = /^\s*(?:Reviewed|Acked|Tested)-by:.*$/gim

/** Trailers that a comment names and that later versions have and the commented one has not. */
export function trailerSignals(text: string, before: Mail, after: readonly Mail[]): Signals {
  const named = new Set(
    (
      text
        .replace(GIVEN, '')
        .match(
          /\b(?:[A-Z][a-z]+(?:-[a-z]+)*-by|Fixes|Closes|Link|Cc|stable|Reported|Suggested)\b(?=:| tag|@|\b)/g,
        ) ?? []
    ).map((t) => t.toLowerCase()),
  )
  if (named.size === 0) return {}
  const has = (mail: Mail, tag: string): boolean =>
    headed(mail).some((l) => l.startsWith(tag === 'stable' ? 'cc: stable' : tag))
  const fresh = [...named].filter(
    (tag) => !has(before, tag) && after.some((mail) => has(mail, tag)),
  )
  const old = [...named].filter((tag) => has(before, tag) && after.some((mail) => !has(mail, tag)))
  return {
    'names-a-trailer': 1,
    'trailer-new': Number(fresh.length > 0),
    'trailer-gone': Number(old.length > 0),
  }
}

/** Lines with a colon, as a trailer has one, in lower case. */
const headed = once((mail: Mail): readonly string[] =>
  mail.lines.filter((l) => l.includes(':')).map((l) => l.toLowerCase()),
)
