import type {
  StatusCell,
  StatusReport,
  StatusRow,
  StatusTag,
  StatusVersion,
} from '../model/report/status.ts'
import { isRecorded } from '../model/review.ts'
import { numberRanges, versionName } from '../text/version-name.ts'
import { folded } from './formats/folded.ts'
import { onListsText } from './formats/on-lists.ts'
import { harmless, type Paint } from './style.ts'
import { versionsText, type StatusOptions } from './status-versions.ts'
import { TAG_STATE_WORDS } from './view.ts'
import {
  clipped,
  middleCut,
  dayText,
  isAlsoChanged,
  nameText,
  personText,
  reasonText,
  stateText,
  TAG_NAMES,
} from './words.ts'

export type { StatusOptions }

/** A series through all its versions. */
export function statusText(report: StatusReport, options: StatusOptions): string[] {
  const { paint } = options
  const state = stateText(report.standing, report.stale)
  return [
    paint('title', harmless(report.title)),
    paint('dim', `${personText(report.author)}  ${report.handle}  ${harmless(report.id)}`),
    `${paint(report.stale ? 'dim' : 'who', state)}: ${harmless(reasonText(report.standing))}`,
    ...onListsText(report).map((line) => paint('dim', line)),
    ...(options.note ? [paint('who', `note: ${harmless(options.note)}`)] : []),
    '',
    ...versionsText(report, options),
    '',
    ...matrixText(report, options),
    ...tagsText(report, options),
    ...appliedText(report, options),
  ]
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
  const cells = rows.map((row) =>
    row.cells.map((cell, i) => cellText(cell, row.unseen.includes(i))),
  )
  const names = versions.map(versionName)
  const widths = names.map((name, i) =>
    Math.max(name.length, ...cells.map((row) => row[i]?.length ?? 0)),
  )
  const padded = (text: string, i: number): string => text.padStart(widths[i] ?? 0)
  const titleWidth = Math.max(30, width - widths.reduce((a, b) => a + b + 2, 2))
  const titles = titlesIn(rows, titleWidth)
  const head = `${' '.repeat(titleWidth)}${names.map((name, i) => `  ${padded(name, i)}`).join('')}`
  return [
    paint('title', head),
    ...rows.flatMap((row, r) => {
      const title = (titles[r] ?? '').padEnd(titleWidth)
      const texts = row.cells.map((cell, i) =>
        paintCell(padded(cells[r]?.[i] ?? '', i), cell, paint),
      )
      return [
        [title, ...texts].join('  ').trimEnd(),
        ...(row.fate ? [paint('dim', `  ${harmless(row.fate)}`)] : []),
        ...(why ? whyText(row, versions, paint) : []),
      ]
    }),
    ...folded(legend(rows), width).map((line) => paint('dim', line)),
  ]
}

/**
 * The titles as there is room for them: cut at the end, but in the middle where that would leave
 * two the same.
 */
function titlesIn(rows: readonly StatusRow[], width: number): string[] {
  const cut = rows.map(({ title }) => clipped(title, width))
  return rows.map(({ title }, r) => {
    const isAlone = cut.every((other, k) => k === r || other !== cut[r])
    return isAlone ? (cut[r] ?? '') : middleCut(title, width)
  })
}

/** What the signs in the matrix mean, those that are in it. */
const LEGEND: readonly (readonly [string, string])[] = [
  ['=', 'same'],
  ['!', 'changed'],
  ['~', 'retitled'],
  ['/', 'split off'],
  ['+', 'new'],
  ['?', 'unknown'],
]

function legend(rows: readonly StatusRow[]): string {
  const signs = new Set(
    rows.flatMap(({ cells }) => cells.flatMap((c) => (c && !c.carried ? [...signOf(c)] : []))),
  )
  if (rows.some(({ unseen }) => unseen.length > 0)) signs.add('?')
  const words = LEGEND.filter(([sign]) => signs.has(sign)).map(([sign, word]) => `${sign} ${word}`)
  const cells = rows.flatMap((row) => row.cells)
  const has = (fits: (cell: StatusCell) => boolean): boolean => cells.some((c) => c && fits(c))
  return [
    'number of the patch',
    ...words,
    ...(has(({ carried }) => carried) ? ['\u00b7 not sent again'] : []),
    ...(has(({ moved }) => moved) ? ['\u2195 moved among its neighbours'] : []),
    ...(rows.some((row) => row.cells.some((c, i) => !c && !row.unseen.includes(i)))
      ? ['. not in it']
      : []),
    ...(has(({ comments }) => comments > 0) ? ['(comments, * open)'] : []),
  ].join(', ')
}

