import type { CommentContext } from '../../model/issue.ts'
import { once } from '../../text/memo.ts'
import { sentencesOf } from '../../text/sentences.ts'
import { tellingWords, weightOfAll } from '../signals/words.ts'
import { saidIn } from './likeness.ts'

const AS_SAID = 'as (?:already |previously )?(?:said|mentioned|asked|requested|noted|commented)'

/** Words by which somebody says that he said it before. "Again" does so where it begins. */
const BACK = new RegExp(
  [
    String.raw`^\W*(?:(?:and|but|so|once|here|also|please),? )?again\b|, again, `,
    String.raw`\b${AS_SAID}(?: for)? (?:already|before|earlier|previously|in my)\b`,
    String.raw`\b${AS_SAID}(?: for)? (?:(?:in|on|for) v\d+|(?:in|on) (?:the|a) (?:last|` +
      String.raw`previous|earlier))\b`,
    String.raw`^\W*${AS_SAID}\b(?! (?:above|below|by|in your|in the (?:cover|commit|description)))`,
    String.raw`\bas (?:i|already) (?:said|mentioned|asked|commented|noted|wrote)\b`,
    String.raw`\bi (?:(?:have|had|already|also|did) )*(?:asked|mentioned|commented|pointed|` +
      String.raw`noted|requested|suggested|told)\b`,
    String.raw`\b(?:was|were|is|are|been|being|you|was simply|just)(?: \w+)? ignor(?:ed|` +
      String.raw`ing)\b|^\W*ignor(?:ed|ing)\b|\bignored? (?:\w+ )?(?:comment|feedback|review)`,
    String.raw`\b(?:not|never|n't) (?:been )?(?:addressed|fixed|answered|resolved|` +
      String.raw`implemented)\b|\bun(?:answered|resolved|addressed)\b`,
    String.raw`\bmissed (?:my|the|this|that)\b`,
    String.raw`\b(?:my|earlier|previous|v\d+) (?:\w+ )?(?:comments?|questions?|issues?|` +
      String.raw`reviews?|feedback|requests?|remarks?|concerns?|problem)\b`,
    String.raw`\b(?:last|previous|earlier) (?:version|time|round|review|revision)\b|\bpreviously\b`,
    String.raw`\bstill\b|\bsame as (?:in|on|for|with) (?:v\d+|the (?:last|previous) ` +
      String.raw`(?:version|time|round))\b`,
  ].join('|'),
  'i',
)
/** What a sentence that says nothing else but that may say of its own. */
const MOST_OF_ITS_OWN = 1

/** Does it say somewhere that it was said before? */
export const pointsBack = once((context: CommentContext): boolean =>
  sentencesOf(saidIn(context)).some(({ text, isCode }) => !isCode && BACK.test(text)),
)

/** "Ignored comment." "Again, same question." is all that its first sentence says. */
export const onlyPointsBack = once((context: CommentContext): boolean => {
  const first = sentencesOf(saidIn(context))[0]?.text ?? ''
  const own = tellingWords(
    first.replace(/ignor\w+|again|\bv\d+|resolved|answer\w*|address\w*/gi, ''),
  )
  return BACK.test(first) && weightOfAll(own) <= MOST_OF_ITS_OWN
})
