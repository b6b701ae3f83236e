import { UserError } from '../model/user-error.ts'
import type { DiffedPatch, DiffReport } from '../model/report/diff.ts'
import type { Revision } from '../model/series.ts'
import type { PatchMatch, VersionPatch } from '../model/versions.ts'
import { matchPatches } from '../versions/match.ts'
import { diffOfPatches } from '../versions/range-diff.ts'
import { patchesOf } from '../versions/matches.ts'
import type { Database } from '../store/store.ts'
import { versionNamed } from './refs.ts'
import { seriesMaterial } from './status.ts'

/**
 * What changed between two versions of a series, patch by patch.
 * @param from names of versions (`4`, `v4`, `rfc`, `rfc2`); the last two where none is given.
 * Throws UserError.
 */
export async function diffReport(
  store: Database,
  ref: string,
  from: string | null,
  to: string | null,
): Promise<DiffReport> {
  const { material, matches } = await seriesMaterial(store, ref)
  const { series } = material
  const last = series.revisions.length - 1
  if (last < 1)
    throw new UserError(
      'not-found',
      `"${series.title}" has one version in the store: there is nothing to compare`,
    )
  const b = to === null ? last : versionNamed(series.revisions, to)
  const a = from === null ? Math.max(0, b - 1) : versionNamed(series.revisions, from)
  const [left, right] = [patchesOf(material, a), patchesOf(material, b)]
  const [earlier, later] = [series.revisions[a], series.revisions[b]] as [Revision, Revision]
  const pairs =
    b === a + 1
      ? (matches[b] ?? []).map((match) => withoutOlder(match, earlier))
      : matchPatches(left, right, {
          earlier: earlier.missing.length > 0,
          later: later.missing.length > 0,
        })
  return {
    schema: 'patchtrail/diff/1',
    id: series.name,
    title: series.title,
    from: headOf(earlier),
    to: headOf(later),
    patches: pairs.map((match) => diffed(match, left, right)),
  }
}

/** Of two versions alone: what an older one has is not told of. */
function withoutOlder(match: PatchMatch, { missing }: Revision): PatchMatch {
  if (match.since === null) return match
  return { ...match, change: missing.length > 0 ? 'unknown' : 'new' }
}

function headOf(r: Revision): DiffReport['from'] {
  return {
    version: r.version,
    rfc: r.rfc,
    messageId: r.messageId,
    date: r.date,
    patches: r.patches.length,
  }
}

function diffed(
  { number, from, change }: PatchMatch,
  left: readonly VersionPatch[],
  right: readonly VersionPatch[],
): DiffedPatch {
  const a = left.find((p) => p.number === from)
  const b = right.find((p) => p.number === number)
  const isPair = a !== undefined && b !== undefined && change !== 'split' && change !== 'merged'
  return {
    from,
    to: number,
    change,
    title: b?.title ?? a?.title ?? '',
    fromTitle: a?.title ?? null,
    fromMessageId: a?.mail.id ?? null,
    toMessageId: b?.mail.id ?? null,
    diff: isPair ? diffOfPatches(a, b) : [],
  }
}
