import type { ShownLines } from '../model/report/explain.ts'
import type { Role } from './style.ts'
import { counted } from './words.ts'

/** One thing that an explanation says; a terminal and a page show it each in its own way. */
export interface Told {
  readonly text: string
  readonly role: Role | null
  /** How far it stands to the right. */
  readonly depth: number
  /** A line of a mail, to be shown as it is. */
  readonly isCode: boolean
  /** Where that can be read. */
  readonly ref: { readonly messageId: string; readonly line: number | null } | null
}

/** A question that an explanation answers. */
export interface Chapter {
  readonly title: string
  readonly lines: readonly Told[]
}

type Ref = Told['ref']

/** A sentence. */
export function told(text: string, depth = 0, ref: Ref = null, role: Role | null = null): Told {
  return { text, role, depth, isCode: false, ref }
}

/** Lines of a mail; of many the last ones, or the first. */
export function shownCode(
  lines: readonly string[],
  depth: number,
  most: number,
  given: { readonly role?: Role; readonly last?: boolean; readonly mark?: string } = {},
): Told[] {
  const { role = null, last = false, mark = '' } = given
  const left = lines.length - most
  const kept = left <= 1 ? lines : last ? lines.slice(-most) : lines.slice(0, most)
  const code = kept.map((text) => ({ text: mark + text, role, depth, isCode: true, ref: null }))
  if (left <= 1) return code
  const rest = told(`${counted(left, 'line')} more`, depth, null, 'dim')
  return last ? [rest, ...code] : [...code, rest]
}

const PARTS: Readonly<Record<string, string>> = {
  cover: 'cover letter',
  'commit-message': 'commit message',
  reply: 'a reply',
}

/** `v2, drivers/x.c:171-174, in probe()`. */
export function placeWords(at: ShownLines): string {
  const [from, to] = at.newLine === null ? [at.oldLine, at.oldEndLine] : [at.newLine, at.newEndLine]
  const where = at.path
    ? `${at.path}${from === null ? '' : `:${rangeText(from, to ?? from)}`}`
    : `${PARTS[at.part ?? ''] ?? at.part ?? 'mail'}, line${at.line === at.endLine ? '' : 's'} ${rangeText(at.line, at.endLine)}`
  return [at.version, where, at.function && `in ${calledName(at.function)}`]
    .filter(Boolean)
    .join(', ')
}

/** `probe()`, and what names no function as it is. */
function calledName(name: string): string {
  return /^\w+$/.test(name) ? `${name}()` : name
}

/** `3-7`, or `3`. */
export function rangeText(from: number, to: number): string {
  return from === to ? String(from) : `${from}-${to}`
}

/** Where shown lines can be read. */
export function refOf({ messageId, line }: ShownLines): Ref {
  return { messageId, line }
}

/** `92 %`; rounded down, so that what misses a limit is never told as that limit. */
export function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)} %`
}

/** The first 200 characters. */
export function beginning(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}\u2026` : text
}
