import type { Issue } from '../model/issue.ts'
import type { FromRecord, SeriesRecord } from '../model/report/records.ts'
import type { Standing } from '../model/review.ts'
import type { Revision, Series } from '../model/series.ts'
import type { PatchMatch } from '../model/versions.ts'
import { issueCounts, owedCounts } from '../issues/issue-counts.ts'

/** One series in the words of the JSON contract. */
export function seriesRecord(
  series: Series,
  matches: ReadonlyMap<number, readonly PatchMatch[]>,
  standing: Standing | null,
  issues: readonly Issue[],
): SeriesRecord {
  const { name, title, author, changeId, revisions } = series
  return {
    schema: 'patchtrail/series/1',
    id: name,
    title,
    author,
    changeId,
    tree: series.tree,
    state: standing?.state ?? null,
    turn: standing?.turn ?? null,
    reason: standing?.reason ?? null,
    revisions: revisions.map((revision, position) =>
      revisionRecord(
        revision,
        revisions.slice(0, position),
        matches.get(position) ?? [],
        issues.filter((i) => i.revisionIndex === position),
      ),
    ),
  }
}

function revisionRecord(
  revision: Revision,
  revisions: readonly Revision[],
  matches: readonly PatchMatch[],
  issues: readonly Issue[],
): SeriesRecord['revisions'][number] {
  const before = revisions.at(-1)
  const { version, rfc, messageId, date, evidence, missing } = revision
  const fromOf = (number: number): FromRecord | null => {
    const match = matches.find((m) => m.number === number && m.change !== 'merged')
    if (!match || !before) return null
    const { from, since, change, moved } = match
    const similarity = rounded(match.similarity)
    const older = since && revisions[since.position]
    return older
      ? { revision: older.version, index: since.number, change, moved, similarity }
      : { revision: before.version, index: from, change, moved, similarity }
  }
  const merged = matches.filter((m) => m.change === 'merged')
  return {
    version,
    rfc,
    messageId,
    date,
    missing,
    issues: issueCounts(issues),
    owed: owedCounts(issues),
    evidence: evidence.map((e) => e.rule),
    why: evidence,
    score: revision.score,
    runnerUp: revision.runnerUp,
    patches: revision.patches.map((p) => ({
      index: p.number,
      messageId: p.messageId,
      title: p.title,
      carried: p.carried,
      from: fromOf(p.number),
      merged: merged.filter((m) => m.number === p.number).map((m) => m.from ?? 0),
    })),
    gone: matches
      .filter((m) => m.number === null)
      .map((m) => ({ index: m.from ?? 0, change: m.change })),
  }
}

function rounded(share: number | null): number | null {
  return share === null ? null : Math.round(share * 1000) / 1000
}
