import type { DiffLine } from '../../model/diff.ts'
import type { Origin } from '../../model/link.ts'
import type { Mail } from '../../model/mail.ts'
import type { LineRange } from '../../model/reply.ts'
import type { Ported } from '../../model/versions.ts'
import { isBlank, squash } from '../../text/lines.ts'
import { remembered } from '../../text/memo.ts'
import { fileAt, hunkLines, hunkLinesBetween } from '../../patch/locate.ts'
import { indexOfRun } from '../patch-lines.ts'

/**
 * The lines themselves at another place of the same patch, in another file or another order. What
 * stood there more than once may have stayed while this one went.
 */
export function movedWithin(from: Mail, range: LineRange, to: Mail): Ported | null {
  const texts = textsOf(from, range)
  if (!isTelling(texts) || runsIn(from, texts).length !== 1) return null
  const [run, ...more] = runsIn(to, texts)
  return run && more.length === 0 ? { fate: 'unchanged', place: placeIn(to, run) } : null
}

/** Signs that tell a line from others: `return ret;` stands everywhere. */
const LEAST_MOVED = 16

export function isTelling(texts: readonly string[]): boolean {
  return squash(texts.join('')).length >= LEAST_MOVED
}

/** Where some lines stand one below the other among the added ones of a patch. */
function runsIn(mail: Mail, texts: readonly string[]): (readonly DiffLine[])[] {
  return insertionsOf(mail, '').flatMap(({ lines, texts: there }) =>
    there.flatMap((_, at) =>
      texts.every((text, i) => there[at + i] === text) ? [lines.slice(at, at + texts.length)] : [],
    ),
  )
}

/** The added ones of some lines, without blanks around them. */
export function textsOf(from: Mail, range: LineRange): string[] {
  return withoutBlankEnds(linesIn(from, range).filter((l) => l.kind === 'insertion')).map((l) =>
    l.text.trimEnd(),
  )
}

/** The lines themselves in another patch of the version, all of them, one below the other. */
export function movedTo(from: Mail, range: LineRange, others: readonly Mail[]): Ported | null {
  const texts = textsOf(from, range)
  if (!texts.some((text) => squash(text).length > 3)) return null
  for (const mail of others) {
    for (const { lines, texts: there } of insertionsOf(mail, '')) {
      const at = indexOfRun(there, texts)
      if (at !== -1)
        return { fate: 'unchanged', place: placeIn(mail, lines.slice(at, at + texts.length)) }
    }
  }
  return null
}

/** The added lines of a patch, file by file. */
export const insertionsOf = remembered((mail: Mail, _: string) =>
  mail.files.map((file) => {
    const lines = file.hunks
      .flatMap((hunk) => hunkLines(mail.lines, hunk))
      .filter(({ kind }) => kind === 'insertion')
    return { lines, texts: lines.map(({ text }) => text.trimEnd()) }
  }),
)

/** Lines of a diff in a range of the body. */
export function linesIn(mail: Mail, { line, endLine }: LineRange): DiffLine[] {
  const file = fileAt(mail, endLine)
  if (!file) return []
  return file.hunks
    .filter((h) => h.line <= endLine && line <= h.endLine)
    .flatMap((h) => hunkLinesBetween(mail.lines, h, line, endLine))
}

export function placeIn(to: Mail, lines: readonly DiffLine[]): Origin | null {
  const [first, last] = [lines[0], lines.at(-1)]
  return first && last ? { messageId: to.id, line: first.bodyLine, endLine: last.bodyLine } : null
}

export function withoutBlankEnds(lines: readonly DiffLine[]): DiffLine[] {
  const isText = ({ text }: DiffLine): boolean => !isBlank(text)
  const first = lines.findIndex(isText)
  return first === -1 ? [...lines] : lines.slice(first, lines.findLastIndex(isText) + 1)
}
