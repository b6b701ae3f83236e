import type { StatusCell, StatusReport, StatusTag, StatusVersion } from '../model/report/status.ts'
import type { Applied, Matches, Tag } from '../model/review.ts'
import { issueCounts, owedCounts } from '../issues/issue-counts.ts'
import { versionName } from '../text/version-name.ts'
import { appliedOf } from '../issues/series-state/applied.ts'
import { fateOf, lineagesOf, unseenOf, type Lineage } from '../versions/lineage.ts'
import { isSamePerson } from '../text/people.ts'
import { membershipOf, type Membership } from '../issues/exchange/membership.ts'
import { tagsOf } from '../issues/series-state/tags.ts'
import type { StoredIssue } from '../store/issues.ts'
import { readMatches } from '../store/matches.ts'
import { readCited } from '../store/lookup/cited.ts'
import { readTold } from '../store/mail/told.ts'
import { readMails } from '../store/read-mails.ts'
import { readMaterial, type StoredMaterial } from '../store/material.ts'
import type { Database } from '../store/store.ts'
import { besideOf, type Beside } from './beside.ts'
import { isOwed } from './debts/issue-head.ts'
import { clockOf, isStale } from './list.ts'
import { withKnownNames } from './named/known-names.ts'
import { newestMail } from './named/newest.ts'
import { resolveSeries } from './refs.ts'
import { citedBy, pendingOf, reviewOf, type Reviewed } from './reviewed.ts'

/** One series with its stored matches. */
export interface MatchedMaterial {
  readonly material: StoredMaterial
  readonly matches: Matches
}

/** The same with what is read for more than one report on it. */
export interface ReviewedMaterial extends MatchedMaterial, Reviewed {}

/** A series with its issues and where it stands, each read once. Throws UserError. */
export async function reviewedMaterial(store: Database, ref: string): Promise<ReviewedMaterial> {
  const read = await seriesMaterial(store, ref)
  return { ...read, ...(await reviewOf(store, read.material.series)) }
}

/**
 * The same for who looks at where a series stands and at what is pending: of covers and patches
 * there are no lines but where a pending issue cites them, and of settled issues only that they
 * are. It takes a third of the time. Throws UserError.
 */
export async function pendingMaterial(
  store: Database,
  ref: string,
  also?: Parameters<typeof pendingOf>[2],
): Promise<ReviewedMaterial> {
  const { material, matches } = await seriesMaterial(store, ref, readTold)
  const { pending, ...review } = await pendingOf(store, material.series, also)
  const { mails } = await readCited(store, pending.flatMap(citedBy))
  const whole = [...material.mails].map(([id, mail]) => [id, mails.get(id) ?? mail] as const)
  return { material: { ...material, mails: new Map(whole) }, matches, ...review }
}

/** One series with its stored matches, read by any ref. Throws UserError. */
export async function seriesMaterial(
  store: Database,
  ref: string,
  read = readMails,
): Promise<MatchedMaterial> {
  const key = await resolveSeries(store, ref)
  const [material] = await readMaterial(store, [key], read)
  if (!material) throw new Error(`series ${key} has no rows`)
  const stored = (await readMatches(store, [key])).get(key)
  return {
    material,
    matches: material.series.revisions.map((_, position) => stored?.get(position) ?? []),
  }
}

/** All versions of a series, its patches through them, and its tags. Throws UserError. */
export async function statusReport(
  store: Database,
  ref: string,
  now: number,
): Promise<StatusReport> {
  return withKnownNames(store, await statusOf(store, await pendingMaterial(store, ref), now))
}

/** The same of a series that has been read. */
export async function statusOf(
  store: Database,
  { material, matches, standing, issues, handle }: ReviewedMaterial,
  now: number,
): Promise<StatusReport> {
  const { series } = material
  const tags = tagsOf(material, matches)
  const clock = clockOf(await newestMail(store, new Date(now).toISOString()), now)
  const places = membershipOf(material)
  const counts = commentCounts(material, places)
  const name = (position: number): string => versionName(series.revisions[position])
  const beside = await besideOf(store, material)
  const applied = appliedOf(material, matches)
  return {
    schema: 'patchtrail/status/1',
    id: series.name,
    title: series.title,
    author: series.author,
    changeId: series.changeId,
    handle,
    standing,
    stale: isStale(standing.activity, standing.state, clock),
    applied,
    announced: beside.announced,
    versions: versionsOf(material, places, counts, issues, beside),
    rows: lineagesOf(material, matches).map((line) => ({
      title: titleOf(line, material),
      cells: cellsOf(line, material, counts, issues),
      unseen: unseenOf(line, matches),
      fate:
        elsewhere(line, material, beside) ?? fateOf(line, matches, name, takenFrom(line, applied)),
    })),
    tags: latestTags(tags, series.revisions.length - 1),
    continued: beside.continued,
  }
}

