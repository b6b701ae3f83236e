import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
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

/** The documents in which transcripts and figures stand: the README and `docs/*.md`. */
export function documents(): string[] {
  const docs = join(ROOT, 'docs')
  const names = readdirSync(docs).filter((name) => name.endsWith('.md'))
  return [join(ROOT, 'README.md'), ...names.sort().map((name) => join(docs, name))]
}

/** Keeps the rows of a bench, and writes them into the documents that show them. */
export function saveFigures(name: string, rows: Figures['rows']): void {
  mkdirSync(join(ROOT, 'bench', 'figures'), { recursive: true })
  writeFileSync(
    fileOf(name),
    `${JSON.stringify({ measured: new Date().toISOString().slice(0, 10), rows }, null, 1)}\n`,
  )
  for (const document of documents()) {
    const text = readFileSync(document, 'utf8')
    const written = withFigures(text, name)
    if (written !== text) writeFileSync(document, written)
  }
}

/** A document's text with the table of kept figures between its two marks. */
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
