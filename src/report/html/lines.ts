import type { Element } from 'hast'
import type { ShownLine, ShowReport } from '../../model/report/show.ts'
import { pairedWords, type Span } from '../changed-words.ts'
import { lookOf, type LineLook } from '../view.ts'
import { discussion } from './comments.ts'
import { dim, el, lineList, linkified, spaced, type Child } from './elements.ts'
import { coloursOf, type Colour } from './patch/colours.ts'
import { lineNames } from './patch/line-names.ts'
import { markedText } from './patch/line-text.ts'
import type { Site } from './site.ts'

/** What a line is, in the words of the style sheet. */
export const LINE_CLASSES: Readonly<Record<NonNullable<LineLook>, string>> = {
  trailer: 'trailer',
  file: 'file',
  hunk: 'hunk',
  insertion: 'ins',
  deletion: 'del',
}

/** What the lines of a message are dressed with, by body line. */
interface Dress {
  readonly names: ReadonlyMap<number, string>
  readonly colours: ReadonlyMap<number, readonly Colour[]>
  readonly words: ReadonlyMap<number, readonly Span[]>
}

/**
 * All lines of a message, those of the diff with their numbers and below the name of their file,
 * and what was said under each.
 */
export function linesWithComments(site: Site, report: ShowReport): Element {
  const dress: Dress = {
    names: lineNames(report),
    colours: coloursOf(report),
    words: wordsOf(report.lines),
  }
  return el(
    'section',
    { className: 'body', ariaLabel: 'Message with comments' },
    partsOf(report).map(({ path, lines }, i) => {
      const runs = runsOf(lines).map((run) => runElement(site, run, dress))
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
  const added = lines.filter(({ oldLine, newLine }) => oldLine === null && newLine !== null).length
  const gone = lines.filter(({ oldLine, newLine }) => oldLine !== null && newLine === null).length
  return `+${added} \u2212${gone}`
}

function runElement(site: Site, run: readonly ShownLine[], dress: Dress): Child[] {
  const said = run.at(-1)?.discussions ?? []
  return [
    lineList(run.map((line) => lineElement(line, dress))),
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
function runsOf(lines: readonly ShownLine[]): ShownLine[][] {
  const runs: ShownLine[][] = []
  let run: ShownLine[] = []
  for (const line of lines) {
    run.push(line)
    if (line.discussions.length === 0) continue
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
    const isRemoved = line.oldLine !== null && line.newLine === null
    const isAdded = line.newLine !== null && line.oldLine === null
    if (added.length > 0 && !isAdded) close()
    if (isRemoved) removed.push(line)
    else if (isAdded) added.push(line)
    else removed = []
  }
  close()
  return found
}

function lineElement(line: ShownLine, dress: Dress): Element {
  const look = lookOf(line)
  const className = ['l', look ? LINE_CLASSES[look] : '', line.inFocus ? 'focus' : '']
  const attributes = { className: className.filter(Boolean), id: `L${line.line}` }
  if (line.part !== 'diff')
    return el('div', attributes, line.text === '' ? '\n' : linkified(line.text))
  const at = dress.names.get(line.line)
  return el('div', attributes, numberOf(line, at), contentOf(line, dress))
}

/** The line with its sign, its colours, and what was changed in it. */
function contentOf({ text, line }: ShownLine, { colours, words }: Dress): Child {
  if (text === '') return '\n'
  const [colour, word] = [colours.get(line) ?? [], words.get(line) ?? []]
  if (colour.length === 0 && word.length === 0) return text
  return el('span', null, text.slice(0, 1), ...markedText(text.slice(1), colour, word))
}

/** The number of a line of a diff on both sides, which leads to its place. */
function numberOf({ oldLine, newLine, line }: ShownLine, name: string | undefined): Element {
  if (oldLine === null && newLine === null) return el('span', 'n')
  return el('a', {
    className: 'n',
    ...(name === undefined ? {} : { id: name }),
    href: `#${encodeURIComponent(name ?? `L${line}`)}`,
    ariaLabel: `line ${newLine ?? oldLine}`,
    ...(oldLine === null ? {} : { dataO: String(oldLine) }),
    ...(newLine === null ? {} : { dataN: String(newLine) }),
  })
}
