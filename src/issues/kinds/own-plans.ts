const WORK =
  '(?:re-?)?(?:send|post|submit|spin|roll|base|write|work|do|fix|change|add|update|drop|remove|rename|correct|adjust|amend|address)'
/** "I am about to resend my series", "I'll update it in the next version." */
const PLANS = new RegExp(
  `\\bI(?:'m|\\u2019m| am) (?:about|going|planning) to ${WORK}\\b|` +
    `^(?:\\W*(?:sorry|oops|so|but|and|ok(?:ay)?)[,.!]? )*I(?:'ll|\\u2019ll| will| shall) ` +
    `(?:also |just |then )?${WORK}\\b`,
  'i',
)
/** What it asks of somebody else, or leaves to him. */
const OF_OTHERS =
  /\?|\b(?:please|you(?:r|'\w+)?|should|must|if|unless|once|until|but|let me know|thoughts|comments? (?:welcome|on)|opinions?|suggest\w*|advice|prefer\w*|would like|not sure|unsure)\b/i

/** What should be done with a patch its author tells nobody but himself. */
const DUTIES = /\b(?:should|must)\b/gi

/**
 * Does it say what whoever writes will do himself, and ask nothing of anybody?
 * @param byAuthor is it the author, who will do what he finds wrong with his patch?
 */
export function plansOnly(sentences: readonly string[], byAuthor: boolean): boolean {
  const own = byAuthor ? sentences.map((one) => one.replace(DUTIES, '')) : sentences
  return (
    own.some((one) => PLANS.test(one)) &&
    own.every((one) => !OF_OTHERS.test(one)) &&
    (byAuthor || own.every((one) => PLANS.test(one) && !GOES_ON.test(one)))
  )
}

/** What a sentence tells beside the plan may be a fault. */
const GOES_ON = /[,;:] \S|\b(?:so|because|since|as) /i
