const WORK = String.raw`(?:pull|pullreq|pull request|series|branch|merge|build|tag)`
const THIS = `(?:this|it|that|(?:the|your) ${WORK})`
const REFUSED = [
  // "Build failures:", "Fails to build on BSD", "CI fails with this".
  String.raw`^(?:hi|hello|sorry)?[;,.! ]*(?:(?:compile|compilation|build|test|CI) ` +
    String.raw`(?:failures?|errors?|breaks?|breakage)\b|fails? ` +
    String.raw`(?:to (?:build|compile|link|apply|merge)|CI\b|make check)|` +
    String.raw`(?:merge )?conflicts?(?: with\b|:|\.|$))`,
  String.raw`\b${THIS} (?:now |still |unfortunately |sadly |again )*(?:fails?|failed|breaks|broke|` +
    String.raw`(?:does|did)(?:n't| not) (?:build|compile|link|apply|merge|pass)|` +
    String.raw`has (?:\w+ )?(?:build|compile|merge|format) (?:failures?|errors?|conflicts?)|` +
    String.raw`causes? (?:\w+ )?(?:build|compile|test|CI) (?:failures?|errors?)|` +
    String.raw`(?:conflicts|collides) with)\b`,
  // "I will resend after a rebase", "I'll send a v2", "Will respin."
  String.raw`\b(?:I(?:'ll|\u2019ll| will)|will|let me) ` +
    String.raw`(?:(?:have to|just|then) )*(?:re-?send|re-?spin|re-?post|rebase|drop (?:this|it|that)|` +
    String.raw`send (?:an? )?(?:v\d|new|updated|fixed))`,
  String.raw`\bplease (?:ignore|disregard|drop|do not (?:pull|merge)|don't (?:pull|merge)) ${THIS}\b`,
].map((source) => new RegExp(source, 'i'))
const NO_FACT = /\?\s*$|\b(?:if|would|could|might|unless|no longer|used to)\b/i

/** Does whoever is asked to pull, or who asked for it, say that it is not to be pulled? */
export function refusesPull(sentence: string): boolean {
  return REFUSED.some((pattern) => pattern.test(sentence)) && !NO_FACT.test(sentence)
}
