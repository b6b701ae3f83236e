import type { Origin, Trace } from '../model/link.ts'
import { alignRows } from './align.ts'
import { ancestorsOf, type Ancestors } from './parents.ts'
import { placeBlanks, tailLines, type Found } from './found.ts'
import type { Mail } from '../model/mail.ts'
import { depthsOf } from './mail.ts'
import { rewrapRows, SHORTEST_ALONE, type Rewrapped } from './rewrap.ts'
import { weaker } from './rungs.ts'
import { bareRows, quotedRows, type LineMatch, type SourceRow } from './rows.ts'
import { setApart } from './set-apart.ts'
import { bareTargetOf, targetOf, type Target } from './target.ts'
import type { TracedMail } from './traced-mail.ts'

const MOST_ANCESTORS = 6
/** Characters of a line that is found by itself in a message it need not be from. */
const SHORTEST_TELLING = 8

/**
 * Traces the quoted lines of all mails of a thread to the message that first said them: one level
 * to the parent, and on through what the parent quotes.
 */
export function traceThread(mails: readonly Mail[]): Map<string, TracedMail> {
  const ancestors = ancestorsOf(mails)
  const traced = new Map<string, TracedMail>()
  const targets = new Map<string, Target>()
  const targetFor: TargetFor = (mail, bare) => {
    const key = `${bare ? 'bare' : 'full'} ${mail.id}`
    const known = targets.get(key) ?? (bare ? bareTargetOf(mail.lines) : targetOf(mail.lines))
    targets.set(key, known)
    return known
  }
  for (const mail of parentsFirst(mails, ancestors)) {
    traced.set(mail.id, traceMail(mail, ancestors.get(mail.id) ?? [], mails, traced, targetFor))
  }
  return traced
}

function parentsFirst(mails: readonly Mail[], ancestors: Ancestors): Mail[] {
  const order: Mail[] = []
  const seen = new Set<string>()
  for (const mail of mails) {
    const path: Mail[] = []
    for (let at: Mail | undefined = mail; at && !seen.has(at.id); at = ancestors.get(at.id)?.[0]) {
      seen.add(at.id)
      path.push(at)
    }
    order.push(...path.reverse())
  }
  return order
}

function traceMail(
  mail: Mail,
  ancestors: readonly Mail[],
  mails: readonly Mail[],
  traced: ReadonlyMap<string, TracedMail>,
  targetFor: TargetFor,
): TracedMail {
  const depths = depthsOf(mail)
  const traces = new Map<number, Trace>()
  const unmarked = new Set<number>()
  const parent = ancestors[0] ?? null
  const all = parent ? quotedRows(mail) : []
  if (parent && all.length > 0) {
    const apart = setApart(mail, parent, mails, (there) => targetFor(there, false))
    const rows = all.filter(({ line }) => !apart.others.has(line))
    const found = findRows(rows, parent, targetFor, mail, depths, unmarked, apart.others)
    for (const [line, place] of found) traces.set(line, followed(place, parent, traced))
    for (const [line, place] of apart.found) traces.set(line, followed(place, place.there, traced))
    const without = new Set([...apart.others, ...apart.titles])
    for (const ancestor of ancestors.slice(1, MOST_ANCESTORS)) {
      if (rows.every((row) => traces.has(row.line) || without.has(row.line))) break
      for (const [line, place] of leftovers(mail, traces, targetFor(ancestor, true), without)) {
        traces.set(line, followed(place, ancestor, traced))
      }
    }
  }
  return { mail, depths, parent, traces, unmarked }
}

/**
 * A mail as a target, with its quote marks or without any: made once, and only where it is asked
 * for.
 */
type TargetFor = (mail: Mail, bare: boolean) => Target

/** Aligns rows with the parent, then what is rewrapped, then the empty lines among them. */
function findRows(
  rows: readonly SourceRow[],
  parent: Mail,
  targetFor: TargetFor,
  mail: Mail,
  depths: Uint16Array,
  unmarked: Set<number>,
  others: ReadonlySet<number>,
): Map<number, Found> {
  const target = targetFor(parent, false)
  const found = new Map<number, Found>()
  const lineOf = (row: number): number => target.lineOf[row] ?? 1
  const placed = alignRows(rows, target)
  for (const [i, { row, exact, alternatives }] of placed) {
    const rung = exact ? 'exact' : 'whitespace'
    found.set(rows[i]?.line ?? 0, {
      line: lineOf(row),
      endLine: lineOf(row),
      rung,
      alternatives: alternatives.length === 0 ? alternatives : alternatives.map(lineOf),
    })
  }
  // Nearly all mail is placed by now; what follows would look through it all once more.
  const isWhole = rows.every((row) => found.has(row.line))
  const atOtherDepth = new Map(
    isWhole ? [] : leftovers(mail, found, targetFor(parent, true), others),
  )
  for (const [line, place] of atOtherDepth) found.set(line, place)
  const isAnswered = mail.inReplyTo.includes(parent.id)
  for (const [i, span] of isWhole ? [] : partsIn(rows, target, placed, isAnswered)) {
    const line = rows[i]?.line ?? 0
    if (atOtherDepth.has(line)) continue
    const place: Found = {
      line: lineOf(span.row),
      endLine: lineOf(span.endRow),
      rung: span.edited ? 'edited' : 'rewrapped',
      alternatives: span.alternatives.map(lineOf),
    }
    found.set(line, place)
    for (const tail of tailLines(mail.lines, depths, line, span.rest)) {
      unmarked.add(tail)
      found.set(tail, { ...place, line: place.endLine })
    }
  }
  for (const line of found.keys()) if ((depths[line - 1] ?? 0) === 0) unmarked.add(line)
  placeBlanks(mail.lines, depths, target.lines, found)
  return found
}

