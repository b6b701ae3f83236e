import type { Subject } from '../model/content.ts'
import { collapse } from '../text/lines.ts'

/** Reply and forward marks of many clients, and the marks that gateways put before them. */
const REPLY =
  /^(?:(?:re|aw|antw|sv|vs|fwd?|wg|tr|rv|odp|ynt|res|odpověď|ответ|отв\.?|回[复覆]|答[复覆]|转发|返信|답장|회신|enc)\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[:：]|\[ext(?:ernal)?\]\s*:?|\[external\]\s*:|external\s*:(?=\s*(?:re\s*:|\[)))\s*/i
/** Marks that may be the name of an area, too: only above all brackets, what was answered below. */
const SHORT_REPLY =
  /^(?:r|ré[fp]?\.?|rif|bls|atb)\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[:：](?=\s*(?:re\s*:|\[))\s*/i
/** Marks that name areas of code, too: below `[PATCH]` only above another bracket or mark. */
const AREA_LIKE = /^(?:wg|tr|vs|rv|odp|res|enc)\s*:(?!\s*(?:re\s*:|\[))/i
const GATEWAY = /^\[?ext/i
/** A bracket group, one inside it or not: `[PATCH [v3] 1/2]`. */
const GROUP = /^\[((?:[^\][]|\[[^\][]*\]){1,120})\]\s*/
const PATCH_WORD = /^(?:patch(?:es|set)?|rfc|rft|rfr)(?=$|[\W\d_]|v\d)/i
const VERSION = /^(?:patch|rfc|rft)?[-_.]?v(?:er(?:sion)?)?\.?(\d{1,3})(?:\.(\d{1,2}))?$/i
/** `1.5/2` and `1a/2` are patches that were put between two others. */
const NUMBER = /^#?(\d{1,4}(?:\.\d)?)([a-e]?)\s*\/\s*(\d{1,4})$/i
/** Trees that patches are meant for by their prefix alone: `[net-next]`, `[iwl-next v2]`. */
const TREE = /^(?:[\w.-]+-(?:next|fixes|net|devel|queue)|net|bpf|iwl)$/i

interface Words {
  isPatch: boolean
  isPull: boolean
  rfc: boolean
  resend: boolean
  version: number
  versionGiven: boolean
  reroll: number | null
  number: number | null
  total: number | null
  tags: string[]
}

/**
 * Reads a subject: `Re:` marks, then bracket groups as `git format-patch --subject-prefix` and
 * people write them (`[PATCH RFC v2 03/11]`, `[RFCv2,3/4]`, `[PATCH-v3]`, `[PATCH 4.19 12/45]`,
 * `[v3] [PATCH]`), then the title.
 */
export function parseSubject(subject: string): Subject {
  let rest = mendedBrackets(collapse(subject))
  let isReply = false
  let isBehindGroup = false
  const words: Words = {
    isPatch: false,
    isPull: false,
    rfc: false,
    resend: false,
    version: 1,
    versionGiven: false,
    reroll: null,
    number: null,
    total: null,
    tags: [],
  }
  for (;;) {
    const reply = replyMark(rest, isBehindGroup, words.isPatch)
    const group = reply ? null : GROUP.exec(rest)
    if (!reply && !group) break
    isBehindGroup ||= group !== null
    if (reply && !GATEWAY.test(reply[0])) isReply = true
    if (group?.[1]) readGroup(group[1], words)
    rest = mendedBrackets(rest.slice((reply ?? group)?.[0].length))
  }
  if (words.isPatch || words.versionGiven) rest = readTitle(rest.replace(/^[:.,;]\s+/, ''), words)
  if (words.number !== null && words.total !== null && !words.isPull) words.isPatch = true
  return { isReply, ...words, title: rest }
}

function replyMark(rest: string, isBehindGroup: boolean, isPatch: boolean): RegExpExecArray | null {
  if (isPatch && AREA_LIKE.test(rest)) return null
  return REPLY.exec(rest) ?? (isBehindGroup ? null : SHORT_REPLY.exec(rest))
}

const WORDS = '(?:\\s*[,:]?\\s*(?:PATCH\\S*|RFC\\S*|RESEND|v\\d+|\\d+\\s*(?:/|of)\\s*\\d+))*'
const LOST = new RegExp(
  `^(?:(PATCH(?![a-z])${WORDS})\\s*[\\]}):-]+|(RF[CT](?![a-z])${WORDS})\\s*\\])\\s*`,
  'i',
)
const OPEN = new RegExp(
  `^\\[((?:PATCH|RF[CT])${WORDS})[}):]?\\s+(?!(?:[^\\][]|\\[[^\\][]*\\])*\\]|\\[)`,
  'i',
)

/** `title [PATCH v2]`, `title (PATCH)` */
const BEHIND = /^([^[(].*\S)\s*[[(](PATCH\b[^\][()]{0,30})[\])]$/i
/** `PATCH1/8 title`, `v2 [PATCH] title`, `RFC: [PATCH] title` */
const BARE =
  /^(?:(?=PATCH)|(?=v\d+ \[PATCH)|(?=(?:RF[CT]|RESEND|REPOST) ?: ?\[))(PATCH\s*(?:v\d+\s*)?\d+\/\d+|PATCH\s+v\d+(?=\s+[^\s\]})]*:)|v\d+|RF[CT]|RESEND|REPOST)(?: ?:)?\s+/i
/** `2/4 area: title`, `(2/4) area: title` */
const NUMBER_ALONE = /^(?=[(\d][\d/]*\)?:?\s+[\w./-]+:)\(?(\d{1,3})\/(\d{1,3})\)?:?\s+/

/** What programs that mail commits put before a title: `git: 0123456789ab - main - title`. */
const COMMIT_MAIL = /^(?:git: [0-9a-f]{7,40} - \S+|r\d{4,8}|[0-9a-f]{7,12}) - (?=\S)/

/**
 * Brackets as they were meant: `[[PATCH]`, `PATCH v2]`, `PATCH v2:`, `[PATCH v2 title`, `(PATCH)`.
 */
function mendedBrackets(subject: string): string {
  return subject
    .replace(/^[【［]([^】］]{1,60})[】］]\s*/, '[$1] ')
    .replace(/^\*{3,}[A-Z ]{3,20}\*{3,}\s*(?=\[|re\s*:)/i, '')
    .replace(/^[{<(]\s*(?:possible )?spam\b[^\])}>]{0,12}[)}>]:?\s*/i, '')
    .replace(/^bug ?#\d{1,8}\s*:\s*(?=\[)/i, '')
    .replace(COMMIT_MAIL, '')
    .replace(/^\**(?:gentle )?ping\**\^?\d*\s*[:,-]\s*(?=\[)/i, '')
    .replace(/^\[\s*\[(?=[^\][]*\](?!\s*\]))/, '[')
    .replace(/^[({<](PATCH\b[^\])}[>]{0,40})[)}>\]]/i, '[$1]')
    .replace(/^(\[PATCH\b[^\][{}]{0,40})\}\]/i, '$1]')
    .replace(BEHIND, '[$2] $1')
    .replace(BARE, '[$1] ')
    .replace(NUMBER_ALONE, (whole, n: string, of: string) =>
      Number(n) > 0 && Number(n) <= Number(of) ? `[${n}/${of}] ` : whole,
    )
    .replace(LOST, '[$1$2] ')
    .replace(OPEN, '[$1] ')
    .replace(/^\](?=\s)\s*/, '')
}

