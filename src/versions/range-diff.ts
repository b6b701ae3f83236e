import type { Mail } from '../model/mail.ts'
import type { VersionPatch } from '../model/versions.ts'
import { editsBetween, type Edit } from '../text/diff.ts'
import { messageLines } from './patch-lines.ts'

/** Lines around a change that are kept, as git does. */
const CONTEXT = 3

/**
 * The text of a patch as `git range-diff` compares it: metadata, message and hunks under headings,
 * hunk headers without line numbers (git-range-diff, "ALGORITHM").
 */
export function comparedText({ mail, author, title }: VersionPatch): string[] {
  const who =
    author.name && author.address
      ? `${author.name} <${author.address}>`
      : (author.name ?? author.address ?? '')
  const message = trimmed(messageLines(mail))
  const trailers = mail.sections
    .filter(({ part }) => part === 'trailers')
    .flatMap(({ line, endLine }) => mail.lines.slice(line - 1, endLine))
  const paragraphs = [[title], message, trimmed(trailers)].filter((lines) => lines.length > 0)
  const text = paragraphs.flatMap((lines, i) => [
    ...(i > 0 ? [''] : []),
    ...lines.map((line) => (line === '' ? '' : `    ${line}`)),
  ])
  return [
    ' ## Metadata ##',
    `Author: ${who}`,
    '',
    ' ## Commit message ##',
    ...text,
    ...fileText(mail),
  ]
}

function trimmed(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line.trim() !== '')
  return first === -1
    ? []
    : lines.slice(first, lines.findLastIndex((line) => line.trim() !== '') + 1)
}

function fileText(mail: Mail): string[] {
  return mail.files.flatMap((file) => {
    const path = file.newPath ?? file.oldPath ?? ''
    const mode =
      file.oldMode && file.newMode && file.oldMode !== file.newMode
        ? ` (mode change ${file.oldMode} => ${file.newMode})`
        : ''
    const status =
      { added: ' (new)', deleted: ' (deleted)', renamed: '', copied: '', modified: '' }[
        file.status
      ] + mode
    const name =
      file.oldPath && file.newPath && file.oldPath !== file.newPath
        ? `${file.oldPath} => ${file.newPath}`
        : `${path}${status}`
    const hunks = file.hunks.flatMap((hunk) => [
      hunk.function ? `@@ ${path}: ${hunk.function}` : '@@',
      ...mail.lines
        .slice(hunk.line, hunk.endLine)
        .map((line) => (line.startsWith('\\') ? ` ${line}` : line)),
    ])
    return ['', ` ## ${name} ##`, ...hunks]
  })
}

/**
 * The difference of two patches as lines of `git range-diff`: an outer sign, then the line of the
 * patch. Empty where they are the same.
 */
export function diffOfPatches(a: VersionPatch, b: VersionPatch): string[] {
  const [left, right] = [comparedText(a), comparedText(b)]
  const edits = editsBetween(left, right)
  return hunksOf(edits, left.length).flatMap((hunk) => hunkText(hunk, left, right))
}

function hunksOf(edits: readonly Edit[], length: number): Edit[][] {
  const hunks: Edit[][] = []
  for (const edit of edits) {
    const last = hunks.at(-1)
    if (last && edit.a - (last.at(-1)?.aEnd ?? 0) <= 2 * CONTEXT && edit.a <= length)
      last.push(edit)
    else hunks.push([edit])
  }
  return hunks
}

function hunkText(
  hunk: readonly Edit[],
  left: readonly string[],
  right: readonly string[],
): string[] {
  const start = Math.max(0, (hunk[0]?.a ?? 0) - CONTEXT)
  const end = Math.min(left.length, (hunk.at(-1)?.aEnd ?? 0) + CONTEXT)
  const out = [`@@ ${headingAbove(left, start)}`.trimEnd()]
  let at = start
  for (const { a, aEnd, b, bEnd } of hunk) {
    out.push(
      ...left.slice(at, a).map((line) => ` ${line}`),
      ...left.slice(a, aEnd).map((line) => `-${line}`),
      ...right.slice(b, bEnd).map((line) => `+${line}`),
    )
    at = aEnd
  }
  return [...out, ...left.slice(at, end).map((line) => ` ${line}`)]
}

/** The nearest heading above a line: a part of the patch, or file and function. */
function headingAbove(lines: readonly string[], start: number): string {
  for (let n = start - 1; n >= 0; n--) {
    const line = lines[n] ?? ''
    const section = /^ ## (.*) ##$/.exec(line)
    if (section) return section[1] ?? ''
    if (line.startsWith('@@')) return line.slice(3)
  }
  return ''
}
