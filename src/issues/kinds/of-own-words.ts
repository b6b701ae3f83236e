import type { CommentContext } from '../../model/issue.ts'
import { isSamePerson } from '../../text/people.ts'

/** "Oops, the second one, of course.", "s/pump/valve/" below what one wrote a minute ago. */
const CORRECTS =
  /^\W{0,3}(?:oops|ouch|whoops|argh?|gah|d'oh|err+|erm|scratch that|correction\b|I meant\b|I mean\b|s\/[^/\n]{1,60}\/|sorry[,.] (?:I meant|that should|this should|wrong|typo|not))/i
/** What it asks of somebody else. */
const OF_OTHERS =
  /\?|\b(?:please|you(?:r|'\w+)?|must|need(?:s|ed)? to|could|would be|also|still|but|however)\b/i

/** Does somebody put right his own words, below them, and ask for no more? */
export function correctsHimself(
  { part, from, lines }: CommentContext,
  answered: CommentContext | null,
  sentences: readonly string[],
): boolean {
  return (
    part === 'reply' &&
    answered !== null &&
    isSamePerson(answered.from, from) &&
    CORRECTS.test(sentences[0] ?? lines.join('\n')) &&
    !sentences.some((one) => OF_OTHERS.test(one))
  )
}

const TESTED = /^tested-by$/i
const GIVEN = /^(?:tested|reviewed|acked)-by$/i
/** "Let us know if there is anything else needed.", and what is quoted. */
const OFFERS =
  /\b(?:please )?let (?:us|me) know if (?:there(?:'s| is)|you need) anything\b[^.?!]*[.?!]?|"[^"]{1,80}"/gi
const FINDS = new RegExp(
  String.raw`\?|n't\b|^\s*[-+] ?\S|\b(?:please|should|must|need\w*|could|would|may ?be|` +
    String.raw`perhaps|might|` +
    String.raw`but|however|though|although|still|except|unfortunately|if|once|until|unless|` +
    String.raw`(?:do|does|did|is|was|were|are|will) not|no longer|cannot|never|instead|rather|` +
    String.raw`better|prefer\w*|suggest\w*|nit\w*|typos?|` +
    String.raw`wrong|missing|bugs?|broken|breaks?|fail\w*|error\w*|warn\w*|crash\w*|oops|leaks?|` +
    String.raw`wonder\w*|why|unable|issue\w*|problem\w*|regression\w*|with that|other than)\b`,
  'im',
)

/** Does whoever tested a patch say beside his tag on what, and nothing else? */
export function saysWhatItRanOn(
  trailers: readonly string[],
  sentences: readonly string[],
): boolean {
  return (
    trailers.some((one) => TESTED.test(one)) &&
    trailers.every((one) => GIVEN.test(one)) &&
    sentences.every((one) => !FINDS.test(one.replace(OFFERS, '')))
  )
}

/** Lines of the file that a reviewer sets above a hunk that he speaks of below. */
export function isContextOfHunk({ quoted, lines }: CommentContext): boolean {
  const own = lines.filter((line) => line.trim() !== '')
  return (
    /^@@ -\d/.test(quoted.at(-1)?.trim() ?? '') &&
    own.length > 1 &&
    own.every((line) => /^\s/.test(line))
  )
}
