import type { DiffFile } from '../../model/diff.ts'
import type { Mail } from '../../model/mail.ts'
import { squash } from '../../text/lines.ts'
import { remembered } from '../../text/memo.ts'
import { pathOf, pathsOf, sameFile, sideOf } from '../patch-lines.ts'

/** So much of the smaller of two files is the same where one is the other under a new name. */
const LEAST_SHARED = 0.5
/** Shorter lines (a lone brace, a blank) stand in every file. */
const LEAST = 5
/** Fewer lines are like those of many files. */
const LEAST_LINES = 4

/** The file of a later patch that one of an earlier is, under its name or a new one. */
export function fileIn(file: DiffFile, from: Mail, to: Mail): DiffFile | null {
  return sameFile(file, to) ?? renamed(file, from, to)
}

/** Of the files that the patch had not before, the one that has most of its lines. */
function renamed(file: DiffFile, from: Mail, to: Mail): DiffFile | null {
  const before = pathsOf(from)
  const mine = keysOf(from, file)
  let [best, top]: [DiffFile | null, number] = [null, 0]
  for (const other of to.files) {
    const path = pathOf(other)
    if (path === null || before.has(path)) continue
    const theirs = keysOf(to, other)
    const least = Math.min(mine.size, theirs.size)
    let both = 0
    for (const key of mine) if (theirs.has(key)) both++
    if (least < LEAST_LINES || both / least < LEAST_SHARED || both <= top) continue
    ;[best, top] = [other, both]
  }
  return best
}

function keysOf(mail: Mail, file: DiffFile): ReadonlySet<string> {
  return keysIn(mail, String(file.line))
}

const keysIn = remembered((mail: Mail, line: string): ReadonlySet<string> => {
  const file = mail.files.find((f) => String(f.line) === line)
  const lines = file ? sideOf(mail, file, 'new') : []
  return new Set(lines.map(({ text }) => squash(text)).filter((key) => key.length >= LEAST))
})
