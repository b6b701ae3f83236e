import type { Element } from 'hast'
import type { ShownLine } from '../../../model/report/show.ts'
import type { Span } from '../../changed-words.ts'
import { lookOf, type LineLook } from '../../view.ts'
import { el, linkified, type Child } from '../elements.ts'
import type { Colour } from './colours.ts'
import { markedText } from './line-text.ts'
import type { Row } from './split.ts'

/** What a line is, in the words of the style sheet. */
const LINE_CLASSES: Readonly<Record<NonNullable<LineLook>, string>> = {
  trailer: 'trailer',
  file: 'file',
  hunk: 'hunk',
  insertion: 'ins',
  deletion: 'del',
}

/** What the lines of a message are dressed with, by body line. */
export interface Dress {
  readonly names: ReadonlyMap<number, string>
  readonly colours: ReadonlyMap<number, readonly Colour[]>
  readonly words: ReadonlyMap<number, readonly Span[]>
}

/** A line with its number, its colours, and what was changed in it. */
export function lineElement(line: ShownLine, dress: Dress): Element {
  const attributes = { className: classesOf(line), id: `L${line.line}` }
  if (line.part !== 'diff')
    return el('div', attributes, line.text === '' ? '\n' : linkified(line.text))
  const at = dress.names.get(line.line)
  return el('div', attributes, numberOf(line, at), contentOf(line, dress))
}

/** Two sides of a row; what is of both or of neither has its name on the right alone. */
export function rowElement({ before, after }: Row, dress: Dress): Element {
  if (after !== null && after.oldLine === null && after.newLine === null)
    return lineElement(after, dress)
  return el(
    'div',
    'row',
    before === null
      ? el('div', 'l')
      : before === after
        ? el(
            'div',
            { className: classesOf(before) },
            sideNumber(before.oldLine),
            contentOf(before, dress),
          )
        : lineElement({ ...before, newLine: null }, dress),
    after === null
      ? el('div', 'l')
      : before === after
        ? el(
            'div',
            { className: classesOf(after), id: `L${after.line}` },
            rightNumber(after, dress),
            contentOf(after, dress),
          )
        : lineElement(after, dress),
  )
}

function sideNumber(n: number | null): Element {
  return el('span', { className: 'n', ...(n === null ? {} : { dataN: String(n) }) })
}

function rightNumber(line: ShownLine, { names }: Dress): Element {
  return numberOf({ ...line, oldLine: null }, names.get(line.line))
}

function classesOf(line: ShownLine): string[] {
  const look = lookOf(line)
  return ['l', look ? LINE_CLASSES[look] : '', line.inFocus ? 'focus' : ''].filter(Boolean)
}

function contentOf({ text, line }: ShownLine, { colours, words }: Dress): Child {
  if (text === '') return '\n'
  const [colour, word] = [colours.get(line) ?? [], words.get(line) ?? []]
  if (colour.length === 0 && word.length === 0) return el('span', null, text)
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
