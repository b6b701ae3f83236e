import { daysBetween } from './evidence/signals.ts'
import type { Posting } from './postings.ts'
import { isPartial, isSentTwice, shared } from './resend.ts'

/**
 * A posting with the version that it is: what its subjects say, else by its place among the others.
 */
export interface Numbered {
  readonly version: number
}

/**
 * Gives each posting of a series its version. One whose subjects name none is the next version, as
 * long as that is free; what was posted before unchanged, or in part, is the same version once
 * more.
 * @param sent postings of one series by date
 */
export function numbered<T extends { readonly posting: Posting }>(
  sent: readonly T[],
): (T & Numbered)[] {
  const done: (T & Numbered)[] = []
  for (const [i, one] of sent.entries()) {
    const { posting } = one
    const last = done.at(-1)
    const version =
      last === undefined || posting.versionGiven
        ? posting.version
        : versionAfter(last, posting, done, sent.slice(i + 1))
    done.push({ ...one, version })
  }
  return done
}

function versionAfter(
  last: { readonly posting: Posting } & Numbered,
  posting: Posting,
  before: readonly ({ readonly posting: Posting } & Numbered)[],
  after: readonly { readonly posting: Posting }[],
): number {
  const { rfc, resend } = posting.head
  const own = before.filter((b) => b.posting.head.rfc === rfc)
  if (own.length === 0) return posting.version
  const highest = Math.max(...own.map(({ version }) => version))
  const isSame = resend || isPieceOf(last.posting, posting) || isUnchanged(last.posting, posting)
  if (isSame || isSentTwice(last.posting, posting)) return highest
  const next = after.find((a) => a.posting.versionGiven && a.posting.head.rfc === rfc)?.posting
  return next && next.version <= highest + 1 ? highest : highest + 1
}

/** Single patches that answer a version, or that count as it does and come with it. */
function isPieceOf(before: Posting, posting: Posting): boolean {
  if (!isPartial(posting)) return false
  if (posting.patches.some((p) => p.references.some((id) => before.ids.has(id)))) return true
  return before.head.total === posting.head.total && daysBetween(before, posting) <= 1
}

/** The same patches with the same changed lines. */
function isUnchanged(before: Posting, posting: Posting): boolean {
  return (
    posting.codes.size > 0 &&
    before.codes.size === posting.codes.size &&
    before.patches.length === posting.patches.length &&
    shared(before.codes, posting.codes) === 1
  )
}
