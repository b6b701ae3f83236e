import type { MailLine } from '../../model/report/overview.ts'
import type { RecentReport, ThreadReport } from '../../model/report/thread.ts'
import { senderOf } from '../../issues/exchange/sender.ts'
import { bodiesOf, mailOfThread, recentMail, type ListedMail } from '../../store/mail/lists.ts'
import type { Database } from '../../store/store.ts'
import { readSeries, seriesOfMessages } from '../../store/series.ts'
import { resolveRef } from '../refs.ts'

/** A thread that holds more series names the first ones. */
const MOST_SERIES = 6

/** The mail of the thread of a message, oldest first. Throws UserError. */
export async function threadReport(
  store: Database,
  ref: string,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<ThreadReport> {
  const key = await resolveRef(store, ref)
  const all = await mailOfThread(store, key)
  const shown = all.slice(offset, offset + limit)
  const bodies = await bodiesOf(
    store,
    shown.map((mail) => mail.key),
  )
  return {
    schema: 'patchtrail/thread/1',
    messageId: all.find((mail) => mail.key === key)?.messageId ?? ref,
    subject: all[0]?.subject ?? '',
    series: await seriesIn(store, all),
    total: all.length,
    offset,
    mails: shown.map((mail) => ({
      ...lineOf(mail),
      parent: mail.parent,
      lines: linesOf(bodies.get(mail.key) ?? ''),
    })),
  }
}

async function seriesIn(
  store: Database,
  all: readonly ListedMail[],
): Promise<ThreadReport['series']> {
  const members = await seriesOfMessages(
    store,
    all.map(({ key }) => key),
  )
  const keys = [...new Set(members.map(({ series }) => series))].slice(0, MOST_SERIES)
  const found = await readSeries(store, keys)
  return found.map(({ name, title }) => ({ id: name, title }))
}

/** The page of a thread, counted from 0, that a message is on. Throws UserError. */
export async function pageOfThread(store: Database, ref: string, limit: number): Promise<number> {
  const key = await resolveRef(store, ref)
  const all = await mailOfThread(store, key)
  return Math.max(0, Math.floor(all.findIndex((mail) => mail.key === key) / limit))
}

/** The latest mail that was sent before a time, newest first. */
export async function recentReport(
  store: Database,
  before: string,
  limit: number,
): Promise<RecentReport> {
  const found = await recentMail(store, before, limit + 1)
  const mails = found.slice(0, limit)
  return {
    schema: 'patchtrail/recent/1',
    mails: mails.map(lineOf),
    before: found.length > limit ? (mails.at(-1)?.date ?? null) : null,
  }
}

function lineOf({ messageId, subject, from, date, content }: ListedMail): MailLine {
  return { messageId, subject, from, sender: senderOf(from), date, content }
}

function linesOf(body: string): string[] {
  return body.replace(/\n$/, '').split('\n')
}
