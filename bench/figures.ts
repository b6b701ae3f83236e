import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')

/** What a bench found, as kept in `bench/figures/<name>.json`: the rows of a table, the head first. */
export interface Figures {
  /** The day it was measured, ISO 8601. */
  readonly measured: string
  readonly rows: readonly (readonly string[])[]
}

export function readFigures(name: string): Figures {
  return JSON.parse(readFileSync(fileOf(name), 'utf8')) as Figures
}

/** Keeps the rows of a bench, and writes them into the README. */
export function saveFigures(name: string, rows: Figures['rows']): void {
  mkdirSync(join(ROOT, 'bench', 'figures'), { recursive: true })
  writeFileSync(
    fileOf(name),
    `${JSON.stringify({ measured: new Date().toISOString().slice(0, 10), rows }, null, 1)}\n`,
  )
  const readme = join(ROOT, 'README.md')
  writeFileSync(readme, withFigures(readFileSync(readme, 'utf8'), name))
}

/** The README's text with the table of kept figures between its two marks. */
export function withFigures(text: string, name: string): string {
  const marks = new RegExp(`(<!-- figures: ${name} -->\n)[^]*?(<!-- end -->)`)
  return text.replace(
    marks,
    (_, start: string, end: string) => `${start}${markdownOf(readFigures(name).rows)}${end}`,
  )
}

function markdownOf([head = [], ...rows]: Figures['rows']): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.join(' | ')} |\n`.replace(/\| {2}\|/g, '| |')
  return line(head) + `|${head.map(() => '---|').join('')}\n` + rows.map(line).join('')
}

function fileOf(name: string): string {
  return join(ROOT, 'bench', 'figures', `${name}.json`)
}
