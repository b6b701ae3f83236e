import type { PatchMatch } from '../model/versions.ts'
import type { Database, PackedRows } from './database.ts'
import { rowsFor } from './tables.ts'
import { PATCH_MATCH } from './tables/series.ts'
import type { RowOf } from './tables/table.ts'

type MatchRow = RowOf<typeof PATCH_MATCH>

/**
 * What became of the patches of a series: for each position after the first, how its patches follow
 * from the version before.
 */
export type SeriesMatches = ReadonlyMap<number, readonly PatchMatch[]>

/** @param all by series; of each, its matches by index of the later version less one */
export function matchRows(
  all: readonly (readonly [series: number, matches: readonly (readonly PatchMatch[])[]])[],
): PackedRows {
  return rowsFor(
    PATCH_MATCH,
    all.flatMap(([series, positions]) =>
      positions.flatMap((matches, position) =>
        matches.map((match) => rowOf(match, series, position)),
      ),
    ),
  )
}

function rowOf(m: PatchMatch, series: number, position: number): MatchRow {
  return {
    series,
    position,
    number: m.number,
    from_number: m.from,
    change: m.change,
    moved: Number(m.moved),
    same_diff: Number(m.sameDiff),
    similarity: m.similarity,
    since_position: m.since?.position ?? null,
    since_number: m.since?.number ?? null,
  }
}

/** By series, then by position of the later version. */
export async function readMatches(
  database: Database,
  series: readonly number[],
): Promise<Map<number, Map<number, PatchMatch[]>>> {
  const rows = await database.all<MatchRow>(
    `SELECT p.* FROM json_each(?) j JOIN patch_match p ON p.series = j.value
     ORDER BY p.series, p.position, p.number IS NULL, p.number, p.from_number NULLS FIRST`,
    JSON.stringify(series),
  )
  const found = new Map<number, Map<number, PatchMatch[]>>()
  for (const row of rows) {
    const positions = found.get(row.series) ?? new Map<number, PatchMatch[]>()
    const list = positions.get(row.position) ?? []
    list.push({
      number: row.number,
      from: row.from_number,
      change: row.change,
      moved: row.moved === 1,
      sameDiff: row.same_diff === 1,
      similarity: row.similarity,
      since: sinceOf(row),
    })
    found.set(row.series, positions.set(row.position, list))
  }
  return found
}

function sinceOf({
  since_position: position,
  since_number: number,
}: MatchRow): PatchMatch['since'] {
  return position === null || number === null ? null : { position, number }
}
