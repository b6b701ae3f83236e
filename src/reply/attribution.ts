import type { Person } from '../model/message.ts'
import { parseDate } from '../text/dates.ts'
import { collapse } from '../text/lines.ts'
import { endOfOriginalHead, isOriginalRule } from '../text/original-head.ts'
import {
  ENDS_IN_CJK_VERB,
  ENDS_IN_VERB,
  hasAttributionShape,
  MONTH,
  NAME_AND_VERB,
  NAME_BEFORE_VERB,
  NAME_BEHIND_VERB,
} from './attribution-forms.ts'

const ADDRESS = /<?[^\s<>()"']+@[^\s<>()"']+>?/
const WHEN =
  /\b\d{1,2}:\d{2}(?::\d{2})?(?:\b|[AaPp][Mm])|\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b(?:19|20)\d\d\b|\d{4}年/

/**
 * `On Tue,`, `On 4 Mar,`, `Am 04.03.`: a day without its year, behind the word that dates begin
 * with.
 */
const DAY = new RegExp(
  `^(?:on|at|am|le|el|il|em|den|op|dne|pe)[ \\[(]+(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\\b|\\d{1,2}[./ -]+(?:\\d{1,2}\\b|${MONTH})|${MONTH}[.]? \\d{1,2}\\b)`,
  'iu',
)

/** Digits of any script as those of ASCII: what begins a block of ten tells what one stands for. */
function withAsciiDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0) ?? 0
    const low = point & 15
    const isFromZero = /\p{Nd}/u.test(String.fromCodePoint(point - low))
    return String((isFromZero ? low : low - 6) % 10)
  })
}

/** Marks of direction, which mail programs put around names in Hebrew and Arabic. */
const DIRECTION = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
/** A sentence begins so, and an attribution only where it names an address. */
const SENTENCE =
  /^(?:i|you|we|they|he|she|it|as|what|like|since|but|and|so|yes|no|ok|well|the|a|an|this|that|these|my|your|our|his|her|its|their|if|when|where|why|how|there|here)\b/i

/** `In the last round you wrote:` speaks of somebody and names nobody. */
const PRONOUN = /\b(?:i|you|we|they|he|she|it|nobody|somebody|everybody) \S+\s*:$/i

/** Does this line end an attribution that can stand above a whole original? */
export function introducesAll(line: string): boolean {
  const text = collapse(line.replace(DIRECTION, ''))
  return /[:：-]$/.test(text) && WHEN.test(text) && ENDS_IN_VERB.test(text) && isAttribution(text)
}

/**
 * Does this paragraph introduce a quote? It does where it ends in a verb of writing or a colon and
 * names an address or a time ("On <date>, <who> wrote:", "* Name <addr> [date]:", "Name <addr>:"),
 * or is nothing but a name and the verb. "As I said:" is a sentence.
 */