function cellText(cell: StatusCell | null, isUnseen: boolean): string {
  if (!cell) return isUnseen ? '?' : '.'
  const sign = cell.carried ? '\u00b7' : cell.change ? signOf(cell) : ' '
  const open = cell.open > 0 ? `, ${cell.open}*` : ''
  const comments = cell.comments > 0 ? ` (${cell.comments}${open})` : ''
  return `${cell.number}${sign}${cell.moved ? '\u2195' : ''}${comments}`
}

/** `~!`: under another title, and with other lines. */
function signOf(cell: StatusCell): string {
  const sign = cell.change === null ? '' : (SIGNS[cell.change] ?? '')
  return isAlsoChanged(cell) ? `${sign}${SIGNS['modified'] ?? ''}` : sign
}

function paintCell(text: string, cell: StatusCell | null, paint: Paint): string {
  if (!cell || cell.carried) return paint('dim', text)
  if (cell.change === 'modified' || cell.change === 'retitled') return paint('who', text)
  return cell.change === 'new' || cell.change === 'split' ? paint('good', text) : text
}

/** Each step of a patch in words: how it is known to be the same one. */
function whyText(row: StatusRow, versions: readonly StatusVersion[], paint: Paint): string[] {
  return row.cells.flatMap((cell, i) => {
    const at = row.cells.findLastIndex((c, k) => k < i && c !== null)
    const before = row.cells[at] ?? null
    if (!cell?.change || (!before && cell.change !== 'split')) return []
    const earlier = versionName(versions[before ? at : i - 1])
    const from = before ? `${before.number} of ${earlier}` : `a part of ${earlier}`
    const how = cell.carried ? 'not sent again: stands as it was' : stepText(cell)
    return [paint('dim', `    ${versionName(versions[i])} ${cell.number} is ${from}: ${how}`)]
  })
}

function stepText({ change, similarity, moved }: StatusCell): string {
  const title =
    change === 'retitled' ? 'another title' : change === 'split' ? 'split off' : 'same title'
  const percent = similarity === null ? null : Math.round(similarity * 100)
  const share = percent === null ? '' : `, ${percent} % of the changed lines in common`
  return `${title}${share}${moved ? ', moved among its neighbours' : ''}`
}

function tagsText({ tags, versions }: StatusReport, { paint }: StatusOptions): string[] {
  if (tags.length === 0) return []
  const all = versions.at(-1)?.patches ?? 0
  return [
    '',
    paint('title', `Tags on ${versionName(versions.at(-1))}`),
    ...tags.map((tag) => tagText(tag, all, paint)),
  ]
}

function tagText(tag: StatusTag, all: number, paint: Paint): string {
  const kind = paint('trailer', TAG_NAMES[tag.kind].padEnd(12))
  const range = rangeText(tag.numbers, all).padEnd(10)
  return `  ${kind} ${nameText(tag.person).padEnd(24)} ${range} ${stateOfTag(tag, paint)}`
}

function rangeText(numbers: readonly number[], all: number): string {
  return all > 1 && numbers.length === all ? 'all' : numberRanges(numbers)
}

function stateOfTag({ state, conditional, messageId }: StatusTag, paint: Paint): string {
  const where = messageId ? paint('dim', `  ${harmless(messageId)}`) : ''
  const role = state === 'stale' || state === 'lost' ? 'warning' : 'good'
  const condition = conditional ? paint('warning', ', on a condition') : ''
  return `${paint(role, TAG_STATE_WORDS[state])}${condition}${where}`
}

function appliedText({ applied, versions }: StatusReport, { paint }: StatusOptions): string[] {
  if (applied.length === 0) return []
  return [
    '',
    paint('title', 'Applied'),
    ...applied.map((one) => {
      const version = versions[one.revisionIndex]
      const patches = `${versionName(version)} ${rangeText(one.patches, version?.patches ?? 0)}`
      const where = paint('dim', `  ${harmless(one.messageId)}`)
      const by = `${nameText(one.by)} ${dayText(one.date)}`
      const words = clipped(one.text, 60)
      const said = isRecorded(one) ? words : `"${words}"`
      return `  ${patches}  ${by}: ${said}${where}`
    }),
  ]
}
