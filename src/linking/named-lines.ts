import type { Mail } from '../model/mail.ts'
import type { Origin } from '../model/link.ts'
import type { LineRange } from '../model/reply.ts'
import { hunkLines } from '../patch/locate.ts'
import { squash } from '../text/lines.ts'
import type { TracedMail } from './traced-mail.ts'

/**
 * How compilers and checkers name a line: `drivers/leds/core.c:203:3: error: ...`, after `>>` where
 * a robot found it to be new, `core.c:203 led_init() warn: ...`.
 */
const DIAGNOSTIC =
  /^\s*(?:(>>)\s*)?(?:\.\/)?((?:[\w.+,@-]+\/)*[\w.+,@-]+\.\w+):(\d+)(?::\d+(?:-\d+)?)?:?\s.*\b(?:error|warning|warn|sparse)\b/i
/** Letters, blanks aside, by which a line is known that has another number there. */
const TELLING = 8

/** Lines of its files that a report names, beyond which none is looked for: logs may be long. */
const MOST_NAMED = 50

/** A line of a file that a report names. */
interface NamedLine {
  readonly path: string
  readonly number: number
}

/**
 * What a comment that quotes nothing is about, where it is a report on the patch that it answers:
 * the line that it names by the file, the number and the text that it shows of it; where it counts
 * otherwise than the patch, the only added line with that text. `null` where the patch has none.
 */
export function namedBy({ mail, parent }: TracedMail, comment: LineRange): Origin | null {
  if (parent?.kind !== 'patch') return null
  const lines = mail.lines.slice(comment.line - 1, comment.endLine)
  for (const named of namedIn(lines, parent).slice(0, MOST_NAMED)) {
    const line = lineOf(named, shownText(lines, named.number), parent)
    if (line !== null) return { messageId: parent.id, line, endLine: line }
  }
  return null
}

/** Those of files that the patch changes; what is new first. */
function namedIn(lines: readonly string[], { files }: Mail): NamedLine[] {
  return lines
    .flatMap((line) => {
      const [, isNew, path, number] = DIAGNOSTIC.exec(line) ?? []
      const isHere =
        path !== undefined &&
        files.some(({ newPath }) => newPath !== null && isOnePath(newPath, path))
      return isHere ? [{ isNew: isNew !== undefined, path, number: Number(number) }] : []
    })
    .sort((a, b) => Number(b.isNew) - Number(a.isNew))
}

/** `1203 | goto out;` of a compiler, `> 188<tab>goto out;` or `... @188 <tab>goto out;` of a listing. */
function shownText(lines: readonly string[], number: number): string {
  const shown = new RegExp(`(?:^|[\\s>@])${number}(?:\\s*\\|\\s?|\\s)(.*)$`)
  for (const line of lines) {
    const text = squash(shown.exec(line)?.[1] ?? '')
    if (text !== '') return text
  }
  return ''
}

function lineOf({ path, number }: NamedLine, text: string, patch: Mail): number | null {
  if (text === '') return null
  const alike = patch.files
    .filter(({ newPath }) => newPath !== null && isOnePath(newPath, path))
    .flatMap(({ hunks }) => hunks.flatMap((hunk) => hunkLines(patch.lines, hunk)))
    .filter((line) => line.newLine !== null && squash(line.text) === text)
  const same = alike.find(({ newLine }) => newLine === number)
  if (same) return same.bodyLine
  const [only, another] = alike
  const isTold = only?.kind === 'insertion' && another === undefined && text.length >= TELLING
  return isTold ? only.bodyLine : null
}

/** A report may stand above the tree, or below its top. */
function isOnePath(a: string, b: string): boolean {
  return a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`)
}
