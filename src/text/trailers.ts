import type { Trailer } from '../model/content.ts'
import { isBlank } from './lines.ts'

const TRAILER = /^([A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*)\s?:\s+(\S.*)$/
/** A tag without the blank, set in a little, or in bold by a webmail. */
const LOOSE_TAG =
  /^(?: {2,3})?(?:\*{1,2}([A-Za-z][A-Za-z-]*-by):\*{1,2}|([A-Za-z][A-Za-z-]*-by):)\s*(\S.*@.*)$/i
const KNOWN =
  /^(?:.+-by|.+-by-.+|fixes|closes|link|cc|reported-and-.+|change-id|message-id|bug|bugzilla|buglink|references?|depends-on|based-on|prerequisite.*|nacked|acked|reviewed|tested|git-.+|obsoletes|supersedes)$/i

/**
 * What Outlook makes of an address: `<a@b.example<mailto:a@b.example>>`, or `[mailto:a@b.example]`
 * alone.
 */
const MAILTO = /\s*[<[]mailto:[^<>[\]]*[>\]](?=>)?/gi
const MAILTO_ALONE = /^([^@]*)[<[]mailto:([^<>[\]\s]+@[^<>[\]\s]+)[>\]]/i

/** `<[a@b.example](mailto:a@b.example)>`, an address that was made a link of Markdown. */
const LINK = /\[([^\][\s]+@[^\][\s]+)\]\((?:mailto:)?[^()\s]*\)/g
/** `Reviewed by: Mira Castel <mira@example.org>`, its hyphen forgotten. */
const UNHYPHENED = /^(reviewed|acked|tested|reported) (by: \S.*<[^<>\s]+@[^<>\s]+>\s*)$/i
/** A tag that is set in bold as a whole. */
const BOLD = /^\*([A-Za-z][A-Za-z-]*-by: .*@.*)\*\s*$/i

/** Is this line a trailer by itself? `nit: ...` and `General: ...` are not. */
export function trailerOf(given: string): { name: string; value: string } | null {
  if (!given.includes(':')) return null
  const line = given.replace(LINK, '$1').replace(BOLD, '$1').replace(UNHYPHENED, '$1-$2')
  const m = TRAILER.exec(line)
  const loose = m ? null : LOOSE_TAG.exec(line)
  const [name, value] = m ? [m[1], m[2]] : [loose?.[1] ?? loose?.[2], loose?.[3]]
  if (!name || !value || !KNOWN.test(name)) return null
  return { name, value: addressed(value) }
}

/** A value with its address as it was before programs and archives made something else of it. */
function addressed(value: string): string {
  return value
    .replace(MAILTO_ALONE, '$1<$2>')
    .replace(MAILTO, '')
    .replace(/ +>/g, '>')
    .replace(/<([\w.+-]+) at ((?:[\w-]+\.)+[\w-]+)>/, '<$1@$2>')
    .trim()
}

/** A line that goes on with the trailer above it: indented, or the address of a wrapped `-by:`. */
function continues(trailer: Trailer, line: string | undefined): boolean {
  if (line === undefined || isBlank(line)) return false
  if (/^[ \t]+\S/.test(line)) return true
  return /-by$/i.test(trailer.name) && !trailer.value.includes('@') && /^<[^<>]+@[^<>]+>/.test(line)
}

/**
 * All trailers in lines `line`..`endLine`. Continuation lines are joined with one blank, as
 * git-interpret-trailers does with `--unfold`.
 */
export function trailersIn(lines: readonly string[], line: number, endLine: number): Trailer[] {
  const found: Trailer[] = []
  for (let n = line; n <= endLine; n++) {
    const head = trailerOf(lines[n - 1] ?? '')
    if (!head) continue
    let trailer: Trailer = { line: n, endLine: n, ...head }
    while (n < endLine && continues(trailer, lines[n])) {
      n++
      trailer = { ...trailer, endLine: n, value: `${trailer.value} ${(lines[n - 1] ?? '').trim()}` }
    }
    found.push(trailer)
  }
  return found
}
