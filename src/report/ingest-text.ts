import type { IngestSummary, SourceSummary, StoreGain } from '../model/report/ingest.ts'
import type { ListedProblem } from '../model/problem.ts'
import { harmless } from './style.ts'
import { counted, grouped } from './words.ts'

/** The summary of a run, a few lines. */
export function ingestText(summary: IngestSummary, stores: readonly StoreGain[] = []): string[] {
  const lost = summary.problems.filter(({ fatal }) => fatal).length
  if (summary.read === 0 && summary.threads === 0 && lost === 0)
    return [`nothing new (${summary.seconds.toFixed(1)} s)`]
  const { read, added, known, seconds } = summary
  return [
    `${counted(read, 'message')} read in ${seconds.toFixed(1)} s: ` +
      `${grouped(added)} new, ${grouped(known)} already there`,
    kindsText(summary),
    ...removedText(summary.removed),
    ...(summary.copies > 0
      ? [`  ${counted(summary.copies, 'saved page')} known as a copy of mail in the store`]
      : []),
    ...quotesText(summary.quotedLines),
    ...storesText(stores),
    ...problemsText(summary.problems.length - lost, lost),
  ]
}

function kindsText({ kinds, comments }: IngestSummary): string {
  const replies = `${counted(kinds.reply, 'reply', 'replies')} with ${counted(comments, 'comment')}`
  const parts = [
    counted(kinds.patch, 'patch', 'patches'),
    counted(kinds.cover, 'cover'),
    replies,
    counted(kinds.other, 'other'),
  ]
  return `  ${parts.join(', ')}`
}

function removedText(removed: number): string[] {
  if (removed === 0) return []
  const by = removed === 1 ? 'its source' : 'their sources'
  return [`  ${counted(removed, 'message')} deleted by ${by}: left out from now on`]
}

/** How the origins of quoted lines were found. */
function quotesText(q: IngestSummary['quotedLines']): string[] {
  const total = Object.values(q).reduce((a, b) => a + b, 0)
  if (total === 0) return []
  const share = (n: number): string => `${grouped(n)} (${((100 * n) / total).toFixed(1)} %)`
  const parts = [
    `${share(q.exact)} exact`,
    `${share(q.whitespace)} but for white space`,
    `${share(q.rewrapped)} rewrapped`,
    `${share(q.edited)} edited`,
    `${share(q.none)} not found`,
  ]
  return [`  ${counted(total, 'quoted line')}: ${parts.join(', ')}`]
}

/** `  nvdimm: 120 new; made`, for each store of a folder that got mail. */
function storesText(stores: readonly StoreGain[]): string[] {
  return stores.map(({ list, read, added, made }) => {
    const known = read > added ? `, ${grouped(read - added)} already there` : ''
    return `  ${list}: ${grouped(added)} new${known}${made ? '; a new store' : ''}`
  })
}

/** Of mail that names no list: where it is now. */
export function unlistedText(told: {
  readonly source: string
  readonly mails: number
  readonly name: string
}): string {
  const what = counted(told.mails, 'message')
  const verb = told.mails === 1 ? 'names' : 'name'
  return harmless(
    `${what} of ${told.source} ${verb} no list, and went into the store ${told.name} (--into <name> chooses another)`,
  )
}

function problemsText(odd: number, lost: number): string[] {
  const oddities = counted(odd, 'oddity', 'oddities')
  return [
    ...(odd > 0 ? [`  ${oddities} in the mail (--problems lists them)`] : []),
    ...(lost > 0 ? [`  ${grouped(lost)} could not be read`] : []),
  ]
}

/** `list.mbox: 120 read in 0.4 s, 3 new`. */
export function sourceText({ source, read, added, removed, seconds }: SourceSummary): string {
  const deleted = removed > 0 ? `, ${grouped(removed)} deleted` : ''
  const found =
    read === 0 ? 'nothing new' : `${grouped(read)} read, ${grouped(added)} new${deleted}`
  return harmless(`${source}: ${found} (${seconds.toFixed(1)} s)`)
}

/** `list.mbox byte 1234 <id> line 7: hunk ends 2 lines before its header says`. */
export function problemText(problem: ListedProblem): string {
  const where = [
    problem.source,
    problem.at,
    problem.messageId,
    problem.line === null ? null : `line ${problem.line}`,
  ]
  return harmless(`${where.filter(Boolean).join(' ')}: ${problem.text}`)
}

/** What deriving came to: `1,204 threads and 310 series derived in 12.3 s`. */
export function derivedText(
  { threads, series }: { readonly threads: number; readonly series: number },
  seconds: number,
): string {
  const took = `${seconds.toFixed(1)} s`
  if (threads + series === 0) return `nothing to derive (${took})`
  if (series === 0) return `${counted(threads, 'thread')} derived in ${took}`
  return `${counted(threads, 'thread')} and ${counted(series, 'series', 'series')} derived in ${took}`
}

/** What a copy came to: `10,121 messages (1,204,118 rows) copied to reviews.db in 41.0 s`. */
export function copiedText(
  copied: { readonly rows: number; readonly messages: number; readonly derivedAnew: boolean },
  to: string,
  seconds: number,
): string {
  const { rows, messages, derivedAnew } = copied
  const rest = derivedAnew
    ? '; derived anew, since an older patchtrail had derived it'
    : ` (${counted(rows, 'row')})`
  return harmless(
    `${counted(messages, 'message')} copied to ${to} in ${seconds.toFixed(1)} s${rest}`,
  )
}
