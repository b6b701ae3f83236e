const THIS = String.raw`(?:this|it|that|the (?:pull|pullreq|pull request|series|branch|merge|build|tag)|your (?:pull|pullreq|pull request|branch|tag))`
const REFUSED = [
  // "Build failures:", "Fails to build on BSD", "CI fails with this".
  String.raw`^(?:hi|hello|sorry)?[;,.! ]*(?:(?:compile|compilation|build|test|CI) (?:failures?|errors?|breaks?|breakage)\b|fails? (?:to (?:build|compile|link|apply|merge)|CI\b|make check)|(?:merge )?conflicts?(?: with\b|:|\.|$))`,
  String.raw`\b${THIS} (?:now |still |unfortunately |sadly |again )*(?:fails?|failed|breaks|broke|(?:does|did)(?:n't| not) (?:build|compile|link|apply|merge|pass)|has (?:\w+ )?(?:build|compile|merge|format) (?:failures?|errors?|conflicts?)|causes? (?:\w+ )?(?:build|compile|test|CI) (?:failures?|errors?)|(?:conflicts|collides) with)\b`,
  // "I will resend after a rebase", "I'll send a v2", "Will respin."
  String.raw`\b(?:I(?:'ll|\u2019ll| will)|will|let me) (?:(?:have to|just|then) )*(?:re-?send|re-?spin|re-?post|rebase|drop (?:this|it|that)|send (?:an? )?(?:v\d|new|updated|fixed))`,
  String.raw`\bplease (?:ignore|disregard|drop|do not (?:pull|merge)|don't (?:pull|merge)) ${THIS}\b`,
].map((source) => new RegExp(source, 'i'))
const NO_FACT = /\?\s*$|\b(?:if|would|could|might|unless|no longer|used to)\b/i

/** Does whoever is asked to pull, or who asked for it, say that this request is not to be pulled? */
export function refusesPull(sentence: string): boolean {
  return REFUSED.some((pattern) => pattern.test(sentence)) && !NO_FACT.test(sentence)
}
