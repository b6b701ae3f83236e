import type { ExplainReport } from '../model/report/explain.ts'
import { chaptersOf, headline } from './explain/explained.ts'
import { folded } from './formats/folded.ts'
import { harmless, type Paint } from './style.ts'
import type { Told } from './told.ts'
import { clipped, dayText, nameText } from './words.ts'

/** Columns that a mail, and so what is said of it, is written for. */
const WIDTH = 80

export interface ExplainOptions {
  readonly paint: Paint
  /** All quoted lines, all reasons, whole answers. */
  readonly full: boolean
}

/** Why one comment counts as what it does, and why its request stands where it does. */
export function explainText(report: ExplainReport, options: ExplainOptions): string[] {
  const { paint, full } = options
  const patch = report.patch === 0 ? 'cover' : `patch ${report.patch ?? '?'}`
  const on = report.version === null ? 'no version' : `${report.version}, ${patch}`
  const sender = report.sender === 'human' ? report.role : report.sender
  return [
    paint('title', headline(report)),
    paint('dim', harmless(report.id)),
    clipped(report.series.title, WIDTH),
    `${nameText(report.author)}, ${sender}, ${dayText(report.date)}, on ${on}`,
    ...chaptersOf(report, full).flatMap(({ title, lines }) => [
      '',
      paint('title', title),
      ...lines.flatMap((line) => lineText(line, options)),
    ]),
  ]
}

function lineText(
  { text, depth, isCode, role, ref }: Told,
  { paint, full }: ExplainOptions,
): string[] {
  const indent = '  '.repeat(depth + 1)
  const painted = (line: string): string => indent + (role ? paint(role, line) : line)
  if (isCode) {
    const line = text.replaceAll('\t', '    ')
    return [painted(full ? harmless(line) : clipped(line, WIDTH - indent.length))]
  }
  const lines = folded(harmless(text), WIDTH - indent.length)
  const at = ref
    ? harmless(`${ref.messageId}${ref.line === null ? '' : ` line ${ref.line}`}`)
    : null
  return [...lines.map(painted), ...(at === null ? [] : [`${indent}    ${paint('dim', at)}`])]
}