const VERSION_BEHIND =
  /\s*(?:[([]\s*(?:v|ver(?:sion)? |take |try )#?(\d{1,2})\s*(?:[,;][^)\]]{0,20}|\s(?:resend|repost|rfc))?[)\]]|(?:[,;/]|-{1,2})\s*(?:v|version |take )#?(\d{1,2})|\btake (\d{1,2}))$/i
/** `area, v2: title`, as GCC's people write. */
const VERSION_INSIDE = /^([\w+./-]+(?:, [\w+./-]+)?), v(\d{1,2}):/i
const VERSION_BEFORE = /^(?:\(v(\d{1,2})\)\s+|v(\d{1,2})(?:\s*[:,-]\s+|\s+(?=[\w./-]+: )))/i
/** `title (1/2)` */
const NUMBER_BEHIND = /^(.*\S)\s*\((\d{1,2})\/(\d{1,2})\)$/

/**
 * The subject of a mail that is a patch by what it holds: a version in its title counts, as it does
 * where the subject says PATCH.
 */
export function asPatchSubject(subject: Subject): Subject {
  const words: Words = { ...subject, tags: [...subject.tags] }
  const title = readTitle(subject.title, words)
  return { ...subject, ...words, title }
}

const NUMERALS = ['second|2nd|two', 'third|3rd|three', 'fourth|4th|four', 'fifth|5th|five']
const NUMERAL_BEHIND =
  /\s*[,([-]?\s*\b(?:(second|third|fourth|fifth|2nd|3rd|4th|5th) (?:try|attempt|version|take|revision|round|posting)|(?:take|try|attempt) (two|three|four|five))[)\]]?$/i
/** `title (updated)`: what became of it without saying which version it is. */
const REMADE_BEHIND =
  /\s*[([](?:updated?|revised|reworked|re-?spin|respun|corrected|new version|re-?post(?:ed)?)[)\]]$/i

/** The title without a version that stands in it: `title (v2)`, `title, take 3`, `v2: title`. */
function readTitle(given: string, words: Words): string {
  const title = withoutNumber(given, words)
  if (words.versionGiven) return title
  const inside = VERSION_INSIDE.exec(title)
  if (inside) {
    words.version = Number(inside[2])
    words.versionGiven = true
    return title.replace(inside[0], `${inside[1] ?? ''}:`)
  }
  const said = NUMERAL_BEHIND.exec(title)
  const m = VERSION_BEHIND.exec(title) ?? VERSION_BEFORE.exec(title) ?? said
  const version = said
    ? NUMERALS.findIndex((names) => names.split('|').includes(numeralIn(said))) + 2
    : Number(m?.[1] ?? m?.[2] ?? m?.[3] ?? 0)
  if (!m || version === 0 || m[0].length === title.length) return title.replace(REMADE_BEHIND, '')
  words.version = version
  words.versionGiven = true
  return title.replace(m[0], '')
}

function withoutNumber(title: string, words: Words): string {
  const [, rest, number, total] = NUMBER_BEHIND.exec(title) ?? []
  if (rest === undefined || words.number !== null || Number(number) > Number(total)) return title
  words.number = Number(number)
  words.total = Number(total)
  return rest
}

function numeralIn(said: RegExpExecArray): string {
  return (said[1] ?? said[2] ?? '').toLowerCase()
}

function readGroup(group: string, words: Words): void {
  for (const word of group
    .replace(/[[\]]/g, ' ')
    .replace(/-(?=re(?:send|post|sent)\b)/i, ' ')
    .replace(/\((\d{1,4}\/\d{1,4})\)/, ' $1 ')
    .replace(/(\d[a-e]?)\s*(?:\/|\bof\b)\s*(\d)/gi, '$1/$2')
    .replace(/^(patch)(?=\d+\/\d)/i, '$1 ')
    .replace(/^((?:patch|rfc)[-_.]?v\d{1,3})-(?=[a-z])/i, '$1 ')
    .replace(/^(patch\b.*) #(\d)(?=$|[\s,])/i, '$1 v$2')
    .replace(/\b(?:take|try|ver(?:sion)?\.?|v\.?) +#?(\d{1,2})(?!\s*\/|\d)/i, 'v$1')
    .split(/[\s,;:|=]+/)
    .filter(Boolean))
    readWord(word, words)
  if (/git\s*pull|^pull\b/i.test(group)) words.isPull = true
}

function readWord(word: string, words: Words): void {
  const number = NUMBER.exec(word)
  const version = VERSION.exec(word)
  if (number) {
    // Behind the patch that it has the number of, the letters in their order.
    words.number = Number(number[1]) + ' abcde'.indexOf((number[2] || ' ').toLowerCase()) / 10
    words.total = Number(number[3])
  } else if (version) {
    words.version = Number(version[1])
    words.versionGiven = true
    words.reroll = version[2] === undefined ? null : Number(version[2])
  } else if (/^(?:resend|repost|resent)\d*$/i.test(word)) words.resend = true
  else if (!PATCH_WORD.test(word)) words.tags.push(word)
  if (version || TREE.test(word)) words.isPatch = true
  if (PATCH_WORD.test(word)) words.isPatch = true
  if (/^rfc/i.test(word)) words.rfc = true
}

const TELLS = /patch|rfc|rft|\d\s*(?:\/|of)\s*\d|\bv\d/i

/**
 * What two mails about one patch share in their subjects: everything but reply marks, tags that
 * lists put in front, white space and case. Empty where the subject names no patch.
 */
export function subjectKey(subject: string): string {
  const was = /\(was:? (.*)\)$/i.exec(subject)?.[1]
  let rest = mendedBrackets(collapse(was ?? subject))
  let groups = ''
  let isBehindGroup = false
  for (;;) {
    const reply = replyMark(rest, isBehindGroup, groups !== '')
    const group = reply ? null : GROUP.exec(rest)
    if (!reply && !group) break
    isBehindGroup ||= group !== null
    if (group && TELLS.test(group[0])) groups += group[0]
    rest = mendedBrackets(rest.slice((reply ?? group)?.[0].length))
  }
  const isPatch =
    groups !== '' || /\[[^\][]{0,120}(?:patch|rfc|rft|\d\/\d|v\d)[^\]]{0,120}\]/i.test(rest)
  return isPatch ? `${groups}${rest}`.toLowerCase().replace(/\s+/g, '') : ''
}
