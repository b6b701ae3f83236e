const WORK = String.raw`(?:pull|pullreq|pull request|series|branch|merge|tag)`
const THIS = `(?:this|it|that|(?:the|your) ${WORK})`
const BUILD = '(?:build|compile|compilation|link|CI|test)'
/** "Build failures:", "This fails to build on BSD", "Merge conflict, please rebase." */
const FAILED = [
  String.raw`^(?:(?:hi|hello|sorry)\b)?[;,.! ]*${BUILD} (?:failures?|errors?|breakage)\b` +
    String.raw`(?! (?:is|are|was|were|in|of)\b)`,
  String.raw`(?:^|\b${THIS} (?:now |still |unfortunately |sadly |again )*)fail(?:s|ed)? ` +
    String.raw`(?:to (?:build|compile|link|apply|merge|pass)|CI\b|make check)`,
  String.raw`\b${THIS} (?:does|did)(?:n't| not) (?:build|compile|link|apply|merge|pass)\b`,
  String.raw`\b${THIS} (?:now |still |unfortunately |sadly |again )*` +
    String.raw`(?:breaks|broke) (?:the )?(?:${BUILD}|compiling|linking|make check)\b`,
  String.raw`\b${THIS} (?:has|causes?) (?:\w+ )?${BUILD} (?:failures?|errors?)\b`,
  String.raw`\bconflicts?\b[^.?!]{0,60}\bplease (?:rebase|re-?send|re-?spin|re-?post)\b`,
  String.raw`\b(?:I(?:'m|\u2019m| am) )?not (?:pulling|merging) ${THIS}\b`,
].map((source) => new RegExp(source, 'i'))
/** "I will resend after a rebase", "Will respin.", "Please ignore this." */
const WITHDRAWN = [
  String.raw`(?:^|[,;:] )(?:(?:yes|ok(?:ay)?|sorry|right|ah|oops)\b[,.!]? )*` +
    String.raw`(?:I(?:'ll|\u2019ll| will)|will|let me) ` +
    String.raw`(?:(?:have to|just|then|fix (?:it|this|that) and) )*` +
    String.raw`(?:re-?send|re-?spin|re-?post|drop (?:this|it)\b|` +
    String.raw`send (?:an? )?(?:v\d|(?:new|updated|fixed) (?:pull|version|v\d)))`,
  String.raw`\bplease (?:ignore|disregard|drop|do not (?:pull|merge)|don't (?:pull|merge)) ` +
    String.raw`${THIS}\b`,
].map((source) => new RegExp(source, 'i'))
const NO_FACT =
  /\?\s*$|\b(?:if|would|could|might|unless|no longer|used to|but I (?:pulled|merged|applied))\b/i

/**
 * Does somebody say that a request to pull cannot be met, or whoever sent it that it is not to be?
 * @param bySender is it he who writes?
 */
export function refusesPull(sentence: string, bySender: boolean): boolean {
  return (
    (FAILED.some((one) => one.test(sentence)) ||
      (bySender && WITHDRAWN.some((one) => one.test(sentence)))) &&
    !NO_FACT.test(sentence)
  )
}

const PULLED = '(?:pulled|applied|merged|queued|pushed|committed|taken|picked up)'
/** "Pulled, thanks.", "Thanks, applied.", "I have merged this.", "Applied to master." */
const CONFIRMS = new RegExp(
  String.raw`^(?:(?:many )?(?:thanks?|thank you|thx|ok(?:ay)?|good|all|both|now)\b[,.!;:]* )*` +
    `(?:(?:I(?:'ve|\\u2019ve| have)?|it(?:'s| is| has been)|this (?:is|has been|was)) )?` +
    `(?:now |just )?${PULLED}` +
    String.raw`(?: (?:this|it|that|them|all|both|(?:the|your) ${WORK}))?` +
    String.raw`(?=\s*(?:[.!,;:]|$|\b(?:to|into|in|on|and|with|thanks?)\b))`,
  'i',
)

/** Does a sentence say that what was asked for was pulled? */
export function confirmsPull(sentence: string): boolean {
  return CONFIRMS.test(sentence) && !/\?|\bnot\b|n't\b/.test(sentence)
}
