import type { ListedRecord, ListReport } from '../model/listing.ts'
import type { Paint } from './style.ts'
import { clipped, counted, nameText, spanText, stateText } from './words.ts'

/** Series one below the other. @param width columns of the terminal @param now for ages, milliseconds since 1970 */
export function listText({ series, total }: ListReport, { paint, width, now }: { readonly paint: Paint; readonly width: number; readonly now: number }): string[] {
  const rows = series.map((s) => cellsOf(s, now))
  const widths = [0, 1, 2, 3, 4, 5].map((i) => Math.max(0, ...rows.map((row) => row[i]?.length ?? 0)))
  const fixed = widths.reduce((a, b) => a + b + 2, 0)
  const lines = series.map((s, i) => {
    const cells = (rows[i] ?? []).map((cell, k) => (k < 3 ? cell.padStart(widths[k] ?? 0) : cell.padEnd(widths[k] ?? 0)))
    const author = ` \u2014 ${nameText(s.author)}`
    const title = clipped(s.title, Math.max(30, width - fixed - author.length))
    const [age = '', version = '', patches = '', state = '', tags = '', replies = ''] = cells
    return `${paint('dim', age)}  ${version}  ${patches}  ${paint(roleOf(s), state)}  ${paint('trailer', tags)}  ${paint('dim', replies)}  ${paint('title', title)}${paint('dim', author)}`
  })
  if (total > series.length) lines.push(paint('dim', `${counted(series.length, 'series', 'series')} of ${total.toLocaleString('en-US')}; --limit N shows more`))
  return lines
}

function cellsOf({ standing: s, stale }: ListedRecord, now: number): string[] {
  const { reviewed, acked, tested } = s.tags
  const tags = ([['R', reviewed], ['A', acked], ['T', tested]] as const).filter(([, n]) => n > 0).map(([letter, n]) => `${letter}${n}`)
  return [
    spanText(s.activity, now), s.rfc ? `RFC${s.version > 1 ? ` v${s.version}` : ''}` : `v${s.version}`, `${s.patches} p`, stateText(s, stale), tags.join(' ') || '-',
    counted(s.replies, 'reply', 'replies'),
  ]
}

function roleOf({ standing, stale }: ListedRecord): 'good' | 'warning' | 'dim' | 'who' {
  if (stale) return 'dim'
  if (standing.state === 'applied' || standing.state === 'ready') return 'good'
  return standing.state === 'changes-requested' ? 'warning' : 'who'
}
