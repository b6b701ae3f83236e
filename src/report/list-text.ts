import type { ListedRecord, ListReport } from '../model/report/list.ts'
import { versionName } from '../text/version-name.ts'
import type { Standing } from '../model/review.ts'
import type { Paint } from './style.ts'
import { tagLetters } from './view.ts'
import { clipped, counted, grouped, nameText, spanText, stateText } from './words.ts'

const HEAD = ['age', 'ver', 'patches', 'state', 'open', 'tags', 'replies'] as const
/** Numbers stand to the right. */
const RIGHT: ReadonlySet<string> = new Set(['age', 'ver', 'patches', 'open', 'replies'])

/**
 * Series one below the other.
 * @param width columns of the terminal
 * @param now for ages, milliseconds since 1970
 */
export function listText(
  { series, total }: ListReport,
  { paint, width, now }: { readonly paint: Paint; readonly width: number; readonly now: number },
): string[] {
  const rows = series.map((s) => cellsOf(s, now))
  const widths = HEAD.map((name, i) =>
    Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)),
  )
  const pad = (cell: string, i: number): string =>
    RIGHT.has(HEAD[i] ?? '') ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)
  const fixed = widths.reduce((a, b) => a + b + 2, 0)
  const lines = series.map((s, i) => {
    const cells = (rows[i] ?? []).map(pad)
    return rowText(s, cells, width - fixed, paint)
  })
  if (total > series.length)
    lines.push(
      paint(
        'dim',
        `${counted(series.length, 'series', 'series')} of ${grouped(total)}; --limit N shows more`,
      ),
    )
  return [paint('dim', [...HEAD.map(pad), 'title'].join('  ')), ...lines]
}

/** One series; its title has what room is left beside the author. */
function rowText(s: ListedRecord, cells: readonly string[], room: number, paint: Paint): string {
  const [age = '', version = '', patches = '', state = '', open = '', tags = '', replies = ''] =
    cells
  const author = ` \u2014 ${clipped(nameText(s.author), 18)}`
  const title = clipped(s.title, Math.max(30, room - author.length))
  return [
    paint('dim', age),
    version,
    patches,
    paint(roleOf(s), state),
    paint(s.standing.open > 0 ? 'warning' : 'dim', open),
    paint('trailer', tags),
    paint('dim', replies),
    `${paint('title', title)}${paint('dim', author)}`,
  ].join('  ')
}

function cellsOf({ standing: s, stale }: ListedRecord, now: number): string[] {
  return [
    spanText(s.activity, now),
    versionName(s),
    String(s.patches),
    stateText(s, stale),
    openText(s),
    tagLetters(s.tags) || '-',
    String(s.replies),
  ]
}

/** `3`, or `3+1` with what is promised. */
function openText({ open, agreed }: Standing): string {
  if (open + agreed === 0) return '-'
  return agreed === 0 ? String(open) : `${open}+${agreed}`
}

function roleOf({ standing, stale }: ListedRecord): 'good' | 'warning' | 'dim' | 'who' {
  if (stale) return 'dim'
  if (standing.state === 'applied' || standing.state === 'ready') return 'good'
  return standing.state === 'changes-requested' ? 'warning' : 'who'
}
