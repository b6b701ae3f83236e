/**
 * Who takes back what he said himself: "Never mind", "Please ignore this noise", "Scratch that". Not
 * on a condition, and not what somebody else is to ignore in the code.
 */
const WITHDRAWS = new RegExp(
  String.raw`(?:^|[,;.!:(\u2013-])\W{0,3}(?:(?:so|please|just|actually|sorry|oh|oops|ah|ok|` +
    String.raw`well|but),? ){0,3}` +
    String.raw`(?:never ?mind(?! (?:the|that|how|if|whether|what|all)\b(?! (?:last |previous )?(?:comment|question|remark|mail)))|nvm|scratch (?:that|this)|disregard (?:this|that|me|my|the (?:above|noise))|` +
    String.raw`ignore (?:(?:this|that)(?: (?:noise|comment|e?mail|question))?|me|my \w+|the ` +
    String.raw`(?:noise|above))(?=\s*(?:$|[.,;:!)(-]))|` +
    String.raw`false alarm|i(?:'ll|\u2019ll| will)? take (?:that|it|this) back)\b` +
    String.raw`(?!\W+(?:if|unless)\b)`,
  'i',
)

/** Does a text take back what its writer said before? */
export function withdraws(text: string): boolean {
  return WITHDRAWS.test(text)
}
