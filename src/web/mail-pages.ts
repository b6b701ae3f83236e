import { UserError } from '../model/user-error.ts'
import { issuesMarkdown } from '../report/formats/issues-markdown.ts'
import { ALL_ISSUES, issuesReport } from '../query/issues.ts'
import { rawReport } from '../query/raw.ts'
import { pageOfThread, threadReport } from '../query/pages/thread.ts'
import { recentPage } from '../report/html/mail/recent-page.ts'
import { threadPage } from '../report/html/mail/thread-page.ts'
import { idPart } from '../report/html/site.ts'
import { mboxOf } from '../report/mbox.ts'
import type { Database } from '../store/store.ts'
import { recentOver } from '../stores/over/recent.ts'
import type { Stores } from '../stores/stores.ts'
import { fieldsText, refusePage, wholeNumber, type Found, type Wish } from './wish.ts'

/** Mails of a thread on one page, and of the latest. */
const SHOWN = 50
const RECENT = 100
/** Mails in one mbox. */
const MOST_IN_MBOX = 500
const BY_DATE = '?before=2026-01-31 shows what was sent before that day'
/** After every date that a mail has. */
const LATEST = '9999'

/** All mail of a thread, so many at a time; the page that the mail is on where none is named. */
export async function threadAt(store: Database, { site, part, field }: Wish): Promise<Found> {
  const id = part('id')
  const offset =
    field('offset') === ''
      ? SHOWN * (await pageOfThread(store, id, SHOWN))
      : wholeNumber(field('offset'), 0, 100_000)
  const report = await threadReport(store, id, { offset, limit: SHOWN })
  const at = (from: number): string => `/t/${idPart(report.messageId)}/?offset=${from}`
  const around = {
    before: offset > 0 ? at(Math.max(0, offset - SHOWN)) : null,
    after: offset + SHOWN < report.total ? at(offset + SHOWN) : null,
  }
  return { json: report, page: threadPage(site, report, around) }
}

/** The latest mail. */
export async function recentAt(stores: Stores, { site, field }: Wish): Promise<Found> {
  refusePage(field, BY_DATE)
  const before = /^\d{4}(?:-[\d:TZ.-]{0,30})?$/.test(field('before')) ? field('before') : ''
  if (before !== field('before')) throw new UserError('mistake', `that is no date: ${BY_DATE}`)
  const report = await recentOver(stores, before === '' ? LATEST : before, RECENT)
  return { json: report, page: recentPage(site, report, fieldsText({ before })) }
}

/** One mail as an mbox. */
export async function mboxAt(store: Database, { part }: Wish): Promise<string> {
  return mboxOf(await rawReport(store, part('id')))
}

/** A whole thread as an mbox. */
export async function threadMboxAt(store: Database, { part }: Wish): Promise<string> {
  const { mails } = await threadReport(store, part('id'), { offset: 0, limit: MOST_IN_MBOX })
  const texts: string[] = []
  for (const { messageId } of mails) texts.push(mboxOf(await rawReport(store, messageId)))
  return texts.join('')
}

/** All issues of a series, to be pasted into a mail. */
export async function markdownAt(store: Database, { part }: Wish): Promise<string> {
  const report = await issuesReport(store, part('id'), ALL_ISSUES)
  return `${issuesMarkdown(report).join('\n')}\n`
}
