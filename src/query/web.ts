import { UserError } from '../model/user-error.ts'
import type { ShownIssue } from '../model/report/issues.ts'
import type { Matches } from '../model/review.ts'
import type { Series } from '../model/series.ts'
import type { PatchNeighbours, RawReport } from '../model/report/web.ts'
import { lineagesOf } from '../versions/lineage.ts'
import { readIssues } from '../store/issues.ts'
import { seriesOfComment } from '../store/judgements.ts'
import { idsOfKeys, linksOfMessages } from '../store/read-derived.ts'
import { readMatches } from '../store/matches.ts'
import { readSeries, seriesOfMessages } from '../store/series.ts'
import type { Database } from '../store/store.ts'
import { readMaterial } from '../store/material.ts'
import { messageOf, numberOf } from '../text/comment-id.ts'
import { versionName } from '../text/version-name.ts'
import { shownIssue } from './issues.ts'
import { Mails } from './mails.ts'
import { resolveRef } from './refs.ts'

const NOWHERE: PatchNeighbours = { series: null, versions: [], before: null, after: null }

/** The versions of a patch or cover, and what is before and after it. Throws UserError. */
export async function neighboursOf(store: Database, ref: string): Promise<PatchNeighbours> {
  const key = await resolveRef(store, ref)
  const [member] = await seriesOfMessages(store, [key])
  const [id] = await idsOfKeys(store, [key])
  const [series] = member ? await readSeries(store, [member.series]) : []
  if (!series || id === undefined) return NOWHERE
  const stored = (await readMatches(store, [series.key])).get(series.key)
  return neighboursIn(
    series,
    series.revisions.map((_, position) => stored?.get(position) ?? []),
    id,
  )
}

/** The same in a series that has been read, by the Message-ID of the patch or cover. */
export function neighboursIn(series: Series, matches: Matches, id: string): PatchNeighbours {
  const named = { id: series.name, title: series.title }
  const position = series.revisions.findIndex((r) => r.members.some((m) => m.messageId === id))
  const revision = series.revisions[position]
  if (!revision) return { ...NOWHERE, series: named }
  const order = [...new Set([revision.messageId, ...revision.patches.map((p) => p.messageId)])]
  const at = order.indexOf(id)
  const number = revision.patches.find((p) => p.messageId === id)?.number ?? null
  const line =
    number === null
      ? null
      : lineagesOf({ series }, matches).find(({ cells }) => cells[position]?.number === number)
  const versions = series.revisions.flatMap((r, i) => {
    const messageId =
      number === null
        ? r.messageId
        : r.patches.find((p) => p.number === line?.cells[i]?.number)?.messageId
    return messageId === undefined
      ? []
      : [{ name: versionName(r), messageId, isThis: i === position }]
  })
  return {
    series: named,
    versions,
    before: order[at - 1] ?? null,
    after: at === -1 ? null : (order[at + 1] ?? null),
  }
}

/** A message as it was mailed, each quoted line with its origin. Throws UserError. */
export async function rawReport(store: Database, ref: string): Promise<RawReport> {
  const key = await resolveRef(store, ref)
  const links = await linksOfMessages(store, [key])
  const mails = new Mails(store)
  await mails.load([key, ...links.map((l) => l.origin)])
  const mail = mails.get(key)
  const lines = mail.lines.map((text, i) => {
    const link = links.find((l) => l.line <= i + 1 && i + 1 <= l.end_line)
    if (
      !link ||
      link.origin === null ||
      link.origin_line === null ||
      link.origin_end_line === null ||
      link.match === 'none'
    )
      return { line: i + 1, text, origin: null }
    const from = mails.get(link.origin)
    const line = Math.min(link.origin_end_line, link.origin_line + i + 1 - link.line)
    return {
      line: i + 1,
      text,
      origin: {
        messageId: from.id,
        line,
        text: from.lines[line - 1] ?? '',
        author: from.from.name ?? from.from.address ?? 'unknown',
        match: link.match,
      },
    }
  })
  return {
    schema: 'patchtrail/raw/1',
    messageId: mail.id,
    subject: mail.subject,
    author: mail.from,
    date: mail.date,
    lines,
  }
}

/** One issue by its id, with the series it belongs to. Throws UserError where no comment with this id asks for something. */
export async function issueReport(
  store: Database,
  id: string,
): Promise<{
  readonly issue: ShownIssue
  readonly series: { readonly id: string; readonly title: string }
}> {
  const key = await resolveRef(store, messageOf(id))
  const series = await seriesOfComment(store, key, numberOf(id) || 0)
  const [material] = series === null ? [] : await readMaterial(store, [series])
  const issue =
    series === null ? undefined : (await readIssues(store, [series])).find((one) => one.id === id)
  if (!material || !issue) throw new UserError('not-found', `${id} asks for nothing`)
  return {
    issue: shownIssue(issue, material, issue.revisionIndex < material.series.revisions.length - 1),
    series: { id: material.series.name, title: material.series.title },
  }
}
