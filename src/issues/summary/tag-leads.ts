import { trailerOf } from '../../text/trailers.ts'
import { sentencesOf, type Sentence } from '../../text/sentences.ts'
import { asksMore } from './score.ts'

/** What is given: "please add my:", "feel free to add", "this is:", "you have my". */
const GIVEN =
  "(?:(?:then |so )?(?:(?:please|(?:please )?feel free to|you (?:can|may|could)) (?:then |also )*(?:add|apply|take|have|keep|include|collect)(?: my| the| this)?(?: tags?)?(?: here)?|(?:you )?(?:have|here is|here's) my|this is|it is|it's|add my))"
/** What was said above: a condition that names it asks for nothing itself. */
const SAID =
  '(?:that|this|those|these|it|them|which|(?:(?:all|both)(?: of)? )?(?:the |all )?above|(?:that|this|those|these|the|my|some)(?: [\\w-]+){0,2} (?:nits?|comments?|issues?|fix(?:es|ups?|up)?|changes?|things?|bits?|stuff|points?|remarks?|suggestions?|cleanups?|name)|indentation)'
const DONE =
  '(?: (?:is|are|being|been|gets?|all|both|just|above|below|also|fixed|addressed|done|resolved|corrected|cleaned|updated|removed|dropped|added|adjusted|sorted|clarified|fix(?:es|ups?|up)?|changed?|changes|comments?|nits?|in place|in mind|up|out|as well|too))*'
/** Nothing is wrong with the rest of it. */
const PRAISED =
  "(?:(?:(?:and )?(?:this|that|it|(?:the )?(?:\\w+ )?(?:patch|driver|series|change|code|rest|binding)|all|everything|I am|I'm)\\b)?[^.?!;:]{0,12}(?:looks?|lgtm|seems?|fine|good|great|ok|okay|nice|happy|not seeing)\\b[^.?!;]{0,40})"
const NO_MORE =
  '(?:so|anyways?|fwiw|regardless(?: of (?:that|this))?|either way|(?:in )?(?:any|either|that|such) case|as it stands|for the (?:series|rest|patch|(?:whole )?(?:set|thing)|change itself))'
const END = '[\\s:,.!]*$'
const OPENS = '(?:(?:but|and|so|anyway|however|also),? |\\.{2,}(?!\\.) ?)*'
const BEFORE = '(?:^|[.;,:?!)\\u2013-]\\s+|\\s+(?=(?:but|and|so) ))'

/** A condition that points back, or the end of what stands above it. */
const POINTS_BACK = [
  `${OPENS}with ${SAID}${DONE},?(?: ${GIVEN})?`,
  `${OPENS}(?:once|after|when|if|assuming) ${SAID}${DONE},?(?: ${GIVEN})?`,
  `${OPENS}(?:after which|if so),?(?: ${GIVEN}| ${PRAISED})?`,
  `${OPENS}(?:other than|apart from|aside from|besides|except(?: for| of)?) ${SAID}\\b[^.?!;]*`,
  `${OPENS}otherwise,?(?: ${PRAISED})?,?(?: (?:so )?with ${SAID}${DONE},?)?(?: ${GIVEN})?`,
  `(?:the )?rest ${PRAISED}`,
  `(?:this|it|(?:the|this) (?:patch|change|code|series)|looks?|lgtm)\\b[^.?!;,]{0,12}\\b(?:good|fine|ok(?:ay)?|great|nice|reasonable)\\b[^.?!;,]{0,30}:`,
  `${OPENS}${NO_MORE}`,
].map((source) => new RegExp(`${BEFORE}(${source}${END})`, 'iu'))
/** A condition that may ask for something itself. */
const CONDITION = new RegExp(
  `^${OPENS}(?:once|after|when|if|assuming|with) [^.?!;]*?(?:[,:]| ${GIVEN})${END}`,
  'iu',
)
const GIVES = new RegExp(`(?:^|[\\s,;:-]+(?:(?:and|so|then) )?)${GIVEN}${END}`, 'iu')

/**
 * The sentences without what leads over to a tag: "With that fixed,", "Other than that:". A
 * condition goes as a whole only where something else asks.
 * @param lines of the comment, with its tags
 */
export function withoutLeads<S extends Sentence>(
  parts: readonly S[],
  lines: readonly string[],
): readonly S[] {
  const leads = leadsIn(lines)
  if (leads.size === 0) return parts
  return parts.flatMap((part, i) => {
    if (part.isCode || !leads.has(part.text) || goesOn(parts[i + 1])) return [part]
    const others = parts.filter((_, k) => k !== i)
    const text = cut(part.text, others)
    return text === '' ? [] : [{ ...part, text: i === parts.length - 1 ? bare(text) : text }]
  })
}

/** "...on the resend with this fixed.", below the tag. */
function goesOn(next: Sentence | undefined): boolean {
  return next !== undefined && /^(?:\.\.|\p{Ll})/u.test(next.text)
}

/** The last sentence above each group of tags, and the one above that where it only gives. */
function leadsIn(lines: readonly string[]): ReadonlySet<string> {
  const isTag = lines.map((line) => trailerOf(line)?.name.endsWith('-by') === true)
  const firsts = isTag.flatMap((tag, i) => (tag && isTag[i - 1] !== true ? [i] : []))
  return new Set(
    firsts.flatMap((i) => {
      const [above = '', last = ''] = ['', ...textsOf(lines.slice(0, i))].slice(-2)
      return last.replace(GIVES, '') === '' ? [above, last] : [last]
    }),
  )
}

function textsOf(lines: readonly string[]): string[] {
  return sentencesOf(lines).map(({ text }) => text)
}

/** Empty where nothing is left, and other sentences say what is asked for. */
function cut(text: string, others: readonly Sentence[]): string {
  const isLeft = others.some(({ text: said }) => /\w{2}/.test(said))
  const back = POINTS_BACK.map((one) => one.exec(text)).find(Boolean)
  if (back) {
    const above = text.slice(0, back.index + back[0].length - (back[1] ?? '').length)
    if (/\w/.test(above)) return cut(bare(above), others)
    return isLeft ? '' : text
  }
  if (CONDITION.test(text) && others.some((other) => asksMore(other.text, ''))) return ''
  const rest = text.replace(GIVES, '')
  return rest === '' && !isLeft ? text : rest
}

/** Without what joined it to the words that went. */
function bare(text: string): string {
  return text.replace(/[\s,;:]*(?:\s(?:[-\u2013]|and|but|so))?[\s,;:]*$/u, '')
}
