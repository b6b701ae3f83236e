import type { Element } from 'hast'
import type { ShownLine, ShowReport } from '../../model/report/show.ts'
import { lookOf, type LineLook } from '../view.ts'
import { harmlessLines } from '../style.ts'
import { discussion } from './comments.ts'
import { el, lineContent, lineList, linkified } from './elements.ts'
import type { Site } from './site.ts'

/** What a line is, in the words of the style sheet. */
export const LINE_CLASSES: Readonly<Record<NonNullable<LineLook>, string>> = {
  trailer: 'trailer',
  file: 'file',
  hunk: 'hunk',
  insertion: 'ins',
  deletion: 'del',
}

/** All lines of a message, those of the diff with their numbers, and what was said under each. */
export function linesWithComments(site: Site, { lines, files }: ShowReport): Element {
  const parts = runsOf(lines).map((run) => {
    const said = run.at(-1)?.discussions ?? []
    return [
      lineList(run.map((line) => lineElement(line, files))),
      said.length === 0
        ? null
        : el(
            'div',
            'here',
            said.map((one) => discussion(site, one)),
          ),
    ]
  })
  return el('section', { className: 'body', ariaLabel: 'Message with comments' }, parts)
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

function lineElement(line: ShownLine, files: ShowReport['files']): Element {
  const look = lookOf(line)
  const className = ['l', look ? LINE_CLASSES[look] : '', line.inFocus ? 'focus' : '']
  const attributes = { className: className.filter(Boolean), id: `L${line.line}` }
  if (line.part === 'diff')
    return el('div', attributes, numberOf(line, files), lineContent(line.text))
  return el('div', attributes, line.text === '' ? '\n' : linkified(line.text))
}

/** The number of a line of a diff on both sides, which is the name of its place: `kmem.c-71`. */
function numberOf({ line, oldLine, newLine }: ShownLine, files: ShowReport['files']): Element {
  if (oldLine === null && newLine === null) return el('span', 'n')
  const path = files.find((file) => file.line <= line && line <= file.endLine)?.path ?? ''
  const name = harmlessLines(path.split('/').at(-1) ?? path)
  const id = newLine === null ? `${name}-old-${oldLine}` : `${name}-${newLine}`
  return el('a', {
    className: 'n',
    id,
    href: `#${encodeURIComponent(id)}`,
    ariaLabel: `line ${newLine ?? oldLine}`,
    dataN: `${String(oldLine ?? '').padStart(5)} ${String(newLine ?? '').padStart(5)}`,
  })
}
