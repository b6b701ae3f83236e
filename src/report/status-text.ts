import type { StatusCell, StatusReport, StatusRow, StatusTag } from '../model/report/listing.ts'
import { numberRanges, versionName } from '../text/version-name.ts'
import { countsText } from './issues-text.ts'
import { harmless, type Paint } from './style.ts'
import {
  clipped,
  counted,
  dayText,
  nameText,
  personText,
  spanText,
  stateText,
  TAG_NAMES,
} from './words.ts'

export interface StatusOptions {
  readonly paint: Paint
  readonly width: number
  /** Also the evidence for each step. */
  readonly why: boolean
}

/** A series through all its versions. */
export function statusText(report: StatusReport, options: StatusOptions): string[] {
  const { paint } = options
  return [
    paint('title', harmless(report.title)),
    paint('dim', `${personText(report.author)}  ${harmless(report.id)}`),
    `${paint(report.stale ? 'dim' : 'who', stateText(report.standing, report.stale))}: ${harmless(report.standing.reason)}`,
    '',
    ...versionsText(report, options),
    ...report.announced.map(({ version, messageId }) =>
      paint(
        'warning',
        `v${version} exists, not in the store: patchtrail ingest https://lore.kernel.org/r/${harmless(messageId.slice(1, -1))}`,
      ),
    ),
    '',
    ...matrixText(report, options),
    ...tagsText(report, options),
    ...appliedText(report, options),
  ]
}

/** The strongest rules say enough; the others stand in `--why`. */
const MOST_RULES = 3

/** What joined a version, how much each part says, and the next best that it was not joined to. */
function joinText({ evidence, score, runnerUp }: StatusReport['versions'][number]): string[] {
  const points = (weight: number | null): string => (weight === null ? '' : ` (${weight})`)
  return [
    ...evidence.map((e) => `${e.rule}: ${harmless(e.messageId)}${points(e.weight)}`),
    ...(score === null ? [] : [`all in all, with author, number and time: ${score}`]),
    ...(runnerUp === null
      ? []
      : [`rather than ${harmless(runnerUp.messageId)} (${runnerUp.score})`]),
  ]
}

function versionsText({ versions }: StatusReport, { paint, why }: StatusOptions): string[] {
  return versions.flatMap((v, i) => {
    const before = versions[i - 1]
    const gap = before?.date && v.date ? `${spanText(before.date, Date.parse(v.date))} later` : ''
    const counts =
      [
        counted(v.patches, 'patch', 'patches'),
        counted(v.replies, 'reply', 'replies'),
        counted(v.comments, 'comment'),
      ].join(', ') + askedText(v.issues)
    const missing =
      v.missing.length > 0 ? `  ${paint('warning', `not here: ${numberRanges(v.missing)}`)}` : ''
    const joined =
      v.evidence.length > 0
        ? `  joined by ${v.evidence
            .slice(0, MOST_RULES)
            .map((e) => e.rule)
            .join(', ')}`
        : ''
    const head = `${paint('title', versionName(v).padEnd(7))} ${dayText(v.date)}  ${gap.padEnd(11)} ${counts}${paint('dim', joined)}${missing}`
    const evidence = why
      ? [
          paint('dim', `        ${harmless(v.messageId)}`),
          ...joinText(v).map((line) => paint('dim', `        ${line}`)),
        ]
      : []
    return [head, ...evidence]
  })
}

/** `; asked: 3 open, 4 addressed`. */
function askedText(issues: StatusReport['versions'][number]['issues']): string {
  const words = countsText(issues)
  return words === 'nothing' ? '' : `; asked: ${words}`
}

const SIGNS: Readonly<Record<string, string>> = {
  same: '=',
  moved: '=',
  modified: '!',
  retitled: '~',
  split: '/',
  new: '+',
  unknown: '?',
}

function matrixText(
  { versions, rows }: StatusReport,
  { paint, width, why }: StatusOptions,
): string[] {
  const cells = rows.map((row) => row.cells.map(cellText))
  const widths = versions.map((v, i) =>
    Math.max(versionName(v).length, ...cells.map((row) => row[i]?.length ?? 0)),
  )
  const titleWidth = Math.max(30, width - widths.reduce((a, b) => a + b + 2, 2))
  const head = `${' '.repeat(titleWidth)}${versions.map((v, i) => `  ${versionName(v).padStart(widths[i] ?? 0)}`).join('')}`
  const marks = new Set(
    rows.flatMap((row) => row.cells.flatMap((c) => (c?.change ? (SIGNS[c.change] ?? '') : []))),
  )
  return [
    paint('title', head),
    ...rows.flatMap((row, r) => {
      const line = `${clipped(row.title, titleWidth).padEnd(titleWidth)}${row.cells.map((c, i) => `  ${paintCell((cells[r]?.[i] ?? '').padStart(widths[i] ?? 0), c, paint)}`).join('')}`
      return [
        line.trimEnd(),
        ...(row.fate ? [paint('dim', `  ${harmless(row.fate)}`)] : []),
        ...(why ? whyText(row, versions, paint) : []),
      ]
    }),
    paint('dim', legend(marks)),
  ]
}

