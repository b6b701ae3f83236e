import type { ListedRecord, ListReport } from '../model/report/listing.ts'
import { versionName } from '../text/version-name.ts'
import type { Paint } from './style.ts'
import { clipped, counted, grouped, nameText, spanText, stateText } from './words.ts'

const HEAD = ['age', 'ver', 'patches', 'state', 'open', 'tags', 'replies'] as const
/** Numbers stand to the right. */
const RIGHT: ReadonlySet<string> = new Set(['age', 'ver', 'patches', 'open', 'replies'])

/** Series one below the other. @param width columns of the terminal @param now for ages, milliseconds since 1970 */
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
    const [age = '', version = '', patches = '', state = '', open = '', tags = '', replies = ''] = (
      rows[i] ?? []
    ).map(pad)
    const author = ` \u2014 ${clipped(nameText(s.author), 18)}`
    const title = clipped(s.title, Math.max(30, width - fixed - author.length))
    return `${paint('dim', age)}  ${version}  ${patches}  ${paint(roleOf(s), state)}  ${paint(s.standing.open > 0 ? 'warning' : 'dim', open)}  ${paint('trailer', tags)}  ${paint('dim', replies)}  ${paint('title', title)}${paint('dim', author)}`
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

function cellsOf({ standing: s, stale }: ListedRecord, now: number): string[] {
  const { reviewed, acked, tested } = s.tags
  const tags = (
    [
      ['R', reviewed],
      ['A', acked],
      ['T', tested],
    ] as const
  )
    .filter(([, n]) => n > 0)
    .map(([letter, n]) => `${letter}${n}`)
  return [
    spanText(s.activity, now),
    versionName(s),
    String(s.patches),
    stateText(s, stale),
    s.open + s.agreed === 0 ? '-' : s.agreed === 0 ? String(s.open) : `${s.open}+${s.agreed}`,
    tags.join(' ') || '-',
    String(s.replies),
  ]
}

function roleOf({ standing, stale }: ListedRecord): 'good' | 'warning' | 'dim' | 'who' {
  if (stale) return 'dim'
  if (standing.state === 'applied' || standing.state === 'ready') return 'good'
  return standing.state === 'changes-requested' ? 'warning' : 'who'
}
