import type { Element } from 'hast'
import type { Discussion, ShownLine, ShowReport } from '../../model/report/show.ts'
import { pairedWords, type Span } from '../changed-words.ts'
import { discussion } from './comments.ts'
import { dim, el, lineList, spaced, type Child } from './elements.ts'
import { coloursOf } from './patch/colours.ts'
import { lineElement, rowElement, type Dress } from './patch/line.ts'
import { lineNames } from './patch/line-names.ts'
import { isAdded, isRemoved, rowsOf } from './patch/split.ts'
import type { Site } from './site.ts'

/** How a diff is shown. */
export type DiffView = 'unified' | 'split'

/**
 * All lines of a message, those of the diff with their numbers and below the name of their file,
 * and what was said under each.
 */
export function linesWithComments(site: Site, report: ShowReport, view: DiffView): Element {
  const dress: Dress = {
    names: lineNames(report),
    colours: coloursOf(report),
    words: wordsOf(report.lines),
  }
  return el(
    'section',
    { className: `body ${view}`, ariaLabel: 'Message with comments' },
    partsOf(report).map(({ path, lines }, i) => {
      const items = path === null || view === 'unified' ? singly(lines, dress) : byRow(lines, dress)
      const runs = runsOf(items).map((run) => runElement(site, run))
      return path === null
        ? runs
        : el('section', { ariaLabel: path, id: `file-${i}` }, fileHead(path, lines), runs)
    }),
  )
}

/** A file of a diff, or what stands before, between and after the files. */
interface BodyPart {
  readonly path: string | null
  readonly lines: readonly ShownLine[]
}

/** The lines of a message by file. */
export function partsOf({ lines, files }: ShowReport): BodyPart[] {
  const parts: BodyPart[] = []
  let done = 0
  for (const { path, line, endLine } of files) {
    if (line - 1 > done) parts.push({ path: null, lines: lines.slice(done, line - 1) })
    parts.push({ path, lines: lines.slice(line - 1, endLine) })
    done = endLine
  }
  if (done < lines.length) parts.push({ path: null, lines: lines.slice(done) })
  return parts
}

function fileHead(path: string, lines: readonly ShownLine[]): Element {
  return el('h2', 'filehead', spaced(path, dim(changeCount(lines))))
}

/** `+58 \u221265` */
export function changeCount(lines: readonly ShownLine[]): string {
  return `+${lines.filter(isAdded).length} \u2212${lines.filter(isRemoved).length}`
}

/** A line or row with what was said under it. */
interface Item {
  readonly element: Element
  readonly said: readonly Discussion[]
}

function singly(lines: readonly ShownLine[], dress: Dress): Item[] {
  return lines.map((line) => ({ element: lineElement(line, dress), said: line.discussions }))
}

function byRow(lines: readonly ShownLine[], dress: Dress): Item[] {
  return rowsOf(lines).map((row) => {
    const { before, after } = row
    const left = before === after ? [] : (before?.discussions ?? [])
    return { element: rowElement(row, dress), said: [...left, ...(after?.discussions ?? [])] }
  })
}

function runElement(site: Site, run: readonly Item[]): Child[] {
  const said = run.at(-1)?.said ?? []
  return [
    lineList(run.map(({ element }) => element)),
    said.length === 0
      ? null
      : el(
          'div',
          'here',
          said.map((one) => discussion(site, one)),
        ),
  ]
}

/** Lines up to the next one under which something was said. */
function runsOf(items: readonly Item[]): Item[][] {
  const runs: Item[][] = []
  let run: Item[] = []
  for (const item of items) {
    run.push(item)
    if (item.said.length === 0) continue
    runs.push(run)
    run = []
  }
  return run.length > 0 ? [...runs, run] : runs
}

/** What differs between removed lines and the added ones right after them. */
function wordsOf(lines: readonly ShownLine[]): Map<number, readonly Span[]> {
  const found = new Map<number, readonly Span[]>()
  let removed: ShownLine[] = []
  let added: ShownLine[] = []
  const close = (): void => {
    const pairs = pairedWords(
      removed.map(({ text }) => text.slice(1)),
      added.map(({ text }) => text.slice(1)),
    )
    for (const pair of pairs) {
      found.set(removed[pair.removed]?.line ?? 0, pair.words.removed)
      found.set(added[pair.added]?.line ?? 0, pair.words.added)
    }
    removed = []
    added = []
  }
  for (const line of lines) {
    if (added.length > 0 && !isAdded(line)) close()
    if (isRemoved(line)) removed.push(line)
    else if (isAdded(line)) added.push(line)
    else removed = []
  }
  close()
  return found
}
