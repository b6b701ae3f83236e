import type { CommentContext } from '../../model/issue.ts'
import { squash } from '../../text/lines.ts'
import { once, remembered } from '../../text/memo.ts'
import { mentionedIds } from '../../text/message-ids.ts'
import type { ProseLine } from './prose.ts'

/** Of a name beside these it tells who gave a tag or took a patch, not what was changed. */
const TAGS =
  /\b(?:reviewed|acked|tested)[- ]by\b|\btags? (?:from|by|of)\b|\b(?:collect|pick(?:ed)? up)\b.*\btags?\b|\b(?:applied|queued|taken|merged|picked up) by\b/i

/** What somebody is named by, and the lines of a changelog that have it. */
export interface Naming {
  /** A part of his name stands there. */
  readonly mentioning: readonly ProseLine[]
  /** His name stands there as a word, beside what was changed. */
  readonly naming: readonly ProseLine[]
}

/** The lines that name whoever made a comment. */
export function namingIn(lines: readonly ProseLine[], { from }: CommentContext): Naming {
  const { names, patterns } = namesOf(from.name ?? '')
  const mentioning = names.length === 0 ? [] : mentioningIn(lines, names.join(' '))
  const naming = mentioning.filter(
    (line) => patterns.some((p) => p.test(line.text)) && tellsOfChange(line),
  )
  return { mentioning, naming }
}

const TRAILER =
  /^\s*(?:[A-Z][A-Za-z-]+-by|Link|Fixes|Closes|Cc|BugLink|Message-I[Dd]|change-id|base-commit): |^\s*(?:\[\d+\]:? *)?https?:/

export function isTrailer(line: string): boolean {
  return TRAILER.test(line)
}

/** Ids of mails that the entry of a line names, or links to; what a trailer names is a report. */
export const idsOf = once((entry: readonly string[]): ReadonlySet<string> => {
  const naming = entry.filter((line) => line.includes('@') && !TRAILER.test(line))
  return new Set(entry.some(isPlainTrailer) ? [] : naming.flatMap(mentionedIds))
})

/** Where these stand, the entry is the block of trailers. */
function isPlainTrailer(line: string): boolean {
  return /^(?:Signed-off-by|Fixes|Closes|Link|Cc): /.test(line)
}

const SOME = String.raw`(?:[\w',/-]+ ){0,3}`
const THINGS =
  '(?:issues|changes|fixes|fix-?ups|clean-?ups|typos?|tweaks|improvements|adjustments|updates|' +
  'points|concerns)'

/**
 * "Address Bram's comments", "miscellaneous style issues", "some typos": of several things that
 * somebody asked for it does not tell which.
 */
const OF_ALL = [
  String.raw`\b(?:feedback|suggestions|remarks|reviews?|nits|nitpicks)\b`,
  String.raw`\bcomments (?:from|by|of|on|in|made|received|given)\b`,
  String.raw`\b(?:all|review\w*|address\w*|incorporat\w*|apply|applied|per|from|'s) ` +
    String.raw`${SOME}comments\b`,
  String.raw`\b(?:all|misc\w*|minor|various|several|some|few|small|other|cosmetic) ` +
    String.raw`${SOME}${THINGS}\b`,
].map((source) => new RegExp(source, 'i'))

/** Does a line of a changelog tell that something was done, and not what? */
export function isOfAll({ text }: ProseLine): boolean {
  return OF_ALL.some((pattern) => pattern.test(text))
}

/** Lines that have a part of a name somewhere: few do, and one reviewer makes many comments. */
const mentioningIn = remembered((lines: readonly ProseLine[], name: string): ProseLine[] => {
  const names = name.split(' ')
  return lines.filter(({ text }) => names.some((part) => text.includes(part)))
})

/** The parts of a name, and what finds them as words. */
interface Names {
  readonly names: readonly string[]
  readonly patterns: readonly RegExp[]
}

/** Remembered: a reviewer makes many comments. */
const known = new Map<string, Names>()

function namesOf(name: string): Names {
  const before = known.get(name)
  if (before) return before
  const names = name.split(/[\s,]+/).filter((part) => part.length > 2 && /^\p{Lu}/u.test(part))
  const patterns = names.map((part) => new RegExp(`(?<![\\w@.])${escaped(part)}(?![\\w@.])`))
  if (known.size > 1000) known.clear()
  known.set(name, { names, patterns })
  return { names, patterns }
}

function tellsOfChange({ text }: ProseLine): boolean {
  return (
    !/^\s*[A-Z][\w-]*(?:-by|Cc|To|From):|^\s*(?:Cc|To|From):/i.test(text) &&
    !text.includes('<') &&
    !TAGS.test(text)
  )
}

function escaped(text: string): string {
  return squash(text).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** Short words that stand everywhere. */
const SHORT = new Set(
  (
    'the and for not use add fix all new now was has are but can you out get set let put why how ' +
    'who may one two any its our via per see yes due too of to in is it be on as by or so no do ' +
    'an at if we he me my up us ie eg cc rfc'
  ).split(' '),
)

/** `%pe`, "oom", `irq`: what is too short to be rare tells one of several from the others still. */
export function sharesShortWord(
  { lines, from }: CommentContext,
  entry: readonly string[],
): boolean {
  const own = new Set(shortWords([from.name ?? '']))
  const said = new Set(shortWords(lines))
  return shortWords(entry).some((word) => said.has(word) && !own.has(word))
}

function shortWords(lines: readonly string[]): string[] {
  const all = lines.flatMap(
    (line) => line.toLowerCase().match(/(?<![\w/.@-])%?[a-z_]\w{1,2}(?![\w@.-])/g) ?? [],
  )
  return all.filter((word) => !SHORT.has(word) && !/^v\d+$/.test(word))
}
