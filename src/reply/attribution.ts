import type { Person } from '../model/message.ts'
import { parseDate } from '../text/dates.ts'
import { collapse } from '../text/lines.ts'

const VERB =
  /(?:\bwrote|\bwrites|\bsaid|\bschrieb\b.*|\ba écrit|\bescribió|\bescreveu|\bha scritto|\bskrev\b.*|\bschreef\b.*|\bnapisał\(?a?\)?|\bkirjoitti|\bpíše|\bnapsal\(?a?\)?|\bпишет|\bписал\(?а?\)?|写道|寫道|さんは書きました|wrote the following)\s*[:：]?\s*$/i
const ADDRESS = /<?[^\s<>()"']+@[^\s<>()"']+>?/
const WHEN =
  /\b\d{1,2}:\d{2}(?::\d{2})?(?:\b|[AaPp][Mm])|\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b(?:19|20)\d\d\b|\d{4}年/

/**
 * Does this paragraph introduce a quote? It does where it ends in a verb of writing or a colon and
 * names an address or a time ("On <date>, <who> wrote:", "* Name <addr> [date]:", "Name <addr>:"),
 * or is nothing but a name and the verb. "As I said:" is a sentence.
 */
export function isAttribution(paragraph: string): boolean {
  const text = collapse(paragraph)
  if (text.length > 400) return false
  if (/^-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht)/i.test(text))
    return true
  const names = ADDRESS.test(text)
  const dated = WHEN.test(text)
  if (VERB.test(text)) {
    if (
      /^(?:i|you|we|they|he|she|it|as|what|like|since|but|and|so|yes|no|ok|well)\b/i.test(text) &&
      !names
    )
      return false
    return (
      names ||
      (dated && !/said\s*:$/i.test(text)) ||
      /^[^\s,:]+(?:,? [^\s,:]+){0,4},? (?:wrote|writes|said)\s*:$/u.test(text)
    )
  }
  if (!/[:：]$/.test(text)) return false
  if (names && /^\*? ?"?[\p{L}][^<>:]{0,60}<[^<>\s]+@[^<>\s]+>[^a-z]{0,60}:$/u.test(text))
    return true
  return dated && (names || (/^(?:on|am|le|el|il|em|den|op)\b/i.test(text) && text.includes(',')))
}

/** Who is quoted and when that was written, as far as the paragraph says. */
export function readAttribution(paragraph: string): { who: Person | null; date: string | null } {
  const text = collapse(paragraph)
  const address = /[^\s<>()"'\][:;,]+@[^\s<>()"'\][:;,]+/.exec(text)?.[0]?.toLowerCase() ?? null
  const name = nameIn(text)
  return { who: address || name ? { name, address } : null, date: parseDate(text) }
}

const NAME = "[\\p{L}][\\p{L}.'-]*(?:,? [\\p{L}(][\\p{L}.'()-]*){0,4}"
const BEFORE_ADDRESS = new RegExp(`(${NAME})"? *[<(]`, 'u')
const BEFORE_VERB = new RegExp(
  `([\\p{Lu}][\\p{L}.'-]*(?: [\\p{Lu}][\\p{L}.'-]*){0,3}),? (?:wrote|writes|said|via|a écrit)`,
  'u',
)
const AFTER_VERB = new RegExp(`(?:schrieb|skrev|schreef) (${NAME})`, 'u')

function nameIn(text: string): string | null {
  const name =
    BEFORE_ADDRESS.exec(text)?.[1] ?? AFTER_VERB.exec(text)?.[1] ?? BEFORE_VERB.exec(text)?.[1]
  return name ? collapse(name.replace(/^(?:[AP]M|UTC|GMT|[A-Z]{3,4}T)\b,? /, '')) : null
}
