import type { Person } from '../../model/message.ts'
import { isBlank } from '../../text/lines.ts'
import { withWholeAddresses } from '../../text/obfuscated.ts'
import { personIn } from './person.ts'

/** In-body headers of git-mailinfo that may stand above or below the author. */
const OTHER = /^(?:Date|Message-ID|To|Cc|X-[\w-]+)\s*:/i
/** What git format-patch begins a file with. */
export const MBOX_LINE = /^From [0-9a-f]{40} Mon Sep 17 00:00:00 2001$/

/**
 * The author that the first lines of a body name where he is not the sender (git-mailinfo, in-body
 * headers): `From: Name <address>`, without brackets, folded, encoded, behind a byte order mark,
 * below a `Subject:` or a `From <commit>` line. `null` where there is none.
 */
export function inBodyFrom(lines: readonly string[]): Person | null {
  return (
    headAt(lines)?.from ??
    fileHead(lines)?.from ??
    exportedBy(lines) ??
    headBelowScissors(lines)?.from ??
    null
  )
}

/** The header right below a pair of scissors; `null` where there is none. */
export function headBelowScissors(lines: readonly string[]): InBodyHead | null {
  const limit = Math.min(lines.length, LONGEST_TALK)
  const start = lines.findIndex((line, n) => n < limit && SCISSORS.test(line)) + 1
  const head = start === 0 ? null : headAt(lines.slice(start))
  return head && { ...head, start, end: start + head.end }
}

/** What git-am takes for scissors: the patch begins below. */
const SCISSORS = /^[-\s]*(?:8<|>8|8>|<8|%<|>%)[-\s<>8%]*$/
/** Lines above a pair of scissors. */
const LONGEST_TALK = 200

/** `hg export` and `git show` write a head of their own. */
function exportedBy(lines: readonly string[]): Person | null {
  const first = lines.findIndex((line) => !isBlank(line))
  const head = lines.slice(first, first + 4)
  if (!/^(?:# HG changeset patch|commit [0-9a-f]{7,64})\s*$/.test(head[0] ?? '')) return null
  const author = head.map((line) => /^(?:# User|Author:) +(.*)$/.exec(line)?.[1]).find(Boolean)
  return author === undefined ? null : authorIn(author)
}

/** The lines of a patch that are a header: at its top as git-mailinfo reads them, or of a file. */
interface InBodyHead {
  /** 0-based index of its first line. */
  readonly start: number
  readonly from: Person | null
  /** `null` where there is none. */
  readonly subject: string | null
  /** 0-based index of the first line below it. */
  readonly end: number
}

/**
 * The header that stands at the top of a body: `From:`, `Subject:`, or both, and what may come with
 * them. `null` where the body begins with anything else.
 */
export function headAt(lines: readonly string[]): InBodyHead | null {
  let n = lines.findIndex((line) => !isBlank(line.replace('\ufeff', '')))
  let [from, subject]: [Person | null, string | null] = [null, null]
  for (; n >= 0 && n < lines.length; n++) {
    const line = (lines[n] ?? '').replace(/^\ufeff/, '')
    const [, name = '', value = ''] =
      /^>?\*{0,2}(From|Author|Subject)\s*:\*{0,2}\s*(.*)$/i.exec(line) ?? []
    if (/^subject$/i.test(name)) subject = unfolded(value, lines, n)
    else if (name !== '' && from === null) {
      from = authorIn(unfolded(value, lines, n))
      if (from === null) break
    } else if (!OTHER.test(line) && !MBOX_LINE.test(line) && !/^[ \t]+\S/.test(line)) break
  }
  return from === null && subject === null ? null : { start: 0, from, subject, end: n }
}

/**
 * The head of a file of git format-patch below the words of the mail that it is attached to, or
 * pasted into; `null` where there is none.
 */
export function fileHead(lines: readonly string[]): InBodyHead | null {
  for (const [start, line] of lines.entries()) {
    if (/^(?:diff --git |@@ -)/.test(line)) return null
    if (!MBOX_LINE.test(line)) continue
    const head = headAt(lines.slice(start))
    return head?.subject == null ? null : { ...head, start, end: start + head.end }
  }
  return null
}

function unfolded(value: string, lines: readonly string[], n: number): string {
  let text = value
  for (let next = n + 1; /^[ \t]+\S/.test(lines[next] ?? ''); next++)
    text += ` ${(lines[next] ?? '').trim()}`
  return text
}

/** Only what is a mailbox and nothing else: "From: the manual" is prose. */
function authorIn(value: string): Person | null {
  const person = personIn(withWholeAddresses(value))
  return person.address !== null && value.length < 300 && !/[>\s][^<>()@]{30,}$/.test(value)
    ? person
    : null
}