function legend(marks: ReadonlySet<string>): string {
  const words: readonly (readonly [string, string])[] = [
    ['=', 'same'],
    ['!', 'changed'],
    ['~', 'retitled'],
    ['/', 'split off'],
    ['+', 'new'],
    ['?', 'unknown'],
  ]
  return `number of the patch, ${words
    .filter(([mark]) => marks.has(mark))
    .map(([mark, word]) => `${mark} ${word}`)
    .join(', ')}${marks.size > 0 ? ', ' : ''}(comments, * open)`
}

function cellText(cell: StatusCell | null): string {
  if (!cell) return '.'
  const mark = cell.carried ? '\u00b7' : cell.change ? (SIGNS[cell.change] ?? '') : ' '
  return `${cell.number}${mark}${cell.moved ? '\u2195' : ''}${cell.comments > 0 ? ` (${cell.comments}${cell.open > 0 ? `, ${cell.open}*` : ''})` : ''}`
}

function paintCell(text: string, cell: StatusCell | null, paint: Paint): string {
  if (!cell || cell.carried) return paint('dim', text)
  if (cell.change === 'modified' || cell.change === 'retitled') return paint('who', text)
  return cell.change === 'new' || cell.change === 'split' ? paint('good', text) : text
}

/** Each step of a patch in words: how it is known to be the same one. */
function whyText(row: StatusRow, versions: StatusReport['versions'], paint: Paint): string[] {
  return row.cells.flatMap((cell, i) => {
    const before = row.cells[i - 1]
    if (!cell?.change || (!before && cell.change !== 'split')) return []
    const share =
      cell.similarity === null
        ? ''
        : `, ${Math.round(cell.similarity * 100)} % of the changed lines in common`
    const from = before
      ? `${before.number} of ${versionName(versions[i - 1])}`
      : `a part of ${versionName(versions[i - 1])}`
    const moved = cell.moved ? ', moved among its neighbours' : ''
    const how = cell.carried
      ? 'not sent again: stands as it was'
      : `${cell.change === 'retitled' ? 'another title' : cell.change === 'split' ? 'split off' : 'same title'}${share}${moved}`
    return [paint('dim', `    ${versionName(versions[i])} ${cell.number} is ${from}: ${how}`)]
  })
}

function tagsText({ tags, versions }: StatusReport, { paint }: StatusOptions): string[] {
  if (tags.length === 0) return []
  const all = versions.at(-1)?.patches ?? 0
  return [
    '',
    paint('title', `Tags on ${versionName(versions.at(-1))}`),
    ...tags.map(
      (tag) =>
        `  ${paint('trailer', TAG_NAMES[tag.kind].padEnd(12))} ${nameText(tag.person).padEnd(24)} ${rangeText(tag.numbers, all).padEnd(10)} ${stateOfTag(tag, paint)}`,
    ),
  ]
}

function rangeText(numbers: readonly number[], all: number): string {
  return all > 1 && numbers.length === all ? 'all' : numberRanges(numbers)
}

function stateOfTag({ state, conditional, messageId }: StatusTag, paint: Paint): string {
  const words = {
    given: 'given to this version',
    carried: 'carried over',
    stale: 'carried over, but the patch has changed since',
    lost: 'lost: not in this version any more',
  }[state]
  const where = messageId ? paint('dim', `  ${harmless(messageId)}`) : ''
  const role = state === 'stale' || state === 'lost' ? 'warning' : 'good'
  return `${paint(role, words)}${conditional ? paint('warning', ', on a condition') : ''}${where}`
}

function appliedText({ applied, versions }: StatusReport, { paint }: StatusOptions): string[] {
  if (applied.length === 0) return []
  return [
    '',
    paint('title', 'Applied'),
    ...applied.map((a) => {
      const version = versions[a.revisionIndex]
      return `  ${versionName(version)} ${rangeText(a.patches, version?.patches ?? 0)}  ${nameText(a.by)} ${dayText(a.date)}: "${clipped(a.text, 60)}"${paint('dim', `  ${harmless(a.messageId)}`)}`
    }),
  ]
}
