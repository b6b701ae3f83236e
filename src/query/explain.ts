import { UserError } from '../model/user-error.ts'
import type { Link, Origin } from '../model/link.ts'
import type { ExplainReport } from '../model/report/explain.ts'
import { explain, type Explanation } from '../issues/explain.ts'
import { groundOf } from '../issues/review.ts'
import { readIssues } from '../store/issues.ts'
import { readJudgements, readOverrides, seriesOfComment } from '../store/judgements.ts'
import { readMaterial, type StoredMaterial } from '../store/material.ts'
import { readModels } from '../store/models.ts'
import {
  anchorsOfMessages,
  candidatesOfMessages,
  idsOfKeys,
  linksOfMessages,
} from '../store/read-derived.ts'
import type { Database } from '../store/store.ts'
import { collapse } from '../text/lines.ts'
import { numberOf } from '../text/comment-id.ts'
import { versionName } from '../text/version-name.ts'
import { reportOf } from './explained.ts'
import { Mails } from './mails.ts'
import { withKnownNames } from './named/known-names.ts'
import { resolveRef } from './refs.ts'

/**
 * Why a comment counts as a request or not, and why that stands where it does; all computed anew.
 * Throws UserError.
 * @param ref `<message-id>#2`, brackets optional; a Message-ID alone where its mail has one comment
 */
export async function explainReport(store: Database, ref: string): Promise<ExplainReport> {
  const { key, number } = await resolveComment(store, ref)
  const [messageId = ''] = await idsOfKeys(store, [key])
  const id = `${messageId}#${number}`
  const series = await seriesOfComment(store, key, number)
  const [material] = series === null ? [] : await readMaterial(store, [series])
  if (!material)
    throw new UserError(
      'not-found',
      `${id} belongs to no series: no patch is above it in the store`,
    )
  const links = await linksOf(store, key)
  const overrides = await readOverrides(store)
  const explained = explain(id, material, groundOf(material), readModels(), overrides, links)
  if (!explained) throw new UserError('not-found', `${id} is no comment on this series`)
  return withKnownNames(store, {
    ...reportOf(explained, material),
    differences: await differencesOf(store, explained, material, key),
  })
}

/** Key of the mail and number of the comment that a user names. Throws UserError. */
async function resolveComment(
  store: Database,
  ref: string,
): Promise<{ readonly key: number; readonly number: number }> {
  const given = /^(.*[^#])#(\d{1,6})$/.exec(ref.trim())
  const key = await resolveRef(store, given?.[1] ?? ref.trim())
  const anchors = await anchorsOfMessages(store, [key])
  const [messageId = ''] = await idsOfKeys(store, [key])
  const number = given ? numberOf(ref.trim()) : null
  const [only, another] = anchors.filter((a) => number === null || a.number === number)
  if (!only)
    throw new UserError(
      'not-found',
      number === null
        ? `${messageId} has no comments`
        : `${messageId} has no comment ${number}; it has ${anchors.length}`,
    )
  if (!another) return { key, number: only.number }
  const mails = new Mails(store)
  await mails.load([key])
  const { lines } = mails.get(key)
  const list = anchors.map(
    (a) => `${messageId}#${a.number}  ${beginningOf(lines.slice(a.line - 1, a.end_line))}`,
  )
  throw new UserError('ambiguous', `${messageId} has ${list.length} comments; name one:`, list)
}

function beginningOf(lines: readonly string[]): string {
  const text = collapse(lines.join(' '))
  return text.length > 60 ? `${text.slice(0, 59)}\u2026` : text
}

/** Where the quoted lines of a mail come from. */
async function linksOf(store: Database, key: number): Promise<Link[]> {
  const links = await linksOfMessages(store, [key])
  const candidates = await candidatesOfMessages(store, [key])
  const keys = [...links, ...candidates].flatMap(({ origin }) => origin ?? [])
  const ids = await idsOfKeys(store, keys)
  const idOf = new Map(keys.map((one, i) => [one, ids[i] ?? '']))
  const origin = (at: number | null, line: number | null, endLine: number | null): Origin | null =>
    at === null || line === null || endLine === null
      ? null
      : { messageId: idOf.get(at) ?? '', line, endLine }
  return links.map((l) => ({
    line: l.line,
    endLine: l.end_line,
    depth: l.depth,
    match: l.match,
    ambiguous: l.ambiguous === 1,
    quotedThere: l.quoted_there === 1,
    origin: origin(l.origin, l.origin_line, l.origin_end_line),
    candidates: candidates
      .filter((c) => c.line === l.line)
      .flatMap((c) => origin(c.origin, c.origin_line, c.origin_line + l.end_line - l.line) ?? []),
  }))
}

/** Where the verdicts in the store are others than those of this program. */
async function differencesOf(
  store: Database,
  { context, judged, request }: Explanation,
  { series }: StoredMaterial,
  key: number,
): Promise<ExplainReport['differences']> {
  const row = (await readJudgements(store, [key])).get(`${key} ${context.comment}`)
  const issues = await readIssues(store, [series.key])
  const issue = issues.find(({ id }) => id === (request?.id ?? context.id))
  const verdict = request?.verdict
  const version = (i: number | null | undefined): string =>
    versionName(series.revisions[i ?? -1]) || 'none'
  const pairs: readonly (readonly [what: string, here: string, stored: string])[] = [
    ['kind', judged.kind, row?.kind ?? 'none'],
    ['state', verdict?.state ?? 'none', issue?.state ?? 'none'],
    ['addressed in', version(verdict?.addressedIn), version(issue?.addressedAt)],
    ['confidence', verdict?.confidence ?? 'none', issue?.confidence ?? 'none'],
    [
      'evidence',
      verdict?.evidence.map(({ rule }) => rule).join(', ') ?? 'none',
      issue?.evidence
        .map(({ rule }) => rule)
        .filter((rule) => rule !== 'asked-again')
        .join(', ') ?? 'none',
    ],
  ]
  return pairs
    .filter(([, here, stored]) => here !== stored)
    .map(([what, here, stored]) => ({ what, here, stored }))
}
