import type { Sentence } from '../../text/sentences.ts'
import { ASKING } from './phrases.ts'

/** Given once something is done, wherever that was asked for. */
const CONDITION =
  /\b(?:once|after|if|when|assuming|provided|modulo|besides|other than|apart from|aside from|except|but|otherwise|feel free to add)\b[^.!?]{0,80}\b(?:that|this|those|these|it|above|fix(?:ed|es)?|chang(?:ed?|es)|address(?:ed)?|nits?|comments?|add(?:ed)?|remov(?:ed)?|updated?|typos?)\b|\bwith (?:the|those|these|that|this|a|my|some) (?:\S+ ){0,5}(?:fix(?:ed|es|ups?)?|changes?|changed|nits?|comments?|addressed|added|removed|dropped|updated|typos?|corrected|resolved|tweak\w*|suggest\w*|done|in place)\b|\bwith it (?:gone|fixed|changed|dropped|removed|added|moved)\b|\bwith (?:that|this|those|these)[:,]?\s*$|\bfeel free\b.*\b(?:after|once|with|if)\b|\botherwise,? (?:looks|you|feel|lgtm|fine)|\S\s{1,9}otherwise\s{0,9}[,:]{0,3}\s{0,9}$|\bsubject to (?!change\b)\S/i

const DO =
  'add|address|adjust|avoid|change|check|clarify|convert|correct|delete|document|drop|explain|extend|fix|fold|lose|make|mention|merge|move|put|remove|rename|reorder|rephrase|replace|return|reword|shorten|simplify|sort|spell|split|squash|swap|switch|turn|update|use|wrap|write'
const DONE =
  'adjusted|changed|clarified|cleaned|converted|corrected|deleted|documented|dropped|folded|made|merged|moved|put|removed|renamed|reordered|rephrased|replaced|reworded|shortened|simplified|sorted|spelled|split|squashed|swapped|switched|tidied|turned|updated|wrapped|written'
/** Gives, or lets have. */
const TAG_GIVEN =
  "(?:you (?:have|get|can|may|could)|feel free|take|add|have|here is|here's|it gets|(?:accept|include) my)\\b"

/** A condition that says what is to be done, and to what. */
const OWN_CONDITION: readonly RegExp[] = [
  // "With this renamed to c:", "With the check moved up,".
  `\\bwith (?!(?:that|those|these|it|them) \\S+(?: up)?\\W*$)(?:\\S+ ){1,6}(?:${DONE})(?: (?:to|into|from|by|with|as|out|up|down|before|after|above|below|in|on|instead)\\b.*)?[:,.]?\\s*$`,
  // "Assuming you rename b to c,", "If you rename this to c:".
  `\\b(?:assuming|provided|providing|if|once|when|after|as long as)(?: that)? you(?:'ll| will|` +
    ` can| could| would)?(?: (?:also|just|only|simply))? (?:${DO})\\b[^.!?]*\\W*$`,
  // "With s/int b/int c/:".
  `\\b(?:with|modulo|after|and) s([/,|])[^/,|]+\\1[^/,|]*\\1`,
  // "Fix the name and you have my".
  `(?:^|[.!:,]\\s+)(?:(?:please|just) )?(?:${DO})\\b[^.!?]{2,80}(?:,| and| then)+ ${TAG_GIVEN}`,
].map((source) => new RegExp(source, 'i'))

/**
 * "Not worth a new version", "no need to respin for that", "in case you resend": the tag does not
 * wait for it.
 */
const NOT_WORTH =
  /\b(?:(?:if|in case|when|unless) (?:you|there(?:'s| is| will be)|another)|no need|not worth|not necessary|(?:don't|do not|doesn't|does not|needn't|need not) (?:bother|have to|need(?: to)?|require|warrant|justify)|isn't worth|wouldn't)\b[^.!?]{0,30}\b(?:re-?(?:spin|send|post|roll|submit)\w*|(?:new|another|next) (?:version|revision|iteration|round)|v\d+)\b(?![^.!?]{0,20} with\b)/i
/** What makes a condition of a tag all the same, right above it. */
const STILL =
  /^\W*(?:(?:so|but|and) )?(?:with|once|provided|providing|assuming|after|subject to)\b/i

/** Do the words above a tag make a condition of it? */
export function isCondition(text: string): boolean {
  const given = NOT_WORTH.test(text) ? (text.split(/(?<=[.!?])\s+/).at(-1) ?? '') : text
  if (NOT_WORTH.test(text) && !STILL.test(given)) return false
  return CONDITION.test(given) || OWN_CONDITION.some((pattern) => pattern.test(given))
}

/**
 * What was asked for elsewhere: "With that fixed", "Once the comments above are addressed", "With the
 * comment tidied up, QAPI schema".
 */
const ELSEWHERE =
  /\b(?:above|below|earlier|other|comments?|nits?|suggestions?|feedback|concerns?|review|mentioned|noted|kernel|maintainers?)\b|\bpatch \d|\bup, \S/i

/** Does the condition of a tag itself say what is to be done? */
export function asksByCondition(text: string): boolean {
  const last = text.trim()
  return OWN_CONDITION.some((pattern) => pattern.test(last)) && !ELSEWHERE.test(last)
}

/** "With that," above a tag, and what stands before it. */
const WITH_THAT =
  /^(.*\S)\s+with (?:that|this|those|these)(?: (fixed(?: up)?|changed?|addressed|done|corrected|resolved))?\s*[,.:]*$/i
const WEAK = /^(?:doubts|asks: why|leaves it open|points out: wrong)$/
/** "You missed the maintainer" asks for him. */
const MISSED = /^\W*(?:but |also |however,? )?you(?:'ve| have)? (?:missed|forgot(?:ten)?)\b/i

/** "Nit: name it after the file." beside a tag; "minor nit below" says where it is asked. */
const NIT =
  /^\W*(?:(?:one|a|just|minor|small|tiny|micro|trivial|super|very) )*nit(?:s|pick)?\s*[:,]\s+(?!(?:\S+ )?(?:below|inline|above)\b)\S+ \S/i

/**
 * Does what stands above a tag ask for something that it is given for: "Sort these. With that,", or
 * tell what was left out?
 * @param sentences what was written beside the tag
 */
export function asksBesideTag(sentences: readonly Sentence[]): boolean {
  if (sentences.some(({ text }) => MISSED.test(text) || NIT.test(text))) return true
  const [, above = null, done] = WITH_THAT.exec(sentences.map(({ text }) => text).join(' ')) ?? []
  if (above === null) return false
  return (
    done !== undefined ||
    /^\W*just\b/i.test(above) ||
    sentences.some(({ isCode }) => isCode) ||
    ASKING.some(([name, pattern]) => !WEAK.test(name) && pattern.test(above))
  )
}
