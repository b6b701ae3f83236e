import type { CitationKind } from '../../model/content.ts'
import type { Person } from '../../model/message.ts'
import type { Committed } from '../../model/review.ts'
import type { Database } from '../database.ts'

interface Row {
  readonly series: number
  readonly title: string
  readonly commit_id: string | null
  readonly kind: CitationKind
  readonly tree: string | null
  /** The mail of the patch, where the one that names it answers it. */
  readonly posting: string | null
  readonly line: number
  readonly id: string
  readonly date: string | null
  readonly name: string
  readonly address: string
}

/** A posting of a patch with a title: of which series, who wrote it, and when it was sent. */
interface Holder {
  readonly title: string
  readonly series: number
  readonly author: string
  readonly date: string | null
}

/** The patches of some series, the keys of which are given as JSON. */
const OF_PATCHES = `json_each(?) j JOIN series s ON s.id = j.value AND s.tree IS NULL
     JOIN revision_message r ON r.series = s.id
     JOIN patch p ON p.message = r.message AND p.is_cover = 0`

/**
 * Patches of some series, by their keys, that later mail names as commits: by hash and title, as in
 * a `Fixes:` line, after its last posting. Of several series by one author it is the last before;
 * where several authors have it nobody can tell whose it is. What a tree says below a patch is about
 * that one, whatever title it gave it.
 */
export async function committedOf(
  database: Database,
  keys: readonly number[],
): Promise<Map<number, Committed[]>> {
  const rows = await database.all<Row>(
    `SELECT DISTINCT r.series, p.title, c.commit_id, c.kind, c.tree, c.line, m.message_id AS id,
       m.date, a.name, a.address, NULL AS posting
     FROM ${OF_PATCHES}
     JOIN citation c ON c.title = p.title
     JOIN message m ON m.id = c.message AND m.removed = 0 JOIN address a ON a.id = m.sender
     UNION ALL
     SELECT r.series, p.title, c.commit_id, c.kind, c.tree, c.line, m.message_id,
       m.date, a.name, a.address, q.message_id
     FROM ${OF_PATCHES} JOIN message q ON q.id = p.message
     JOIN thread t ON t.parent = p.message
     JOIN citation c ON c.message = t.message AND c.tree IS NOT NULL
     JOIN message m ON m.id = c.message AND m.removed = 0 JOIN address a ON a.id = m.sender`,
    JSON.stringify(keys),
    JSON.stringify(keys),
  )
  if (rows.length === 0) return new Map()
  const holders = await holdersOf(database, [...new Set(rows.map(({ title }) => title))])
  const order = (one: Row): string =>
    `${one.date ?? '9999'} ${one.id} ${String(one.line).padStart(8)}`
  rows.sort((a, b) => (order(a) < order(b) ? -1 : 1))
  const found = new Map<number, Committed[]>()
  for (const row of rows) {
    const { series, title, commit_id: commit, kind, tree, line, id, date, name, address } = row
    const by: Person = { name: name || null, address: address || null }
    if (row.posting === null && !isLastOf(series, holders.get(title) ?? [], date)) continue
    const { posting } = row
    const one = { messageId: id, line, commit, kind, tree, title, posting, date, by }
    found.set(series, [...(found.get(series) ?? []), one])
  }
  return found
}

/** Were all postings of a series sent before some time, and others with its title before those? */
function isLastOf(series: number, holders: readonly Holder[], date: string | null): boolean {
  const own = holders.filter((one) => one.series === series)
  const posted = own
    .map((one) => one.date ?? '')
    .sort()
    .at(-1)
  if (!posted || date === null || posted >= date) return false
  return holders.every(
    (one) =>
      one.author === own[0]?.author &&
      (one.date === null || one.date <= posted || one.date >= date),
  )
}

async function holdersOf(
  database: Database,
  titles: readonly string[],
): Promise<Map<string, Holder[]>> {
  const rows = await database.all<Holder>(
    `SELECT p.title, r.series, a.address AS author, m.date
     FROM json_each(?) j JOIN patch p ON p.title = j.atom AND p.is_cover = 0
     JOIN revision_message r ON r.message = p.message JOIN message m ON m.id = p.message
     JOIN series s ON s.id = r.series AND s.tree IS NULL JOIN address a ON a.id = p.author`,
    JSON.stringify(titles),
  )
  const found = new Map<string, Holder[]>()
  for (const row of rows) found.set(row.title, [...(found.get(row.title) ?? []), row])
  return found
}

/**
 * Series are to be reviewed anew where new mail names their patches as commits, or posts what is
 * named so once more. Inside a transaction, before threads are derived.
 */
export async function markCommitted(database: Database): Promise<void> {
  await database.run(
    `INSERT OR IGNORE INTO stale_series
     SELECT DISTINCT r.series FROM stale t CROSS JOIN citation c ON c.message = t.message
     CROSS JOIN patch p ON p.title = c.title
     CROSS JOIN revision_message r ON r.message = p.message`,
  )
  await database.run(
    `INSERT OR IGNORE INTO stale_series
     SELECT DISTINCT r.series FROM stale t CROSS JOIN patch q ON q.message = t.message
     CROSS JOIN patch p ON p.title = q.title CROSS JOIN revision_message r ON r.message = p.message
     WHERE EXISTS (SELECT 1 FROM citation c WHERE c.title = q.title)`,
  )
}
