import type { PatchFacts, Revision, Series } from '../model/series.ts'
import type { Database, Value } from './database.ts'

interface PatchRow {
  id: number
  message_id: string
  is_cover: number
  title: string
  name: string
  address: string
  version: number
  reroll: number | null
  number: number | null
  total: number | null
  rfc: number
  resend: number
  tags: string
  change_id: string | null
  date: string | null
}

/** All patches and covers but copies, with the facts by which versions find each other. */
export async function readPatchFacts(database: Database): Promise<PatchFacts[]> {
  const rows = await database.all<PatchRow>(
    `SELECT m.id, m.message_id, m.date, p.*, a.name, a.address FROM patch p JOIN message m ON m.id = p.message
     JOIN address a ON a.id = p.author
     WHERE NOT (m.id_is_made AND EXISTS (SELECT 1 FROM message o WHERE o.fingerprint = m.fingerprint AND NOT o.id_is_made))
     ORDER BY m.message_id`,
  )
  const references = await lists(database, 'SELECT r.message, r.referenced AS value FROM message_reference r JOIN patch p ON p.message = r.message ORDER BY r.message, r.header DESC, r.position')
  const mentions = await lists(database, 'SELECT message, mentioned AS value FROM mention ORDER BY message, line')
  const paths = await lists(database, 'SELECT message, coalesce(new_path, old_path) AS value FROM file WHERE coalesce(new_path, old_path) IS NOT NULL ORDER BY message, line')
  return rows.map((row) => ({
    id: row.message_id, isCover: row.is_cover === 1, title: row.title,
    author: { name: row.name || null, address: row.address || null },
    version: row.version, reroll: row.reroll, number: row.number, total: row.total, rfc: row.rfc === 1, resend: row.resend === 1,
    tags: row.tags, changeId: row.change_id, date: row.date,
    references: references.get(row.id) ?? [], mentions: mentions.get(row.id) ?? [], paths: paths.get(row.id) ?? [],
  }))
}

async function lists(database: Database, sql: string): Promise<Map<number, string[]>> {
  const found = new Map<number, string[]>()
  for (const { message, value } of await database.all<{ message: number; value: string }>(sql)) {
    const list = found.get(message)
    if (list) list.push(value)
    else found.set(message, [value])
  }
  return found
}

/** Replaces all series, in the transaction in which their facts were read. */
export async function saveSeries(database: Database, series: readonly Series[]): Promise<void> {
  const keys = new Map((await database.all<{ id: number; message_id: string; author: number }>(
    'SELECT m.id, m.message_id, p.author FROM patch p JOIN message m ON m.id = p.message',
  )).map((row) => [row.message_id, row]))
  const key = (id: string): number | null => keys.get(id)?.id ?? null
  const heads: Value[][] = []
  const revisions: Value[][] = []
  const patches: Value[][] = []
  for (const [i, s] of series.entries()) {
    heads.push([i + 1, s.name, s.title, keys.get(s.revisions[0]?.messageId ?? '')?.author ?? 0, s.changeId])
    for (const [k, r] of s.revisions.entries()) {
      revisions.push([i + 1, k, r.version, Number(r.rfc), key(r.messageId), r.date, r.evidence.join(' ')])
      for (const p of r.patches) patches.push([i + 1, k, p.number, key(p.messageId)])
    }
  }
  await database.exec('DELETE FROM revision_patch; DELETE FROM revision; DELETE FROM series')
  await database.insertRows('series', ['id', 'name', 'title', 'author', 'change_id'], heads)
  await database.insertRows('revision', ['series', 'position', 'version', 'rfc', 'message', 'date', 'evidence'], revisions)
  await database.insertRows('revision_patch', ['series', 'position', 'number', 'message'], patches)
}

/** All series, or the one that holds a message; by date of their first version. */
export async function readSeries(database: Database, message: number | null): Promise<Series[]> {
  const chosen = message === null ? '1' : 's.id IN (SELECT series FROM revision WHERE message = $m UNION SELECT series FROM revision_patch WHERE message = $m)'.replaceAll('$m', String(message))
  const heads = await database.all<{ id: number; name: string; title: string; change_id: string | null; author: string; address: string }>(
    `SELECT s.id, s.name, s.title, s.change_id, a.name AS author, a.address FROM series s JOIN address a ON a.id = s.author WHERE ${chosen} ORDER BY s.id`,
  )
  const revisions = await database.all<{ series: number; position: number; version: number; rfc: number; message_id: string; date: string | null; evidence: string }>(
    `SELECT r.*, m.message_id FROM series s JOIN revision r ON r.series = s.id JOIN message m ON m.id = r.message WHERE ${chosen} ORDER BY r.series, r.position`,
  )
  const patches = await database.all<{ series: number; position: number; number: number; message_id: string; title: string }>(
    `SELECT rp.series, rp.position, rp.number, m.message_id, p.title FROM series s JOIN revision_patch rp ON rp.series = s.id
     JOIN message m ON m.id = rp.message JOIN patch p ON p.message = m.id WHERE ${chosen} ORDER BY rp.series, rp.position, rp.number`,
  )
  const patchesOf = grouped(patches, (p) => `${p.series} ${p.position}`)
  const revisionsOf = grouped(revisions, (r) => String(r.series))
  return heads.map((s) => ({
    name: s.name, title: s.title, author: { name: s.author || null, address: s.address || null }, changeId: s.change_id,
    revisions: (revisionsOf.get(String(s.id)) ?? []).map((r): Revision => ({
      version: r.version, rfc: r.rfc === 1, messageId: r.message_id, date: r.date,
      evidence: r.evidence.split(' ').filter(Boolean) as Revision['evidence'],
      patches: (patchesOf.get(`${r.series} ${r.position}`) ?? []).map((p) => ({ number: p.number, messageId: p.message_id, title: p.title })),
    })),
  }))
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}