/** A few words of prose, long enough to be looked for by themselves, and short enough to recur. */
function isFewWords({ bare }: SourceRow): boolean {
  return bare.length >= SHORTEST_ALONE && bare.length < 20 && !/^[-+]/.test(bare)
}

/**
 * What is rewrapped. A few words that stand in an ancestor with nothing of what is quoted beside
 * them may be said anew in a mail that is not here ("in the first place.").
 * @param isAnswered the target is what the mail answers, and not the best of what is here
 */
function partsIn(
  rows: readonly SourceRow[],
  target: Target,
  placed: ReadonlyMap<number, LineMatch>,
  isAnswered: boolean,
): [number, Rewrapped][] {
  const found = rewrapRows(rows, target, placed)
  const isNext = (a: number | undefined, b: number): boolean =>
    a !== undefined && Math.abs(a - b) <= 1
  return [...found].filter(([i, { row, endRow, edited }]) => {
    const source = rows[i]
    if (isAnswered || edited || !source || !isFewWords(source)) return true
    const above = placed.get(i - 1)?.row ?? found.get(i - 1)?.endRow
    const below = placed.get(i + 1)?.row ?? found.get(i + 1)?.row
    return isNext(above, row) || isNext(below, endRow)
  })
}

/**
 * Rows not found so far, at any depth of a message: certain and telling ones only.
 * @param without lines that are not from there
 */
function leftovers(
  mail: Mail,
  known: ReadonlyMap<number, unknown>,
  target: Target,
  without: ReadonlySet<number>,
): [number, Found][] {
  const rows = bareRows(mail).filter((row) => !known.has(row.line) && !without.has(row.line))
  if (!rows.some((row) => row.key.length >= SHORTEST_TELLING)) return []
  const placed = alignRows(rows, target)
  const lineOf = (row: number): number => target.lineOf[row] ?? 1
  const isTelling = (i: number): boolean => {
    const here = placed.get(i)
    return (
      here !== undefined &&
      here.alternatives.length === 0 &&
      (rows[i]?.key.length ?? 0) >= SHORTEST_TELLING
    )
  }
  const isNextTo = (i: number, step: number): boolean =>
    isTelling(i + step) && placed.get(i + step)?.row === (placed.get(i)?.row ?? NaN) + step
  return [...placed]
    .filter(([i]) => isTelling(i) || isNextTo(i, 1) || isNextTo(i, -1))
    .map(([i, { row, exact }]) => {
      const line = lineOf(row)
      return [
        rows[i]?.line ?? 0,
        { line, endLine: line, rung: exact ? 'exact' : 'whitespace', alternatives: [] },
      ]
    })
}

/** Goes on from lines of `there` to where those lines come from, if they are quoted themselves. */
function followed(place: Found, there: Mail, traced: ReadonlyMap<string, TracedMail>): Trace {
  const first = traceOfLine(there, place.line, traced)
  // Nearly every line is one line there, and is in no doubt.
  if (place.endLine === place.line && place.alternatives.length + first.candidates.length === 0)
    return first.rung === weaker(first.rung, place.rung) ? first : { ...first, rung: place.rung }
  let { origin, rung } = first
  for (let line = place.line + 1; line <= place.endLine; line++) {
    const next = traceOfLine(there, line, traced)
    if (next.origin.messageId !== origin.messageId) continue
    origin = {
      messageId: origin.messageId,
      line: Math.min(origin.line, next.origin.line),
      endLine: Math.max(origin.endLine, next.origin.endLine),
    }
    rung = weaker(rung, next.rung)
  }
  const candidates = [
    ...first.candidates,
    ...place.alternatives.map((line) => traceOfLine(there, line, traced).origin),
  ].filter(
    (other, i, all) =>
      !sameOrigin(other, origin) && all.findIndex((o) => sameOrigin(o, other)) === i,
  )
  return {
    origin,
    rung: weaker(rung, place.rung),
    candidates: candidates.slice(0, 8),
    quotedThere: first.quotedThere,
  }
}

function traceOfLine(mail: Mail, line: number, traced: ReadonlyMap<string, TracedMail>): Trace {
  const known = traced.get(mail.id)
  const trace = known?.traces.get(line)
  if (trace) return trace
  const origin: Origin = { messageId: mail.id, line, endLine: line }
  return { origin, rung: 'exact', candidates: [], quotedThere: (known?.depths[line - 1] ?? 0) > 0 }
}

function sameOrigin(a: Origin, b: Origin): boolean {
  return a.messageId === b.messageId && a.line === b.line
}
