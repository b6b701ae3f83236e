import type { CommentContext } from '../../model/issue.ts'
import { isGreeting, withoutClosing } from '../../text/greetings.ts'
import { sentencesOf } from '../../text/sentences.ts'

const POINTS =
  '(?:comments?|remarks?|findings?|issues?|nits?|nitpicks?|questions?|points?|things|stuff)'
const WHERE = '(?:below|inline|in ?-?line|underneath)'
/** "Please consider these:", "See my comments below." */
const TO_SEE = `^(?:\\p{Lu}\\w+(?:,? \\p{Lu}\\w+){0,2}, )?(?:(?:so|and|but|but,|however,) )?(?:please|pls)?,? ?(?:also )?(?:see|find|consider|check|reply to|look at|take a look at)(?: ?/ ?reply to)? (?:(?:these|them|those|my|some|a few|the(?: following)?)(?: (?:few|minor|small|other))?(?: ${POINTS})?(?: ${WHERE})?|${WHERE})$`
/** "A few minor nits below", "I only have some questions." */
const THERE_ARE = `^(?:(?:sorry|ok|okay)(?: \\p{Lu}\\w+)?, )?(?:(?:but|and|however,?|still,?) )?(?:(?:I|there) (?:\\w+ )?(?:have|are|is|got|'ve got) )?(?:(?:only|just|a|an|one|two|three|some|few|couple|of|more|minor|small|trivial|tiny|quick|additional|further|other|general|my) ?)+${POINTS}(?: (?:on|about) (?:this|it|the \\w+))?(?:,? (?:please )?(?:see )?${WHERE}| (?:though|still))?$`
/** "Looks reasonable except for one nit:", "Looking good but still a few small comments (below)." */
const GOOD_BUT = `^(?:(?:this|it|the (?:patch|series|set)|overall|in general|mostly|generally),? ){0,2}(?:(?:is |are )?(?:looks?|looking|seems?) (?:(?:pretty|mostly|very|quite|really|generally|overall|all) ){0,2}(?:good|fine|reasonable|ok|okay|great|nice|sane|sensible)|LGTM)(?: (?:to me|overall|in general|now|so far)){0,2},? (?:(?:except|apart|aside|besides|other than|but|with|only|still|just|for|from|I|have|there|are|is) ){1,4}(?:(?:a|an|one|two|three|some|few|couple|of|the|more|minor|small|trivial|tiny|quick|following|my) ){1,5}${POINTS}(?: \\(?${WHERE}\\)?)?$`
const ONE = [TO_SEE, THERE_ARE, GOOD_BUT].map((source) => new RegExp(source, 'iu'))
/** What programs put into it. */
const IN_MARKS = /^\/\*.*\*\/$/

/**
 * Words that say nothing but that points follow, at the top of a mail with points below, or beside
 * a tag.
 */
export function isIntroduction(
  lines: readonly string[],
  { index, count, trailers }: Pick<CommentContext, 'index' | 'count' | 'trailers'>,
): boolean {
  if (index !== 0 || (count < 2 && trailers.length === 0)) return false
  const sentences = sentencesOf(
    withoutClosing(lines).filter((line) => !isGreeting(line) && !IN_MARKS.test(line.trim())),
  ).map(({ text }) => text.replace(/[.:;!,\s]+$/, ''))
  return sentences.length > 0 && sentences.every((text) => ONE.some((one) => one.test(text)))
}
