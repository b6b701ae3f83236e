import { asksMore } from '../summary/score.ts'

const GOOD = '(?:good|fine|ok(?:ay)?|right|correct|sane|reasonable|sensible|great|perfect)'
const SO = '(?:(?:so|ok(?:ay)?|yes|and|but|right|all|overall|then|hence|thus|anyway)[ ,]+)*'
const TO_ME = '(?:,? (?:to me|then|now|as well|too|here|indeed|after all))*'
const CONTENT =
  '(?:(?:does )?makes? (?:perfect |total |good )?sense|' +
  `looks? ${GOOD}|(?:is|are|seems?|sounds?) (?:all )?${GOOD})`
/** "Makes sense.", "So this is fine.", "..., so this makes sense." */
const ASSENTS = [
  `^\\W*${SO}(?:(?:this|that|it|these|they|everything|all) )?${CONTENT}${TO_ME}\\W*$`,
  `, (?:so|and) (?:(?:this|that|it|these|they|all)(?:'s)? )?${CONTENT}${TO_ME}\\W*$`,
  `^\\W*so (?:I think |I guess )?[^,;:?]{1,80} ` +
    `(?:makes sense|(?:is|are|looks) ${GOOD})${TO_ME}\\W*$`,
].map((source) => new RegExp(source, 'i'))
/** What a reviewer says who is not done with it. */
const NOT_DONE = new RegExp(
  String.raw`\?|\b(?:` +
    String.raw`please|should(?:n't)?|must|you(?:'ll)? (?:need|have) to|needs? to be|could|` +
    String.raw`would (?:be|like|rather|prefer|have|you|it)|may ?be|perhaps|` +
    String.raw`might (?:be|want|need|as well|like|help)|instead|rather|better|prefer\w*|` +
    String.raw`suggest\w*|nit(?:s|pick)?|typos?|wrong|missing|incorrect|bugs?|broken|` +
    String.raw`breaks?|leaks?|unused|redundant|unnecessary|confus\w+|odd|weird|strange|` +
    String.raw`if you|unless|once|until|as long as|provided|assuming|except|other than|` +
    String.raw`otherwise|with that|how(?:ever| about)|not sure|unsure|unclear|wonder\w*|` +
    String.raw`worr\w+|concern\w*|why|let's|consider|next time|follow-?up|I'd|no need` +
    String.raw`)\b`,
  'i',
)
/** "If I understand this correctly, ..." is no condition. */
const AS_I_SEE_IT =
  /^\W*(?:(?:so|and|ok(?:ay)?),? )?if I (?:understand|read|get|see|remember)\b[^,]*,/i

/** Does it think aloud and come to the end that all is well? */
export function endsInAssent(sentences: readonly string[]): boolean {
  const last = sentences.at(-1) ?? ''
  return (
    ASSENTS.some((one) => one.test(last)) &&
    sentences.every(
      (one) => !NOT_DONE.test(one.replace(AS_I_SEE_IT, '')) && !asksMore(one, THINKS_ALOUD),
    )
  )
}

/** "This is fine for a pump, because it has no name then.", "This makes sense since it has none." */
const DEFENDS = new RegExp(
  String.raw`^(?:(?:no|well|yes|ok(?:ay)?),? )?(?:(?:this|that|it)(?:'s| is) (?:fine|ok(?:ay)?|` +
    String.raw`safe|valid|allowed)\b[^.?!]{0,200}\b(?:because|since)\b|` +
    String.raw`(?:this|that|it)(?: one| (?:part|hunk|bit|change|patch))? makes (?:perfect |` +
    String.raw`total |good )?sense,? (?:because|since|given|as (?:we|you|it|they|this|that|the|` +
    String.raw`there)) )`,
  'i',
)

/** Does it say why something is well as it is, and no more? */
export function saysWhyItIsFine(sentences: readonly string[]): boolean {
  const [first = ''] = sentences
  return (
    DEFENDS.test(first) &&
    sentences.every((one) => !NOT_DONE.test(one) && !/\b(?:but|however)\b/i.test(one))
  )
}

/** "Makes sense. The test shows that it tells why it failed." */
export function opensWithAssent(sentences: readonly string[]): boolean {
  const [first = '', ...rest] = sentences
  return (
    /^\W*(?:(?:yes|ok(?:ay)?|right),? )?(?:(?:this|that|it) )?makes (?:perfect |total )?sense(?: to me)?[.!]*$/i.test(
      first,
    ) &&
    rest.every(
      (one) =>
        /^(?:and|so|thanks|that|this|I)\b/i.test(one) &&
        !NOT_DONE.test(one) &&
        !/n't\b|\b(?:but|not|no)\b/i.test(one) &&
        !asksMore(one, ''),
    )
  )
}

/** What asks for more than this tells somebody to do something. */
const THINKS_ALOUD = 'We have to do it.'
