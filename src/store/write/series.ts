import { createHash } from 'node:crypto'
import type { Revision, Series } from '../../model/series.ts'
import type { Database } from '../database.ts'
import { deleteOf, insertInto } from '../tables.ts'
import {
  REVIEW_TABLES,
  REVISION,
  REVISION_EVIDENCE,
  REVISION_MESSAGE,
  REVISION_MISSING,
  REVISION_PATCH,
  SERIES,
  SERIES_TABLES,
  STALE_SERIES,
} from '../tables/series.ts'
import { dropComments } from './issues.ts'

/** A series, and the kin that it is of. */
interface OfKin {
  readonly series: Series
  readonly kin: string
}

/** A series as it is to be written. */
interface Numbered extends Series {
  readonly id: number
  readonly digest: string
  readonly kin: string
}

interface Known {
  readonly id: number
  readonly name: string
  readonly digest: string
  readonly kin: string | null
}

/**
 * Makes the store hold these series, in the transaction in which their facts were read. Only those
 * that differ from what is there are written, and put on the work list for a review.
 * @param kins those in whose place they come; `null`: all
 */
export async function saveSeries(
  database: Database,
  all: readonly OfKin[],
  kins: readonly string[] | null = null,
): Promise<void> {
  const rows = await knownSeries(database, kins)
  const known = new Map(rows.map((row) => [row.name, row]))
  const kinOf = new Map(all.map(({ series, kin }) => [series.name, kin]))
  const series = all.map((one) => one.series)
  const digests = new Map(series.map((s) => [s.name, digestOf(s)]))
  const changed = series.filter((s) => known.get(s.name)?.digest !== digests.get(s.name))
  const gone = rows.filter(({ name, digest }) => digests.get(name) !== digest).map(({ id }) => id)
  await dropSeries(database, gone)
  // What was found out about a series stays until it has been reviewed anew: readers must not miss
  // it meanwhile.
  const stays = new Set(series.flatMap((s) => known.get(s.name)?.id ?? []))
  await dropReviews(
    database,
    gone.filter((id) => !stays.has(id)),
  )
  const top = await database.get<{ id: number | null }>('SELECT max(id) AS id FROM series')
  let next = rows.reduce((most, { id }) => Math.max(most, id), top?.id ?? 0)
  const numbered = changed.map((s) => ({
    ...s,
    id: known.get(s.name)?.id ?? ++next,
    digest: digests.get(s.name) ?? '',
    kin: kinOf.get(s.name) ?? '',
  }))
  await insertSeries(database, numbered)
  await insertInto(
    database,
    STALE_SERIES,
    numbered.map(({ id }) => ({ series: id })),
  )
  await renameKins(
    database,
    rows.flatMap(({ id, name, digest, kin }) => {
      const now = digests.get(name) === digest ? kinOf.get(name) : undefined
      return now === undefined || now === kin ? [] : [[id, now] as const]
    }),
  )
}

function knownSeries(database: Database, kins: readonly string[] | null): Promise<Known[]> {
  const columns = 'SELECT s.id, s.name, s.digest, s.kin'
  return kins === null
    ? database.all(`${columns} FROM series s`)
    : database.all(
        `${columns} FROM json_each(?) j JOIN series s ON s.kin = j.atom`,
        JSON.stringify(kins),
      )
}

/** Series that stay as they are can come to be compared with others. */
async function renameKins(
  database: Database,
  kins: readonly (readonly [series: number, kin: string])[],
): Promise<void> {
  await database.run(
    `UPDATE series SET kin = j.value ->> 1 FROM json_each(?) j WHERE series.id = CAST(j.value ->> 0 AS BIGINT)`,
    JSON.stringify(kins),
  )
}

function digestOf(series: Series): string {
  return createHash('sha1').update(JSON.stringify(series)).digest('hex')
}

async function dropSeries(database: Database, keys: readonly number[]): Promise<void> {
  const list = JSON.stringify(keys)
  const [, ...parts] = SERIES_TABLES
  await database.run('DELETE FROM series WHERE id IN (SELECT value FROM json_each(?))', list)
  await deleteOf(database, 'series', parts, list)
}

async function dropReviews(database: Database, keys: readonly number[]): Promise<void> {
  const list = JSON.stringify(keys)
  await deleteOf(database, 'series', [...REVIEW_TABLES, STALE_SERIES], list)
  await dropComments(database, list)
}

/** The keys that rows need: of a message, and of who wrote it. */
interface PatchKeys {
  readonly id: number
  readonly author: number
}

async function patchKeys(
  database: Database,
  series: readonly Series[],
): Promise<Map<string, PatchKeys>> {
  const ids = series.flatMap((s) =>
    s.revisions.flatMap((r) => [
      ...r.members.map((m) => m.messageId),
      ...r.evidence.map((e) => e.messageId),
      ...r.patches.map((p) => p.messageId),
    ]),
  )
  const rows = await database.all<PatchKeys & { message_id: string }>(
    `SELECT m.id, m.message_id, p.author
     FROM json_each(?) j JOIN message m ON m.message_id = j.atom JOIN patch p ON p.message = m.id`,
    JSON.stringify([...new Set(ids)]),
  )
  return new Map(rows.map((row) => [row.message_id, row]))
}

async function insertSeries(database: Database, series: readonly Numbered[]): Promise<void> {
  const keys = await patchKeys(database, series)
  const key = (id: string): number => keys.get(id)?.id ?? 0
  const each = <R>(rows: (r: Revision, at: { series: number; position: number }) => R[]): R[] =>
    series.flatMap((s) => s.revisions.flatMap((r, position) => rows(r, { series: s.id, position })))
  await insertInto(
    database,
    SERIES,
    series.map((s) => ({
      id: s.id,
      name: s.name,
      title: s.title,
      author: keys.get(s.revisions[0]?.messageId ?? '')?.author ?? 0,
      change_id: s.changeId,
      digest: s.digest,
      tree: s.tree,
      kin: s.kin,
    })),
  )
  await insertInto(
    database,
    REVISION,
    each(({ version, rfc, messageId, date, score, runnerUp }, at) => [
      {
        ...at,
        version,
        rfc: Number(rfc),
        message: key(messageId),
        date,
        score,
        runner_up: runnerUp?.messageId ?? null,
        runner_up_score: runnerUp?.score ?? null,
      },
    ]),
  )
  await insertInto(
    database,
    REVISION_EVIDENCE,
    each((r, at) =>
      r.evidence.map((e) => ({
        ...at,
        rule: e.rule,
        message: key(e.messageId),
        weight: e.weight,
      })),
    ),
  )
  await insertParts(database, each, key)
}

async function insertParts(
  database: Database,
  each: <R>(rows: (r: Revision, at: { series: number; position: number }) => R[]) => R[],
  key: (id: string) => number,
): Promise<void> {
  await insertInto(
    database,
    REVISION_PATCH,
    each((r, at) =>
      r.patches.map(({ number, messageId, carried }) => ({
        ...at,
        number,
        message: key(messageId),
        carried: Number(carried),
      })),
    ),
  )
  await insertInto(
    database,
    REVISION_MISSING,
    each((r, at) => r.missing.map((number) => ({ ...at, number }))),
  )
  await insertInto(
    database,
    REVISION_MESSAGE,
    each((r, at) =>
      r.members.map(({ messageId, role, number }) => ({
        ...at,
        message: key(messageId),
        role,
        number,
      })),
    ),
  )
}
