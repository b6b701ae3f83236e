import type { Database } from '../../src/store/store.ts'

type Row = Record<string, string | number | null>

/** Tables of what is derived of series, and the columns in which each names messages. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  series: [],
  revision: ['message'],
  revision_evidence: ['message'],
  revision_patch: ['message'],
  revision_missing: [],
  revision_message: ['message'],
  patch_match: [],
  standing: [],
  participant: [],
  judgement: ['message', 'issue_message'],
  issue: ['message', 'about'],
  issue_evidence: ['message', 'evidence'],
  issue_version: ['message', 'place'],
  issue_answer: ['message', 'answer'],
  stale_series: [],
}

/** Rows of each of these tables with Message-IDs, names of series and people for keys, in an order that no key decides. */
export async function judgedRows(store: Database): Promise<Record<string, Row[]>> {
  const named = async (sql: string): Promise<ReadonlyMap<Row[string], string>> =>
    new Map((await store.all<{ id: number; name: string }>(sql)).map(({ id, name }) => [id, name]))
  const messages = await named('SELECT id, message_id AS name FROM message')
  const people = await named("SELECT id, name || ' <' || address || '>' AS name FROM address")
  const series = await named('SELECT id, name FROM series')
  const all: Record<string, Row[]> = {}
  for (const [table, columns] of Object.entries(TABLES)) {
    const rows = await store.all<Row>(`SELECT * FROM ${table}`)
    const nameOf = (column: string, value: Row[string] = null): Row[string] => {
      if (columns.includes(column))
        return value === null ? null : (messages.get(value) ?? `no message ${value}`)
      if (column === 'author' || column === 'address') return people.get(value) ?? `nobody ${value}`
      if (column === 'series') return series.get(value) ?? `no series ${value}`
      return value
    }
    const plain = rows.map((row): Row =>
      Object.fromEntries(
        Object.entries(row)
          .filter(([column]) => column !== 'id')
          .map(([column, value]) => [column, nameOf(column, value)]),
      ),
    )
    all[table] = plain
      .map((row) => [JSON.stringify(row), row] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, row]) => row)
  }
  return all
}
