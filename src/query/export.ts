import type { Issue } from '../model/issue.ts'
import type {
  CommentRecord,
  IssueRecord,
  LinkRecord,
  SeriesRecord,
} from '../model/report/records.ts'
import { readIssues } from '../store/issues.ts'
import { readMails, type StoredMail } from '../store/read-mails.ts'
import {
  allMessages,
  anchorsOfMessages,
  candidatesOfMessages,
  keysOfIds,
  linksOfMessages,
  threadMessages,
} from '../store/read-derived.ts'
import { UserError } from '../model/user-error.ts'
import { copiesAmong } from '../store/lookup/names.ts'
import { readMaterial } from '../store/material.ts'
import { readMatches } from '../store/matches.ts'
import { allSeries, readSeries } from '../store/series.ts'
import { readStandings } from '../store/standings.ts'
import type { Database } from '../store/store.ts'
import { recordsOf } from './comments.ts'
import { Mails } from './mails.ts'
import { issueRecord } from './issue-record.ts'
import { linkRecord } from './link-record.ts'
import { seriesRecord } from './series-record.ts'
import { resolveRef, resolveSeries } from './refs.ts'

/** Messages read in one go. */
const CHUNK = 300

/**
 * Messages to report on: all, or those of a series, all its versions; of what is of no series, the
 * thread.
 */
async function messagesFor(store: Database, ref: string | null): Promise<number[]> {
  if (ref === null) return allMessages(store)
  try {
    const [material] = await readMaterial(store, [await resolveSeries(store, ref)])
    const keys = [...(material?.mails.values() ?? [])].map(({ key }) => key)
    const copies = new Set(await copiesAmong(store, keys))
    return keys.filter((key) => !copies.has(key))
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'not-found') throw error
    return threadMessages(store, [await resolveRef(store, ref)])
  }
}

/** `export links`: every link of the store, or of one series, by date of the reply. */
export async function* linkRecords(
  store: Database,
  ref: string | null,
): AsyncGenerator<LinkRecord> {
  const origins = new Mails(store)
  for (const keys of chunks(await messagesFor(store, ref))) {
    const links = await linksOfMessages(store, keys)
    const candidates = await candidatesOfMessages(store, keys)
    await origins.load([...keys, ...links.map((l) => l.origin), ...candidates.map((c) => c.origin)])
    for (const link of inOrderOf(keys, links)) {
      yield linkRecord(
        link,
        candidates.filter((c) => c.message === link.message && c.line === link.line),
        origins,
      )
    }
  }
}

/** `export comments`: every comment of the store, or of one series, by date of the reply. */
export async function* commentRecords(
  store: Database,
  ref: string | null,
): AsyncGenerator<CommentRecord> {
  const mails = new Mails(store)
  for (const keys of chunks(await messagesFor(store, ref))) {
    for (const { record } of await recordsOf(
      store,
      mails,
      inOrderOf(keys, await anchorsOfMessages(store, keys)),
    ))
      yield record
  }
}

/**
 * `export series`: every series of the store, or the one of a message, by date of its first
 * version.
 */
export async function* seriesRecords(
  store: Database,
  ref: string | null,
): AsyncGenerator<SeriesRecord> {
  const keys = ref === null ? await allSeries(store) : [await resolveSeries(store, ref)]
  for (const some of chunks(keys)) {
    const matches = await readMatches(store, some)
    const standings = await readStandings(store, some)
    const issues = await readIssues(store, some)
    for (const series of await readSeries(store, some)) {
      yield seriesRecord(
        series,
        matches.get(series.key) ?? new Map(),
        standings.get(series.key) ?? null,
        issues.filter((i) => i.series === series.key),
      )
    }
  }
}

/**
 * `export issues`: every issue of the store, or of the series of one message, by date of the
 * series.
 */
export async function* issueRecords(
  store: Database,
  ref: string | null,
): AsyncGenerator<IssueRecord> {
  const keys = ref === null ? await allSeries(store) : [await resolveSeries(store, ref)]
  for (const some of chunks(keys)) {
    const issues = await readIssues(store, some)
    const mails = await mailsNamed(store, issues)
    const series = new Map((await readSeries(store, some)).map((s) => [s.key, s]))
    for (const key of some) {
      const its = series.get(key)
      if (its)
        for (const issue of issues.filter((i) => i.series === key))
          yield issueRecord(issue, its, (id) => mails.get(id) ?? null)
    }
  }
}

/** The mails that issues and their lines stand in, by Message-ID. */
export async function mailsNamed(
  store: Database,
  issues: readonly Issue[],
): Promise<Map<string, StoredMail>> {
  const ids = [
    ...new Set(
      issues
        .flatMap((i) => [
          i.messageId,
          i.about?.messageId ?? '',
          ...i.fates.flatMap((f) => f.place?.messageId ?? []),
        ])
        .filter(Boolean),
    ),
  ]
  const mails = await readMails(store, await keysOfIds(store, ids))
  return new Map(mails.map((mail) => [mail.id, mail]))
}

function* chunks(keys: readonly number[]): Generator<number[]> {
  for (let i = 0; i < keys.length; i += CHUNK) yield keys.slice(i, i + CHUNK)
}

function inOrderOf<T extends { message: number }>(
  keys: readonly number[],
  rows: readonly T[],
): T[] {
  const position = new Map(keys.map((key, i) => [key, i]))
  return [...rows].sort((a, b) => (position.get(a.message) ?? 0) - (position.get(b.message) ?? 0))
}
