import type { Person } from '../../model/message.ts'
import type { Database } from '../database.ts'

/** A patch or cover of the store that may be the one in hand. */
export interface LikePatch {
  readonly message: number
  readonly series: number
  readonly title: string
  readonly author: Person
}

interface Row {
  readonly message: number
  readonly series: number
  readonly title: string
  readonly name: string
  readonly address: string
}

const PATCHES = `SELECT p.message, r.series, p.title, a.name, a.address
  FROM json_each(?) j {JOIN} JOIN revision_message r ON r.message = p.message
  JOIN address a ON a.id = p.author JOIN message m ON m.id = p.message
  WHERE m.removed = 0 GROUP BY p.message, r.series, p.title, a.name, a.address, m.date, m.message_id
  ORDER BY m.date DESC, m.message_id LIMIT 400`

/** Patches and covers with one of these titles, newest first. */
export async function patchesTitled(
  database: Database,
  titles: readonly string[],
): Promise<LikePatch[]> {
  return found(database, 'JOIN patch p ON lower(p.title) = lower(j.atom)', titles)
}

/** Patches that change one of these files, newest first. */
export async function patchesOnFiles(
  database: Database,
  paths: readonly string[],
): Promise<LikePatch[]> {
  const join = 'JOIN file f ON f.new_path = j.atom JOIN patch p ON p.message = f.message'
  return found(database, join, paths)
}

async function found(
  database: Database,
  join: string,
  list: readonly string[],
): Promise<LikePatch[]> {
  const rows = await database.all<Row>(PATCHES.replace('{JOIN}', join), JSON.stringify(list))
  return rows.map(({ message, series, title, name, address }) => ({
    message,
    series,
    title,
    author: { name: name || null, address: address || null },
  }))
}
