import type { Database } from '../../src/store/store.ts'

interface Shape {
  readonly columns: readonly string[]
  readonly indexes: readonly string[]
  readonly checks: readonly string[]
  readonly isWithoutRowid: boolean
}

/** The schema of a store, table by table, however its statements are written. */
export async function shapeOf(store: Database): Promise<Record<string, Shape>> {
  const tables = await store.all<{ name: string; wr: number; sql: string }>(
    `SELECT l.name, l.wr, s.sql FROM pragma_table_list l JOIN sqlite_schema s ON s.name = l.name
     WHERE l.type IN ('table', 'virtual') AND l.name NOT LIKE 'sqlite_%' ORDER BY l.name`,
  )
  const shapes: Record<string, Shape> = {}
  for (const { name, wr, sql } of tables) {
    shapes[name] = {
      columns: (
        await store.all(
          `SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info('${name}') ORDER BY cid`,
        )
      ).map((row) => JSON.stringify(row)),
      indexes: await indexesOf(store, name),
      checks: squashed(sql).match(/CHECK ?\(.*?\)\)|fts5\(.*/g) ?? [],
      isWithoutRowid: wr === 1,
    }
  }
  return shapes
}

async function indexesOf(store: Database, table: string): Promise<string[]> {
  const rows = await store.all<{ name: string; unique: number; columns: string; sql: string }>(
    `SELECT l.name, l."unique", s.sql,
       (SELECT group_concat(i.name) FROM pragma_index_info(l.name) i) AS columns
     FROM pragma_index_list('${table}') l LEFT JOIN sqlite_schema s ON s.name = l.name`,
  )
  return rows
    .map(({ name, unique, columns, sql }) =>
      name.startsWith('sqlite_')
        ? `${unique} ${columns}`
        : `${name} ${unique} ${columns} ${/ WHERE .*/.exec(squashed(sql))?.[0] ?? ''}`,
    )
    .sort()
}

/** Without comments and line breaks. */
function squashed(sql: string): string {
  return sql.replace(/--.*$/gm, '').replace(/\s+/g, ' ').replace(/\( /g, '(').replace(/ \)/g, ')')
}