export function isAttribution(paragraph: string): boolean {
  const text = withAsciiDigits(collapse(paragraph.replace(DIRECTION, '')))
  if (text.length > 400) return false
  const names = ADDRESS.test(text)
  const isSentence = !names && SENTENCE.test(text)
  if (isOriginalRule(text) || (hasAttributionShape(text) && !isSentence)) return true
  const dated = WHEN.test(text) || DAY.test(text)
  if (ENDS_IN_VERB.test(text) || ENDS_IN_CJK_VERB.test(text))
    return !isSentence && (names || saysWho(text, dated))
  if (!/[:：]$/.test(text)) return false
  if (names && /^\*? ?"?[\p{L}][^<>:]{0,60}<[^<>\s]+@[^<>\s]+>[^a-z]{0,60}:$/u.test(text))
    return true
  return dated && (names || (/^(?:on|am|le|el|il|em|den|op)\b/i.test(text) && text.includes(',')))
}

/** A paragraph that ends in a verb of writing, without an address. */
function saysWho(text: string, dated: boolean): boolean {
  if (dated && !/(?:said|says)\s*:$/i.test(text)) return true
  if (PRONOUN.test(text)) return false
  return SHORT.test(text) || NAME_AND_VERB.test(text)
}

const SHORT = /^[^\s,:]+(?:,? [^\s,:]+){0,4},? (?:wrote|writes|said|dixit)\s*:$/u

/** Who is quoted and when that was written, as far as the paragraph says. */
export function readAttribution(paragraph: string): { who: Person | null; date: string | null } {
  const text = collapse((fromOfBlock(paragraph) ?? paragraph).replace(DIRECTION, ''))
  const address =
    /[^\s<>()"'\][:;,-][^\s<>()"'\][:;,]*@[^\s<>()"'\][:;,]+/.exec(text)?.[0]?.toLowerCase() ?? null
  const name = nameIn(text)
  return { who: address || name ? { name, address } : null, date: parseDate(collapse(paragraph)) }
}

/**
 * The value of the first field of a block of `From:`, `Sent:`, `To:`; `null` for other
 * attributions.
 */
function fromOfBlock(paragraph: string): string | null {
  const lines = paragraph.split('\n')
  if (endOfOriginalHead(lines, 0) <= 0) return null
  const first = lines.find((line) => !isOriginalRule(line) && line.trim() !== '') ?? ''
  const value = first.replace(/^[^:：]*[:：][\s*]*/, '')
  return value.includes('@') ? value : `${value} wrote`
}

const NAME = "[\\p{L}][\\p{L}.'’-]*(?:,? [\\p{L}(][\\p{L}.'’()-]*){0,4}"
const BEFORE_ADDRESS = new RegExp(`(${NAME})"? *[<(\\[](?=[^\\s<>()]+@)`, 'u')
/** Where no address and no verb stands beside it. */
const ALONE = new RegExp(
  `^(?:[*+]{1,3} ?|Quot(?:ing|e from) |Excerpts? from |(?:Mail|Message|Reply) (?:from|of|by) )?(${NAME})(?:'s message| of (?=[\\p{L}]*\\s?\\d)| ?[(:\\[,@|–-])`,
  'u',
)

/** Behind a time: `03.03.25 10:00, Mira Castel:` */
const AT_THE_END = new RegExp(`^[[(]?\\d.*[,\\])] ?((?=\\p{Lu})${NAME}):$`, 'u')

/** What stands before a name and is none of it: a time zone, a day, a verb, a word. */
const BEFORE_NAME =
  /^(?:(?:[AP]M|UTC|GMT|MSK|MES?Z|[A-Z]{2,4}T|(?:Standard|Daylight|Summer) Time|From|Von|De|Quoting|Zitat von|According to|Missatge de|odesílatel|מאת|sch?r(?:ieb|eef)|skrev|skrifaði|kirjutas|ο|η|Previously|Yesterday|Today|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?),? )+/
const LAST_FIRST = new RegExp(
  `(?:[AP]M|\\d), (\\p{Lu}[\\p{L}'’-]+, \\p{Lu}[\\p{L}.'’-]+)(?: \\([^()]{1,40}\\))? (?:wrote|writes|said)`,
  'u',
)

/** The list that a name came by, before its address. */
const VIA_LIST = / (?:via|through) [^<>]{1,100}(?=<[^<>\s]+@)/

function nameIn(given: string): string | null {
  const text = given.replace(VIA_LIST, ' ')
  const name =
    BEFORE_ADDRESS.exec(text)?.[1] ??
    LAST_FIRST.exec(text)?.[1] ??
    NAME_BEHIND_VERB.exec(text)?.[1] ??
    NAME_BEFORE_VERB.exec(text)?.[1] ??
    AT_THE_END.exec(text)?.[1] ??
    (/^(?:on|at|am|le|el)\b/i.test(text) ? undefined : ALONE.exec(text)?.[1])
  return name
    ? collapse(
        name
          .replace(BEFORE_NAME, '')
          .replace(/ (?:via|through|on)(?: .*)?$/, '')
          .replace(/[ ,('’]+$/, ''),
      )
    : null
}
