import type { Change, PatchMatch } from '../model/versions.ts'
import type { Database, Value } from './database.ts'

interface MatchRow {
  series: number
  position: number
  number: number | null
  from_number: number | null
  change: Change
  moved: number
  same_diff: number
  similarity: number | null
}

/** What became of the patches of a series: for each position after the first, how its patches follow from the version before. */
export type SeriesMatches = ReadonlyMap<number, readonly PatchMatch[]>

export async function saveMatches(
  database: Database,
  all: ReadonlyMap<number, SeriesMatches>,
): Promise<void> {
  const rows: Value[][] = []
  for (const [series, positions] of all) {
    for (const [position, matches] of positions) {
      for (const m of matches)
        rows.push([
          series,
          position,
          m.number,
          m.from,
          m.change,
          Number(m.moved),
          Number(m.sameDiff),
          m.similarity,
        ])
    }
  }
  await database.run(
    'DELETE FROM patch_match WHERE series IN (SELECT value FROM json_each(?))',
    JSON.stringify([...all.keys()]),
  )
  await database.insertRows(
    'patch_match',
    ['series', 'position', 'number', 'from_number', 'change', 'moved', 'same_diff', 'similarity'],
    rows,
  )
}

/** By series, then by position of the later version. */
export async function readMatches(
  database: Database,
  series: readonly number[],
): Promise<Map<number, Map<number, PatchMatch[]>>> {
  const rows = await database.all<MatchRow>(
    `SELECT p.* FROM json_each(?) j JOIN patch_match p ON p.series = j.value
     ORDER BY p.series, p.position, p.number IS NULL, p.number, p.from_number`,
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
    })
    found.set(row.series, positions.set(row.position, list))
  }
  return found
}
