import type { CommentContext, CommentKind, Severity, Strength } from '../model/issue.ts'
import { pointGrade } from '../text/point-head.ts'

const NAK = /(?<!not[- ]a[- ])\bNA(?:C)?K\b|^\s*Nacked-by:/m
/**
 * What leaves it to whoever is asked. "If you want to copy it, ..." and "do that in a separate
 * patch" leave nothing, and an optional regulator is a thing.
 */
const LEAVES_IT = [
  String.raw`\bfeel free to (?:ignore|disregard|skip|disagree|push back|leave|keep)\b`,
  String.raw`^\W*feel free to (?!add|get|contact|reach|ask|suggest|review|ping|cc)`,
  String.raw`\bup to you\b(?! (?:whether|how|what|which|to|on|if))`,
  String.raw`\bnot worth (?:(?:a|an|another|sending|posting) )?` +
    String.raw`(?:new version|v\d+|re-?(?:spin|send|roll|post)\w*)`,
  String.raw`\b(?:it's|it is|that's|that is) (?:really |entirely |totally )?your (?:call|choice|decision)\b(?! (?:how|and))`,
  String.raw`(?:^|[.;,-]\s+)your (?:call|choice)\b(?! how)`,
  String.raw`\bleave (?:it|that|(?:this|that|the) (?:choice|decision|call)) (?:up )?to you\b`,
  String.raw`^\W*optional(?:ly)?\)?\s*[:,-]`,
  String.raw`^\W*(?:just )?FYI\b`,
  String.raw`\b(?:not|no)(?: such)? a? ?(?:big|huge) (?:deal|thing)\b|\b(?:it's|it is|this is|that's|but) not (?:that |so |really )?(?:important|critical)\b`,
  String.raw`\bno(?:t a)? (?:strong )?(?:opinions?|preferences?|feelings?|blocker|objections? if)\b`,
  String.raw`\bif you (?:like|want|prefer|wish|feel like it|feel so inclined)(?: to)?\s*(?:[.;,)!]|$)`,
  String.raw`\bnice[- ]to[- ]have\b|\bjust a (?:thought|suggestion|idea)\b|\beither way (?:is fine|works)`,
  String.raw`\b(?:can|could|may|might|fine|ok(?:ay)?|happy)\b[^.?!,]{0,60}\b(?:as|in) (?:a )?(?:later|follow[- ]?up|separate)(?: (?:patch(?:es)?|series|commits?))?\b`,
  String.raw`\bI don't (?:feel strongly|mind (?:that|too|so) much|mind either)\b`,
  String.raw`\b(?:if|in case|when(?:ever)?) (?:you|we|there)\b(?! (?:want|need me|prefer|would|like))[^.?!,]{0,25}\b(?:re-?spin|re-?send|re-?roll|repost|(?:send|post|do|need|have|be|is|'s) (?:a |another |the |one )?(?:new|next|another) (?:version|revision|spin|round|series)|v\d+)\b`,
].map((source) => new RegExp(source, 'im'))
/** Of longer comments a half sentence speaks of a part. */
const LONGEST_LEFT = 700

/** A fault that a robot found beside the patch: it may stand without its repair. */
const OF_OLD =
  /\bpre-?existing (?:issue|bug|problem)\b|\b(?:isn't|is not|wasn't|was not|not) (?:a (?:bug|problem|regression) |an issue )?introduced (?:by|in|with) (?:this|your|the) (?:patch|series|commit|change)/i

function isLeft(text: string): boolean {
  return text.length < LONGEST_LEFT && LEAVES_IT.some((one) => one.test(text))
}

/** How much is asked. */
export function strengthOf(
  { lines, sender }: CommentContext,
  kind: CommentKind,
  severity: Severity | null,
): Strength {
  const text = lines.join('\n')
  const isOfRobot = sender !== 'human' || pointGrade(lines[0] ?? '') !== null
  if (NAK.test(text)) return 'blocking'
  if (isOfRobot ? OF_OLD.test(text) : isLeft(text)) return 'optional'
  if (severity === 'nit') return 'nit'
  return kind === 'question' ? 'question' : 'must'
}
