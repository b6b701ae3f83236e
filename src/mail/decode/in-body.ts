import type { Person } from '../../model/message.ts'
import { isBlank } from '../../text/lines.ts'
import { personIn } from './person.ts'

/** In-body headers of git-mailinfo that may stand above or below the author. */
const OTHER = /^(?:Subject|Date|Message-ID|To|Cc|X-[\w-]+)\s*:/i
const MBOX_LINE = /^From [0-9a-f]{40} Mon Sep 17 00:00:00 2001$/

/**
 * The author that the first lines of a body name where he is not the sender (git-mailinfo, in-body
 * headers): `From: Name <address>`, without brackets, folded, encoded, behind a byte order mark,
 * below a `Subject:` or a `From <commit>` line. `null` where there is none.
 */
export function inBodyFrom(lines: readonly string[]): Person | null {
  let n = lines.findIndex((line) => !isBlank(line.replace('\ufeff', '')))
  for (; n >= 0 && n < lines.length; n++) {
    const line = (lines[n] ?? '').replace(/^\ufeff/, '')
    const value = /^From\s*:\s*(.*)$/i.exec(line)?.[1]
    if (value !== undefined) return authorIn(unfolded(value, lines, n))
    if (!OTHER.test(line) && !MBOX_LINE.test(line) && !/^[ \t]+\S/.test(line)) return null
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
  const person = personIn(value)
  return person.address !== null && value.length < 300 && !/[>\s][^<>()@]{30,}$/.test(value)
    ? person
    : null
}
