import { isBlank } from './lines.ts'

const GREETING = /^\s*(?:hi|hello|hey|dear|good (?:morning|day|evening))\b[^.?!\n]{0,40}[,.!]?\s*$/i
/** "[ forgive the formatting, I am stuck with Outlook ]": of the mail, not of the matter. */
const ASIDE =
  /^\s*[[(]\s*(?:please )?(?:forgive|excuse|pardon|sorry|apolog(?:ies|ize))\b[^\])]*[\])]?\s*$/i
const ATTRIBUTION = /^\s*On .* wrote:$/i

/** "Hi Dan," alone: a line that greets and says nothing else. */
export function isGreeting(line: string): boolean {
  return GREETING.test(line)
}

/**
 * A line that says nothing by itself: blank, a greeting, who wrote what is quoted, an excuse for
 * how the mail looks.
 */
export function saysNothing(line: string): boolean {
  return line.trim() === '' || isGreeting(line) || ATTRIBUTION.test(line) || ASIDE.test(line)
}

/** "Cc'ing Wim.", "[+cc the list]": whom a mail goes to as well. */
const CC_LINE =
  /^[\s([+]*(?:(?:I(?:'m|\u2019m| am) )?cc(?:['\u2019]?(?:ing|ed|d)\b|:)|(?<=\+ ?)cc )[^.?!]{1,60}\W*$/i

/** Does a line say only who gets a copy? */
export function isCcLine(line: string): boolean {
  return CC_LINE.test(line)
}

const THANKS =
  /^\W*(?:(?:ok(?:ay)?|oh|ah|hi|hello|hey|dear|great|and|\p{Lu}\p{L}+)\b\W*){0,3}(?:(?:many|big) )?(?:thanks|thank you|thx|I(?: really)? appreciate)\b/iu
const OF_THANKS = new Set(
  (
    'thanks thank thx i appreciate really also both everyone folks guys ok okay oh ah hi hello hey dear great many big a an lot so much very again for the your you u this that these it them his ' +
    'review reviewing reviews reviewed feedback comment comments commenting remark remarks looking look taking having into at on of patch patches series time effort ' +
    'pointing out catch catching noticing spotting bringing up raising suggestion suggestions suggesting input inputs advice help helping reminder reminding me ' +
    'detailed explanation explaining clarification clarifying insight insights insightful quick prompt fast reply response replying responding answer kind valuable ' +
    'helpful constructive careful thorough letting know guidance and to all my here as well positive sharing providing information info heads-up heads'
  ).split(' '),
)

/** "Thank you for looking into this.": thanks, and nothing of the matter. */
export function isCourtesy(text: string): boolean {
  if (text.length > 120 || !THANKS.test(text) || /[.?!:]\s+\S/.test(text)) return false
  const words = text.match(/[\p{L}\p{N}'’_-]+/gu) ?? []
  return words.every((word) => OF_THANKS.has(word.toLowerCase()) || isName(word))
}

/** "Mira", and not "Dropped" or "Will". */
function isName(word: string): boolean {
  return /^\p{Lu}\p{Ll}+$/u.test(word) && !/ed$|^(?:Done|Will|Yes|No)$/.test(word)
}

/** What stands above the name of who writes, in the languages that people close their mail in. */
const CLOSING =
  /^\s*(?:(?:with )?(?:(?:kind(?:est)?|warm(?:est)?|best|many|all (?:the|my) best|good) )?(?:regards|wishes|greetings|greets)|br|b\.r\.|rgds|brgds|best|all the best|cheers|(?:many |big )?thanks?(?: (?:you|a lot|again|in advance|so much|very much))*(?: (?:and|&) (?:(?:kind|best|warm) )?regards)?|thx|ta|gr\{oetje,eeting\}s|(?:met )?(?:vriendelijke )?groet(?:en|jes)?|(?:mit )?(?:freundlichen|besten|schönen|vielen|viele) (?:grüßen|grüssen|gruessen|grüße|grüsse|gruß|dank)|gru(?:ß|ss)|saludos|cordialement|med vänlig hälsning|sincerely(?: yours)?|yours(?: (?:sincerely|faithfully|truly))?|respectfully|take care|have a (?:nice|good|great) (?:day|week|weekend|evening)|hth|hope (?:that|this|it) helps)(?: to you(?: all)?)?\s*[,.!:]*\s*$/iu

/** "Kind regards," alone: a line that ends a mail and says nothing else. */
export function isClosing(line: string): boolean {
  return CLOSING.test(line)
}

/** "Wim.", "-Geert", "Mira Castel". */
const NAME = /^\s*-*\s*\p{Lu}[\p{L}.'-]*(?: \p{Lu}[\p{L}.'-]*){0,3}[.,]?\s*$/u

/** The lines above a closing with a name or two below it, and above the rule of a signature. */
export function withoutClosing(lines: readonly string[]): readonly string[] {
  const rule = lines.findIndex((line, i) => /^--\s*$/.test(line) && isSignature(lines.slice(i + 1)))
  const text = rule === -1 ? lines : lines.slice(0, rule)
  const closing = text.findLastIndex(isClosing)
  const below = closing === -1 ? [] : text.slice(closing + 1).filter((line) => !isBlank(line))
  const isEnd = closing !== -1 && below.length <= 2 && below.every((line) => NAME.test(line))
  return isEnd ? text.slice(0, closing) : text
}

/** A few lines at once below the rule; below a blank line somebody goes on writing. */
function isSignature(below: readonly string[]): boolean {
  return !isBlank(below[0]) && below.filter((line) => !isBlank(line)).length <= 4
}

/** "-- Mira", the rule of a signature and a name in one line. */
const SIGNED = /^\s*(?:--|[—–]) ?\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,3}\s*$/u

/** Is this line a signature as a whole? */
export function isSignedLine(line: string): boolean {
  return SIGNED.test(line)
}

const CLOSERS = new Set(
  'hi hello hey dear all thanks thank you cheers regards best kind br thx ta warm with many sincerely enjoy'.split(
    ' ',
  ),
)

/** Nothing but greeting, thanks and the name of who writes, or the letters that it begins with. */
export function isOnlyName(text: string, name: string | null): boolean {
  const words = wordsOf(text)
  const names = new Set(wordsOf(name ?? ''))
  const initials = [...names].map((one) => one[0] ?? '').join('')
  const isInitials = (word: string): boolean => word.length > 1 && word === initials
  const isHail = /^\s*(?:hi|hello|hey|dear)\s+\S+(?:\s\S+)?[,.!]?\s*$/i.test(text)
  return (
    isHail ||
    words.every(
      (word) =>
        CLOSERS.has(word) || names.has(word) || isInitials(word) || isShortFor(word, text, names),
    )
  )
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []
}

/** "Bart" below what Bartholomew wrote. */
function isShortFor(word: string, text: string, names: ReadonlySet<string>): boolean {
  return (
    /^\s*\p{Lu}\p{L}{2,}[.,]?\s*$/u.test(text) && [...names].some((name) => name.startsWith(word))
  )
}
