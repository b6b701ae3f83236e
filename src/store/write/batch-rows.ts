import type { Person } from '../../model/message.ts'
import type { Database, PackedRows } from '../database.ts'
import { rowsFor } from '../tables.ts'
import { ADDRESS } from '../tables/message.ts'
import { columnsOf, type RowOf, type Table } from '../tables/table.ts'

/**
 * Rows of a batch of messages whose keys are not known yet: made by the thread that reads the mail.
 * `message` is the place of the message in the batch, and a person that of his in its list.
 */
export interface BatchRows extends PackedRows {
  /** Index of the column that names a person; -1: none does. */
  readonly person: number
}

/** Somebody in the list of a batch; '' where unknown. */
export interface Named {
  readonly at: number
  readonly name: string
  readonly address: string
}

/** The place of a person in the list of a batch. */
export type PersonAt = (person: Person) => number

/** Everybody whom a batch names, each once. */
export class People {
  private readonly known = new Map<string, number>()
  readonly all: Named[] = []

  readonly at: PersonAt = ({ name, address }) => {
    const key = `${name ?? ''}\n${address ?? ''}`
    const at = this.known.get(key)
    if (at !== undefined) return at
    const place = this.all.length
    this.known.set(key, place)
    this.all.push({ at: place, name: name ?? '', address: address ?? '' })
    return place
  }
}

/**
 * The first column must be the message.
 * @param person name of the column that names one; @param deflates as the dialect of the store says
 */
export function batchRows<T extends Table>(
  table: T,
  rows: readonly RowOf<T>[],
  person: (keyof T['columns'] & string) | null = null,
  deflates = false,
): BatchRows {
  return {
    ...rowsFor(table, rows, deflates),
    person: person === null ? -1 : columnsOf(table).indexOf(person),
  }
}

/**
 * Says which keys the messages and people of the next rows have; inside a transaction.
 * @param keys place and key of those messages whose rows are to be kept
 */
export async function nameBatch(
  database: Database,
  keys: readonly (readonly [at: number, key: number])[],
  people: readonly Named[],
): Promise<void> {
  await database.insertRows(
    ADDRESS.name,
    ['name', 'address'],
    people.map(({ name, address }) => [name, address]),
    ['TEXT', 'TEXT'],
    ['name', 'address'],
  )
  const { temporary } = database.dialect
  await database.exec(
    `CREATE TEMP TABLE IF NOT EXISTS batch_message (at INTEGER PRIMARY KEY, key INTEGER)${temporary};
     CREATE TEMP TABLE IF NOT EXISTS batch_person (at INTEGER PRIMARY KEY, key INTEGER)${temporary};
     DELETE FROM batch_message; DELETE FROM batch_person`,
  )
  await database.insertRows('batch_message', ['at', 'key'], keys, ['INTEGER', 'INTEGER'])
  await database.run(
    `INSERT INTO batch_person SELECT CAST(j.value ->> 0 AS BIGINT), a.id
     FROM json_each(?) j JOIN address a ON a.name = j.value ->> 1 AND a.address = j.value ->> 2`,
    JSON.stringify(people.map(({ at, name, address }) => [at, name, address])),
  )
}

/** Adds the rows of those messages that `nameBatch` has named. */
export async function insertBatchRows(
  database: Database,
  { table, columns, types, texts, person }: BatchRows,
): Promise<void> {
  const { dialect } = database
  const values = columns.map((_, i) =>
    i === 0 ? 'm.key' : i === person ? 'p.key' : dialect.valueAt(i, types[i] ?? 'TEXT', 'j.'),
  )
  const at = (i: number): string => dialect.valueAt(i, 'INTEGER', 'j.')
  const people = person === -1 ? '' : `JOIN batch_person p ON p.at = ${at(person)}`
  const sql = `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')}
    FROM json_each(?) j CROSS JOIN batch_message m ON m.at = ${at(0)} ${people}`
  for (const text of texts) await database.run(sql, text)
}
