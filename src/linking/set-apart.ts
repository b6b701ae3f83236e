import { squash, squashedLines } from '../text/lines.ts'
import { stripQuotes } from '../text/quoting.ts'
import { alignRows } from './align.ts'
import type { Found } from './found.ts'
import { depthsOf } from './mail.ts'
import type { Mail } from '../model/mail.ts'
import { bareRows, type SourceRow } from './rows.ts'
import type { Target } from './target.ts'

/** Quoted lines that are not the parent's, as the quote itself says. By body line of the reply. */
export interface SetApart {
  /** Those below the head of a file that the parent does not touch. */
  readonly others: ReadonlySet<number>
  /** Those of them that stand in another patch. */
  readonly found: ReadonlyMap<number, Found & { readonly there: Mail }>
  /** The title of the patch that is answered: it stands in no body but as a list of titles. */
  readonly titles: ReadonlySet<number>
}

const NONE: SetApart = { others: new Set(), found: new Map(), titles: new Set() }

/** `diff --git a/F b/F`, maybe with quotation marks. */
const HEAD = /^diff --git "?(?:a\/)?[^"\s]+"? "?(?:b\/)?([^"\s]+)"?\s*$/

/** What stands below a head that was not broken to fit. */
const BELOW = /^(?:index |--- |@@ |(?:new|deleted|old) (?:file )?mode |similarity |rename |copy )/

/**
 * A review robot answers one patch with all that it found, the head of each file above what it
 * quotes of it: lines of a file that another patch of the series touches are lines of that patch.
 * @param mails the thread
 * @param targetFor a mail made ready to be quoted from
 */
export function setApart(
  mail: Mail,
  parent: Mail,
  mails: readonly Mail[],
  targetFor: (mail: Mail) => Target,
): SetApart {
  if (parent.kind !== 'patch' && parent.kind !== 'cover') return NONE
  const titles = titlesIn(mail, parent)
  const rows = mail.lines.some((line) => line.includes('diff --git ')) ? quotedOnce(mail) : []
  const others = new Set<number>()
  const found = new Map<number, Found & { readonly there: Mail }>()
  for (const { path, rows: quoted } of byFile(rows)) {
    if (touches(parent, path) || holds(parent, quoted[0])) continue
    for (const { line } of quoted) others.add(line)
    const there = patchWith(path, parent, mails)
    if (!there) continue
    for (const [line, place] of placedIn(there, path, quoted, targetFor(there)))
      found.set(line, { ...place, there })
  }
  return { others, found, titles }
}

/** Lines that are quoted, and not by somebody who is quoted himself. */
function quotedOnce(mail: Mail): SourceRow[] {
  const depths = depthsOf(mail)
  return bareRows(mail).filter(({ line }) => depths[line - 1] === 1)
}

function titlesIn(mail: Mail, { subjectKey }: Mail): ReadonlySet<number> {
  const title = subjectKey.replace(/^(?:\[[^\]]*\])+/, '')
  const isTitle = (line: string): boolean =>
    line.length < 2 * title.length + 4 && squash(stripQuotes(line)).toLowerCase() === title
  const depths = depthsOf(mail)
  return new Set(
    mail.lines.flatMap((line, i) =>
      title !== '' && depths[i] === 1 && isTitle(line) ? i + 1 : [],
    ),
  )
}

interface OfFile {
  readonly path: string
  readonly rows: SourceRow[]
}

/** The quoted lines from the head of each file to the next. */
function byFile(rows: readonly SourceRow[]): OfFile[] {
  const files: OfFile[] = []
  for (const [i, row] of rows.entries()) {
    const isHead = row.text.startsWith('diff') && BELOW.test(rows[i + 1]?.text ?? '')
    const path = isHead ? HEAD.exec(row.text)?.[1] : undefined
    if (path !== undefined) files.push({ path, rows: [] })
    files.at(-1)?.rows.push(row)
  }
  return files
}

function touches({ files }: Mail, path: string): boolean {
  return files.some(({ newPath, oldPath }) => newPath === path || oldPath === path)
}

function holds({ lines }: Mail, row: SourceRow | undefined): boolean {
  return squashedLines(lines).includes(row?.key ?? '')
}

/** The patch of the same author that touches a file, sent nearest to the one that is answered. */
function patchWith(path: string, parent: Mail, mails: readonly Mail[]): Mail | null {
  const sent = Date.parse(parent.date ?? '')
  const far = ({ date }: Mail): number => Math.abs(Date.parse(date ?? '') - sent) || 0
  const all = mails.filter(
    (m) => m.kind === 'patch' && m.from.address === parent.from.address && touches(m, path),
  )
  const [first] = all.sort((a, b) => far(a) - far(b) || (a.id < b.id ? -1 : 1))
  return first ?? null
}

/** Where lines stand in one file of a patch. */
function placedIn(
  there: Mail,
  path: string,
  rows: readonly SourceRow[],
  target: Target,
): [number, Found][] {
  const file = there.files.find((f) => f.newPath === path || f.oldPath === path)
  if (!file) return []
  const lineOf = (row: number): number => target.lineOf[row] ?? 0
  const isInside = (line: number): boolean => file.line <= line && line <= file.endLine
  return [...alignRows(rows, target)].flatMap(([i, { row, exact, alternatives }]) => {
    const [at, line] = [rows[i]?.line, lineOf(row)]
    const others = alternatives.map(lineOf).filter(isInside)
    const place = {
      line,
      endLine: line,
      rung: exact ? 'exact' : 'whitespace',
      alternatives: others,
    }
    return at === undefined || !isInside(line) || squash(rows[i]?.text ?? '') === ''
      ? []
      : [[at, place] as [number, Found]]
  })
}
