import type { LineRange } from '../../model/reply.ts'
import type { Person } from '../../model/message.ts'
import type { TagKind } from '../../model/review.ts'
import { isSamePerson, personIn } from '../../text/people.ts'
import { sentencesOf } from '../../text/sentences.ts'
import { trailerOf } from '../../text/trailers.ts'
import { isCondition } from '../kinds/conditions.ts'

/** A tag that is given in a sentence, not in a line of its own. */
interface SpokenTag {
  /** `null`: "my tag", whichever that is. */
  readonly kinds: readonly TagKind[] | null
  /** The sentence, for the patches that it names. */
  readonly words: string
  readonly conditional: boolean
}

const NAMES: readonly (readonly [TagKind, string])[] = [
  ['reviewed', String.raw`reviewed[- ]?by:?|r-?o?-?b|rvb|(?:code )?review(?: tag)`],
  ['acked', String.raw`acked[- ]?by:?|ack(?:ed)?|a-?b`],
  ['tested', String.raw`tested[- ]?by:?|t-?b|test(?:ed)? tag`],
]
const NAME = `(?:${NAMES.map(([, names]) => names).join('|')})`
const MORE = `(?:(?:,? and|,|/| [+&]) ?(?:my )?${NAME})*`
const MY = String.raw`\bmy (?:own )?(${NAME}${MORE}|tag)(?: ?tags?|s)?(?![\w-])`
const GIVE =
  '(?:add|have|take|include|keep|carry(?: over)?|retain|preserve|propagate|collect|append|use|' +
  'apply|count|(?:re)?(?:submit|send|post)(?: (?:it|them|this))? with|leave)'
/** Whoever may do it: nobody but the author, or it is asked of him. */
const YOU =
  String.raw`(?:^|[,;:(]\s*|\b(?:you|can|may|could|feel free to|please|go ahead and|and|let's|` +
  'so|then|do|just|also|still|happily|certainly) )'
const GIVEN: readonly RegExp[] = [
  `${YOU}${GIVE} ${MY}`,
  String.raw`\byou(?:'ve|(?: still| already| also)? have)(?: got)? ${MY}`,
  String.raw`${MY} (?:still )?(?:stands|holds|applies|remains)\b`,
  String.raw`\bI'm (?:giving (?:this|it|the \w+)|forwarding) ${MY}`,
  // "You can add Acked-by for the series".
  String.raw`\b(?:you (?:can|may)|feel free to) (?:add|have|take) (?:an? |the )?` +
    String.raw`((?:reviewed|acked|tested)-by) (?:tag )?(?:for|to|from me)\b`,
  String.raw`(?:^|[,;:]\s*)(?:an? )?(${NAME}) from me\b`,
].map((source) => new RegExp(source, 'i'))
/** What makes a refusal, a plan or a tale of it, in its clause. */
const NOT_GIVEN =
  /\b(?:not|never|no|without|before|until|why|how|did|dropp?(?:ed)?|omitted|removed?|missed|withdraw)\b|\bI(?: (?:will|can|could|would|might)|'ll|'d)\b|n't\b/i
/** A sentence that only leads over to the next. */
const LEADS = /:$|^(?:with that|then|so|if so|after that|given that)\W*$/i
/** A condition that comes after: "You can add my Acked-by once these are fixed". */
const AFTER = /\b(?:after|once|if|provided|assuming)\b.*/i
const MAY_GIVE = /\bmy\b|from me\b|(?:reviewed|acked|tested)-by/i

/**
 * What the writer of a mail lets the author add of his: "feel free to add my Reviewed-by", "my R-b
 * stands", and a tag behind other words of its line.
 */
export function spokenTags(
  lines: readonly string[],
  comments: readonly LineRange[],
  from: Person,
): SpokenTag[] {
  return comments.flatMap(({ line, endLine }) => {
    const own = lines.slice(line - 1, endLine)
    if (!own.some((text) => MAY_GIVE.test(text))) return []
    return [...inSentences(own), ...own.flatMap((text) => behindWords(text, from) ?? [])]
  })
}

function inSentences(own: readonly string[]): SpokenTag[] {
  const parts = sentencesOf(own.filter((text) => trailerOf(text) === null))
  return parts.flatMap(({ text, isCode }, i) => {
    if (isCode || /\?\W*$/.test(text)) return []
    const found = GIVEN.map((pattern) => pattern.exec(text)).find(Boolean)
    if (!found) return []
    const before = text.slice(0, found.index + found[0].indexOf(found[1] ?? ''))
    if (NOT_GIVEN.test(before.split(/[,;:]\s|\b(?:so|then|but)\b/).at(-1) ?? '')) return []
    const last = parts[i - 1]?.text ?? ''
    const conditions = [
      `${LEADS.test(last) ? `${last} ` : ''}${before}`,
      `${text.slice(0, found.index).trim()} and add`,
      AFTER.exec(text.slice(found.index + found[0].length))?.[0] ?? '',
    ]
    return [
      { kinds: kindsIn(found[1] ?? ''), words: text, conditional: conditions.some(isCondition) },
    ]
  })
}

function kindsIn(named: string): readonly TagKind[] | null {
  if (/^tag$/i.test(named)) return null
  return NAMES.flatMap(([kind, names]) =>
    new RegExp(String.raw`(?:^|[^\w-])(?:${names})(?![\w-])`, 'i').test(named) ? [kind] : [],
  )
}

/** "Looks good to me: Reviewed-by: Ines Farkas <ines@example.net>". */
const BEHIND =
  /^(\s*[\w(][^`'"<>|]*?)(?<=[\s(])((reviewed|acked|tested)-by):? +([^<>@]*<[^<>\s]+@[^<>\s]+>)/i

function behindWords(text: string, from: Person): SpokenTag | null {
  const [, lead = '', , name = '', value = ''] = BEHIND.exec(text) ?? []
  if (name === '' || trailerOf(text) !== null || !isSamePerson(personIn(value), from)) return null
  const words = lead.replace(/[\s(]+$/, '').trim()
  if (NOT_GIVEN.test(words)) return null
  return {
    kinds: [name.toLowerCase() as TagKind],
    words: /^[\d\s,&-]+:?$/.test(words) ? `patches ${words}` : words,
    conditional: isCondition(words),
  }
}
