import type { Person } from '../model/message.ts'
import { parseDate } from '../text/dates.ts'
import { collapse } from '../text/lines.ts'
import { endOfOriginalHead, isOriginalRule } from '../text/original-head.ts'
import {
  ENDS_IN_CJK_VERB,
  ENDS_IN_VERB,
  hasAttributionShape,
  NAME_BEFORE_VERB,
  NAME_BEHIND_VERB,
} from './attribution-forms.ts'

const ADDRESS = /<?[^\s<>()"']+@[^\s<>()"']+>?/
const WHEN =
  /\b\d{1,2}:\d{2}(?::\d{2})?(?:\b|[AaPp][Mm])|\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b(?:19|20)\d\d\b|\d{4}年/

/** Marks of direction, which mail programs put around names in Hebrew and Arabic. */
const DIRECTION = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
/** A sentence begins so, and an attribution only where it names an address. */
const SENTENCE =
  /^(?:i|you|we|they|he|she|it|as|what|like|since|but|and|so|yes|no|ok|well|the|a|an|this|that|these|my|your|our|his|her|its|their|if|when|where|why|how|there|here)\b/i

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
  const text = collapse(paragraph.replace(DIRECTION, ''))
  if (text.length > 400) return false
  const names = ADDRESS.test(text)
  const isSentence = !names && SENTENCE.test(text)
  if (isOriginalRule(text) || (hasAttributionShape(text) && !isSentence)) return true
  const dated = WHEN.test(text)
  if (ENDS_IN_VERB.test(text) || ENDS_IN_CJK_VERB.test(text)) {
    if (isSentence) return false
    return (
      names ||
      (dated && !/(?:said|says)\s*:$/i.test(text)) ||
      /^[^\s,:]+(?:,? [^\s,:]+){0,4},? (?:wrote|writes|said|dixit)\s*:$/u.test(text)
    )
  }
  if (!/[:：]$/.test(text)) return false
  if (names && /^\*? ?"?[\p{L}][^<>:]{0,60}<[^<>\s]+@[^<>\s]+>[^a-z]{0,60}:$/u.test(text))
    return true
  return dated && (names || (/^(?:on|am|le|el|il|em|den|op)\b/i.test(text) && text.includes(',')))
}

/** Who is quoted and when that was written, as far as the paragraph says. */
export function readAttribution(paragraph: string): { who: Person | null; date: string | null } {
  const text = collapse(fromOfBlock(paragraph) ?? paragraph)
  const address = /[^\s<>()"'\][:;,]+@[^\s<>()"'\][:;,]+/.exec(text)?.[0]?.toLowerCase() ?? null
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
  `^(?:[*+]{1,3} ?|Quot(?:ing|e from) |Excerpts? from |(?:Mail|Message|Reply) (?:from|of|by) )?(${NAME})(?:'s message| of (?=[\\p{L}]*\\s?\\d)| ?[(:\\[,@–-])`,
  'u',
)

function nameIn(text: string): string | null {
  const name =
    BEFORE_ADDRESS.exec(text)?.[1] ??
    NAME_BEHIND_VERB.exec(text)?.[1] ??
    NAME_BEFORE_VERB.exec(text)?.[1] ??
    (/^(?:on|at|am|le|el)\b/i.test(text) ? undefined : ALONE.exec(text)?.[1])
  return name
    ? collapse(
        name
          .replace(/^(?:[AP]M|UTC|GMT|[A-Z]{3,4}T|From|Von|De)\b,? /, '')
          .replace(/ (?:via|through|on) .*$/, '')
          .replace(/[ ,(]+$/, ''),
      )
    : null
}