/** Where a patch that is not in the next version went on in another series. */
function elsewhere(line: Lineage, material: StoredMaterial, { wentOn }: Beside): string | null {
  const last = line.cells.findLastIndex((cell) => cell !== null)
  return last === line.cells.length - 1 ? null : wentOn(last, titleOf(line, material))
}

/** The last version from which the patch was applied: who leaves it out then has not dropped it. */
function takenFrom({ cells }: Lineage, applied: readonly Applied[]): number | null {
  const at = cells.findLastIndex(
    (cell, i) =>
      cell && applied.some((a) => a.revisionIndex === i && a.patches.includes(cell.number)),
  )
  return at === -1 ? null : at
}

/** Number of comments by version and patch: `4 11`; the cover is patch 0. */
function commentCounts(
  { mails, comments }: StoredMaterial,
  places: Membership,
): Map<string, number> {
  const counts = new Map<string, number>()
  for (const mail of mails.values()) {
    if (places.isMember(mail.id)) continue
    for (const comment of comments.get(mail.id) ?? []) {
      const place = places.ofComment(mail.id, comment)
      if (!place) continue
      const key = `${place.revisionIndex} ${place.patch}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  return counts
}

function versionsOf(
  { series, mails }: StoredMaterial,
  places: Membership,
  counts: ReadonlyMap<string, number>,
  issues: readonly StoredIssue[],
  beside: Beside,
): StatusVersion[] {
  const replies = repliesTo(mails, places)
  return series.revisions.map((r, position) => ({
    version: r.version,
    rfc: r.rfc,
    messageId: r.messageId,
    date: r.date,
    evidence: r.evidence,
    score: r.score,
    runnerUp: r.runnerUp,
    missing: r.missing,
    patches: r.patches.length,
    replies: replies.get(position) ?? 0,
    comments: [...counts].reduce(
      (sum, [key, n]) => sum + (key.startsWith(`${position} `) ? n : 0),
      0,
    ),
    issues: issueCounts(issues.filter((i) => i.revisionIndex === position)),
    owed: owedCounts(issues.filter((i) => i.revisionIndex === position)),
    again: beside.again[position] ?? [],
  }))
}

/** How many mails answer each version. */
function repliesTo(mails: StoredMaterial['mails'], places: Membership): Map<number, number> {
  const found = new Map<number, number>()
  for (const id of mails.keys()) {
    const position = places.isMember(id) ? undefined : places.ofReply(id)?.revisionIndex
    if (position !== undefined) found.set(position, (found.get(position) ?? 0) + 1)
  }
  return found
}

function titleOf({ cells }: Lineage, { series }: StoredMaterial): string {
  const position = cells.findLastIndex((cell) => cell !== null)
  return (
    series.revisions[position]?.patches.find((p) => p.number === cells[position]?.number)?.title ??
    ''
  )
}

function cellsOf(
  line: Lineage,
  { series }: StoredMaterial,
  counts: ReadonlyMap<string, number>,
  issues: readonly StoredIssue[],
): (StatusCell | null)[] {
  return line.cells.map((cell, position) => {
    const patch = cell && series.revisions[position]?.patches.find((p) => p.number === cell.number)
    if (!cell || !patch) return null
    const { match } = cell
    return {
      number: cell.number,
      messageId: patch.messageId,
      change: match?.change ?? null,
      moved: match?.moved ?? false,
      carried: patch.carried,
      similarity: match?.similarity ?? null,
      comments: counts.get(`${position} ${cell.number}`) ?? 0,
      open: issues.filter(
        (i) => i.revisionIndex === position && i.patch === cell.number && isOwed(i),
      ).length,
    }
  })
}

/** Tags of one version, those of one person, kind and state together. */
function latestTags(tags: readonly Tag[], position: number): StatusTag[] {
  const found: (StatusTag & { numbers: number[] })[] = []
  for (const tag of tags.filter((t) => t.revisionIndex === position)) {
    const same = found.find(
      (t) =>
        t.kind === tag.kind &&
        t.state === tag.state &&
        t.conditional === tag.conditional &&
        isSamePerson(t.person, tag.person),
    )
    if (same) same.numbers.push(tag.patch)
    else
      found.push({
        kind: tag.kind,
        person: tag.person,
        state: tag.state,
        conditional: tag.conditional,
        numbers: [tag.patch],
        messageId: tag.messageId,
      })
  }
  return found
}
