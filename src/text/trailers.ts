import type { Trailer } from '../model/content.ts'
import { isBlank } from './lines.ts'

const TRAILER = /^([A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*)\s?:\s+(\S.*)$/
/** A tag without the blank, set in a little, or in bold by a webmail. */
const LOOSE_TAG =
  /^(?: {1,3})?(?:\*{1,2}([A-Za-z][A-Za-z-]*-by):\*{1,2}|([A-Za-z][A-Za-z-]*-by):)\s*(\S.*@.*)$/i
const KNOWN =
  /^(?:.+-by|.+-by-.+|fixes|closes|link|cc|reported-and-.+|change-id|message-id|bug|bugzilla|buglink|references?|depends-on|based-on|prerequisite.*|nacked|acked|reviewed|tested|git-.+|obsoletes|supersedes)$/i

/**
 * What Outlook makes of an address: `<a@b.example<mailto:a@b.example>>`, or `[mailto:a@b.example]`
 * alone.
 */
const MAILTO = /\s*[<[]mailto:[^<>[\]]*[>\]](?=>)?/gi
/** The same, the bracket that closed the first one lost. */
const MAILTO_OPEN = /<([^<>\s]+@[^<>\s]+)<mailto:[^<>]*>$/i
const MAILTO_ALONE = /^([^@]*)[<[]mailto:([^<>[\]\s]+@[^<>[\]\s]+)[>\]]/i

/** `<[a@b.example](mailto:a@b.example)>`, an address that was made a link of Markdown. */
const LINK = /\[([^\][\s]+@[^\][\s]+)\]\((?:mailto:)?[^()\s]*\)/g
/** `Reviewed by: Mira Castel <mira@example.org>`, its hyphen forgotten. */
const UNHYPHENED = /^(reviewed|acked|tested|reported) (by: \S.*<[^<>\s]+@[^<>\s]+>\s*)$/i
/** A tag that is set in bold, or as code, as a whole. */
const BOLD = /^([*`_]{1,3})([A-Za-z][A-Za-z-]*-by: .*@.*)\1\s*$/i

/** A colon as Chinese and Japanese keyboards write it. */
const WIDE_COLON = /^([A-Za-z][A-Za-z-]*-by)\s?：\s*/i

/** "Reviewed-by: tag to this": a sentence goes on with the name of a tag. */
const OF_TAGS =
  /^(?:lines?|headers?|entry|entries|fields?|is|was|are|were|has|had|should|must|would|could|can|will|to|from|for|on|in|into|at|of|with|without|and|or|but|so|if|when|because|since|as|that|this|which|where|below|above|here|there|then|not|please|it|you|we|they|my|your|the|an?)\b/
const A_TAG = /^(?:tags?|trailers?)(?![\w.+-]*@)\b/
/** A name in small letters: a robot's, or one or two words that stand alone. */
const SMALL_NAME = /\b(?:ro)?bot\b|^[\w.+-]+(?: [\w+-]+)?(?:\s*[,#(<[].*)?$/i

/** Is this no trailer but prose that begins its line with the name of one? */
function isProse(name: string, value: string): boolean {
  if (A_TAG.test(value)) return true
  if (!/-by$/i.test(name) || value.includes('@')) return false
  return OF_TAGS.test(value) || (/^[a-z]/.test(value) && isSentence(value))
}

/** Small letters, and neither a robot's nor a nobleman's name. */
function isSentence(value: string): boolean {
  const words = value.split(/\s+/)
  return !SMALL_NAME.test(value) && !words.slice(0, 3).some((word) => /^\p{Lu}/u.test(word))
}

/** Is this line a trailer by itself? `nit: ...` and `General: ...` are not. */
export function trailerOf(given: string): { name: string; value: string } | null {
  if (!/[:：]/.test(given)) return null
  const line = given
    .replace(LINK, '$1')
    .replace(BOLD, '$2')
    .replace(UNHYPHENED, '$1-$2')
    .replace(WIDE_COLON, '$1: ')
  const m = TRAILER.exec(line)
  const loose = m ? null : LOOSE_TAG.exec(line)
  const [name, value] = m ? [m[1], m[2]] : [loose?.[1] ?? loose?.[2], loose?.[3]]
  if (!name || !value || !KNOWN.test(name) || isProse(name, value)) return null
  return { name, value: addressed(value) }
}

/** A value with its address as it was before programs and archives made something else of it. */
function addressed(value: string): string {
  return value
    .replace(MAILTO_ALONE, '$1<$2>')
    .replace(MAILTO_OPEN, '<$1>')
    .replace(MAILTO, '')
    .replace(/ +>/g, '>')
    .replace(/&lt;([^\s&<>]+@[^\s&<>]+)&gt;/g, '<$1>')
    .replace(/^([^<>()@]+) \(([^\s<>()]+@[^\s<>()]+)\)$/, '$1 <$2>')
    .replace(/<([\w.+-]+) [([]?at[)\]]? ((?:[\w-]+\.)+[\w-]+)>/, '<$1@$2>')
    .replace(/^([^<>()@\d]*[^<>()@\s\d]) +([\w.+-]+@[\w.-]+\.\w+)$/, '$1 <$2>')
    .trim()
}

/** A line that goes on with the trailer above it: indented, or the address of a wrapped `-by:`. */
function continues(trailer: Trailer, line: string | undefined): boolean {
  if (line === undefined || isBlank(line)) return false
  if (/^[ \t]+\S/.test(line)) return trailerOf(line) === null
  if (!/-by$/i.test(trailer.name) || trailer.value.includes('@')) return false
  return (trailer.value.endsWith('<') ? /^[^<>\s]+@[^<>\s]+>/ : /^<[^<>]+@[^<>]+>/).test(line)
}

/** A bracket that opens at the end of a line is right before what it holds. */
function joined(value: string, line: string): string {
  return `${value}${value.endsWith('<') ? '' : ' '}${line.trim()}`
}

/**
 * All trailers in lines `line`..`endLine`. Continuation lines are joined with one blank, as
 * git-interpret-trailers does with `--unfold`.
 */
export function trailersIn(lines: readonly string[], line: number, endLine: number): Trailer[] {
  const found: Trailer[] = []
  let isDiff = false
  for (let n = line; n <= endLine; n++) {
    const text = lines[n - 1] ?? ''
    isDiff ||= /^(?:@@ -|diff --git )/.test(text)
    // Set in by one blank, of a diff it is a line that stays.
    const head = isDiff && text.startsWith(' ') ? null : trailerOf(text)
    if (!head) continue
    let trailer: Trailer = { line: n, endLine: n, ...head }
    while (n < endLine && continues(trailer, lines[n])) {
      n++
      trailer = { ...trailer, endLine: n, value: joined(trailer.value, lines[n - 1] ?? '') }
    }
    found.push(trailer)
  }
  return found
}
