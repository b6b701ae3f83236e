import type { SentAgain, StatusReport, StatusVersion } from '../model/report/status.ts'
import { numberRanges, skippedVersions, versionName } from '../text/version-name.ts'
import { harmless, type Paint } from './style.ts'
import { versionText } from './view.ts'
import { dayText, spanText } from './words.ts'

export interface StatusOptions {
  readonly paint: Paint
  readonly width: number
  /** Also the evidence for each step. */
  readonly why: boolean
  /** The user's own line on it. */
  readonly note?: string | null
}

/** Versions one below the other, then those that are not here, and what went on elsewhere. */
export function versionsText(report: StatusReport, options: StatusOptions): string[] {
  const { versions } = report
  const widths = {
    name: Math.max(...versions.map((v) => versionName(v).length)),
    gap: Math.max(...versions.map((v, i) => gapText(v, versions[i - 1] ?? null).length)),
  }
  const warned = (text: string): string => options.paint('warning', text)
  const skipped = skippedVersions(versions, report.announced)
  return [
    ...versions.flatMap((v, i) => [
      versionHead(v, versions[i - 1] ?? null, widths, options.paint),
      ...v.again.map((one) => againText(one, v.patches, options)),
      ...(options.why ? versionWhy(v, options.paint) : []),
    ]),
    ...(skipped === '' ? [] : [warned(`not found here: ${skipped}`)]),
    ...report.announced.map((one) => warned(announcedText(one))),
    ...report.continued.map((one) => warned(continuedText(one, versions))),
  ]
}

/** `3 w later`; empty for the first. */
function gapText(v: StatusVersion, before: StatusVersion | null): string {
  return before?.date && v.date ? `${spanText(before.date, Date.parse(v.date))} later` : ''
}

/** Columns of the names of versions, and of the times between them. */
interface Widths {
  readonly name: number
  readonly gap: number
}

function versionHead(
  v: StatusVersion,
  before: StatusVersion | null,
  widths: Widths,
  paint: Paint,
): string {
  const gap = gapText(v, before)
  const rules = v.evidence
    .slice(0, MOST_RULES)
    .map(({ rule }) => rule)
    .join(', ')
  const joined = rules === '' ? '' : paint('dim', `  joined by ${rules}`)
  const lacks = `not here: ${numberRanges(v.missing)}`
  const missing = v.missing.length > 0 ? `  ${paint('warning', lacks)}` : ''
  const name = paint('title', versionName(v).padEnd(widths.name))
  const later = widths.gap === 0 ? '' : `  ${gap.padEnd(widths.gap)}`
  return `${name}  ${dayText(v.date)}${later}  ${versionText(v)}${joined}${missing}`
}

/**
 * A further sending: `sent 2025-03-10, again 2025-03-12: patch 2 changed, the last counts`, `v5.1
 * 2025-03-04: changed`.
 */
function againText(
  { name, date, before, patches, changed, counts, messageId }: SentAgain,
  all: number,
  { paint, why }: StatusOptions,
): string {
  const what = (numbers: readonly number[]): string =>
    all === 1 ? '' : `${numbers.length === 1 ? 'patch' : 'patches'} ${numberRanges(numbers)} `
  const part = patches.length < all ? what(patches) : ''
  const head = name ?? `sent ${dayText(before.date)}, ${part}again`
  const change = changed.length === 0 ? 'unchanged' : `${what(changed)}changed`
  const kept = changed.length === 0 ? '' : `, the ${counts ? 'last' : 'first'} counts`
  const ids = why ? `  ${harmless(`${before.messageId} ${messageId}`)}` : ''
  return paint('dim', `        ${head} ${dayText(date)}: ${change}${kept}${ids}`)
}

/** `v4 exists, not in the store`, and how to have it. */
function announcedText(one: StatusReport['announced'][number]): string {
  const link = `https://lore.kernel.org/r/${harmless(one.messageId.slice(1, -1))}`
  return `${versionName(one)} exists, not in the store: patchtrail ingest ${link}`
}

/** Where a part of a version went on as a series of its own. */
function continuedText(
  { from, title, handle, ...rest }: StatusReport['continued'][number],
  versions: readonly StatusVersion[],
): string {
  const name = versionName(versions[from])
  return `a part of ${name} goes on in ${versionName(rest)} of ${handle}: ${harmless(title)}`
}

/** The strongest rules say enough; the others stand in `--why`. */
const MOST_RULES = 3

/** What joined a version, how much each part says, and the next best that it was not joined to. */
function versionWhy(
  { messageId, evidence, score, runnerUp }: StatusVersion,
  paint: Paint,
): string[] {
  const points = (weight: number | null): string => (weight === null ? '' : ` (${weight})`)
  const lines = [
    messageId,
    ...evidence.map((one) => `${one.rule}: ${one.messageId}${points(one.weight)}`),
    ...(score === null ? [] : [`all in all, with author, number and time: ${score}`]),
    ...(runnerUp === null ? [] : [`rather than ${runnerUp.messageId} (${runnerUp.score})`]),
  ]
  return lines.map((line) => paint('dim', `        ${harmless(line)}`))
}
