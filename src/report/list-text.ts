import type { ListedRecord, ListReport } from '../model/report/list.ts'
import type { SeriesState, Standing, Turn } from '../model/review.ts'
import { versionName } from '../text/version-name.ts'
import { listCell } from './formats/on-lists.ts'
import { harmless, type Paint } from './style.ts'
import { tagLetters } from './view.ts'
import { clipped, counted, dayText, grouped, nameText, spanText } from './words.ts'

/** A column: its heading, its cell, and from which width of the terminal on it is shown. */
interface Column {
  readonly head: string
  readonly cell: (one: ListedRecord, now: number) => string
  readonly from: number
  readonly right?: boolean
}

/** States in one short word. */
export const SHORT_STATES: Readonly<Record<SeriesState, string>> = {
  'needs-review': 'review',
  'changes-requested': 'changes',
  'changes-agreed': 'promised',
  'in-discussion': 'talk',
  ready: 'ready',
  applied: 'applied',
}

const SHORT_TURNS: Readonly<Record<Turn, string>> = {
  author: 'author',
  reviewer: 'reviewer',
  maintainer: 'maint.',
}

const COLUMNS: readonly Column[] = [
  { head: 'handle', cell: ({ handle }) => handle, from: 0 },
  { head: 'waits for', cell: waitText, from: 0 },
  { head: 'state', cell: ({ standing }) => SHORT_STATES[standing.state], from: 0 },
  { head: 'ver', cell: ({ standing }) => versionName(standing), from: 0 },
  { head: 'n', cell: ({ standing }) => String(standing.patches), from: 100, right: true },
  { head: 'open', cell: ({ standing }) => openText(standing), from: 0, right: true },
  { head: 'tags', cell: ({ standing }) => tagLetters(standing.tags) || '-', from: 90 },
  { head: 'list', cell: listCell, from: 0 },
  { head: 'mail', cell: ({ standing }, now) => spanText(standing.activity, now), from: 130 },
]

/** Columns that the author has at most. */
const AUTHOR = 18

/**
 * Series one below the other; titles have what is left of the width.
 * @param width columns of the terminal
 * @param now for ages, milliseconds since 1970
 */
export function listText(
  { series, total, newest, ignored, robots }: ListReport,
  { paint, width, now }: { readonly paint: Paint; readonly width: number; readonly now: number },
): string[] {
  const isOfFolder = series.some(({ list }) => list !== undefined)
  const columns = COLUMNS.filter(
    ({ head, from }) => width >= from && (isOfFolder || head !== 'list'),
  )
  const rows = series.map((s) => columns.map(({ cell }) => cell(s, now)))
  const widths = columns.map(({ head }, i) =>
    Math.max(head.length, ...rows.map((row) => row[i]?.length ?? 0)),
  )
  const pad = (cell: string, i: number): string =>
    columns[i]?.right ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)
  const room = width - widths.reduce((a, b) => a + b + 2, 0)
  return [
    paint('dim', [...columns.map(({ head }, i) => pad(head, i)), 'title'].join('  ')),
    ...series.flatMap((s, i) => [
      rowText(s, (rows[i] ?? []).map(pad).join('  '), room, paint),
      ...(s.kept.note === null ? [] : [paint('who', `    note: ${harmless(s.kept.note)}`)]),
    ]),
    paint('dim', footText({ series, total, newest, ignored, robots })),
  ]
}

/** One series, coloured by whose move it is; what lies about is dim. */
function rowText(s: ListedRecord, cells: string, room: number, paint: Paint): string {
  const isDone = s.standing.state === 'applied' || s.standing.state === 'ready'
  const role = s.stale ? 'dim' : isDone ? 'good' : s.standing.turn === 'author' ? 'warning' : 'who'
  const author = room < 56 ? '' : ` \u2014 ${clipped(nameText(s.author), AUTHOR)}`
  const star = s.kept.star ? '* ' : ''
  const title = clipped(`${star}${s.title}`, Math.max(24, room - author.length))
  return `${paint(role, cells)}  ${paint(s.stale ? 'dim' : 'title', title)}${paint('dim', author)}`
}

/** `author 5 w`: whose turn it is, and for how long. */
export function waitText({ standing, waitingSince }: ListedRecord, now: number): string {
  if (standing.turn === null) return '-'
  return `${SHORT_TURNS[standing.turn]} ${spanText(waitingSince ?? standing.activity, now)}`
}

/** `3`, or `3+1` with what is promised. */
export function openText({ open, agreed }: Pick<Standing, 'open' | 'agreed'>): string {
  if (open + agreed === 0) return '-'
  return agreed === 0 ? String(open) : `${open}+${agreed}`
}

function footText(report: Omit<ListReport, 'schema'>): string {
  const { series, total, newest, ignored, robots } = report
  const shown = series.length
  const all = counted(total, 'series', 'series')
  const left = total > shown ? `${grouped(shown)} of ${all} (--limit 0 shows all)` : all
  const hidden = ignored > 0 ? `, ${ignored} ignored` : ''
  const asked = robots ? 'asked + promised' : 'asked + promised, robots not counted'
  return `${left}${hidden}; open: ${asked}; times up to the newest mail, ${dayText(newest)}`
}
