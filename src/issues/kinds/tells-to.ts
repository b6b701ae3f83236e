const TO_DO =
  'add|drop|remove|use|rename|move|make|fix|split|change|replace|put|avoid|delete|fold|squash|send|resend|rebase|update|mention|explain|describe|document|include|write|provide|convert|switch|handle|mark|rewrite|reword|define|say|state|tell|elaborate|clarify|test|check|run|follow|order|sort|align|separate|merge|combine|improve|submit|repost|respin|answer|address|act|' +
  'flip|post|disable|enable|revert|refactor|rework|revise|expand|extend|reduce|restrict|shorten|simplify|reorder|rephrase|reuse|re-use|swap|correct(?! me)|declare|initiali[sz]e|return|set|wrap|limit|inline|indent|quote|spell|turn'
const NOT_IT =
  String.raw`\b(?! (?:sure|free|this (?:series|patch)|th(?:is|ese) through|me know|in mind|` +
  String.raw`sense))`
/** "Please say which this was tested on." "Keep it then. But write the reason into a comment." */
const TELLS_TO = [
  `(?:^|[,;:] |\\b(?:but|and|so|then) )please,? (?:also |just |do |at least )?(?:don't |do ` +
    `not )?\\[?(?:${TO_DO})${NOT_IT}`,
  `^(?:but,? |however, )(?:then )?(?:${TO_DO})${NOT_IT}`,
  // "Please pick up my review tag from v1."
  String.raw`(?:^|[,;:] )please,? (?:also |just )?(?:pick up|collect|carry|keep) (?:my|the|` +
    String.raw`all|any) (?:[\w-]+ ){0,2}(?:tags?|[\w-]+-by|r-?bs?)\b`,
].map((source) => new RegExp(source, 'i'))

const OPENS =
  String.raw`^(?:(?:so|and|but|also|then|yes|ok(?:ay)?|right|indeed|in that case),? ` +
  String.raw`){0,2}`
const NEEDS =
  "(?:(?:'ll|\\u2019ll| will| would|'d)? (?:also |still |probably |then ){0,2}(?:need|want|have)(?: to)?(?: also)?|" +
  ' should(?: also| then| probably)?|' +
  ' (?:might|may)(?: also)? want to)'
const VERSION = String.raw`(?:patch|version|series|re-?(?:spin|roll|send|base|post)|v\d+)`
/** The same, where no form letter tells it to everybody. */
const TELLS_PLAINLY = [
  // "Submit it again, please", "Can I have an updated version?", "Update this patch so that ...".
  `^(?:${TO_DO})\\b[^.!?]{0,60}[ ,]please[.!]?$`,
  `\\bcan (?:I|we) (?:please )?(?:have|get|see) (?:an?|the) (?:updated|new|rebased|fixed|` +
    `next) (?:version|patch|series|one)\\b`,
  `^(?:[-*] )?(?:update|improve|rework|rebase|resend|split|reword|rewrite) (?:this|the|your) (?:patch|series|commit (?:message|log)|description|subject|changelog)\\b(?!\\S* (?:is|was|were|are)\\b)`,
  `\\b(?:fine|ok(?:ay)?|happy) with (?:this|it|that)(?: \\w+)? (?:once|after|provided)\\b`,
  // "We'll need a v3 with the assert.", "Better convert it to a trace event."
  `^(?:so |ok(?:ay)?,? |and |then )*we(?:'ll| will| would)? (?:still )?need (?:a|another) ` +
    `(?:v\\d+|new version|respin|re-?roll|repost|resend)\\b`,
  `^(?:maybe |perhaps |probably )?better(?: to)? (?:${TO_DO})${NOT_IT}`,
  `^(?:just|at a minimum|at least),? (?:be (?:clear|explicit|more \\w+)|confirm|${TO_DO})${NOT_IT}`,
  // "I'd suggest to use the limit of the pump.", "I suggest that you drop it."
  `${OPENS}I(?:'d|\\u2019d| would)? suggest (?:(?:to|that you|you) )?(?:just )?(?:${TO_DO}|` +
    `do)${NOT_IT}`,
  // "However that refactoring should be in its own commit."
  `^(?:however|but),? (?:that|this|the|these|those|your|it) [^.?!;:,]{0,60}?\\bshould (?:really |also |probably |still |rather )*(?:be (?:in (?:a|an|its|their|the)|done|split|moved|part of|named|called|replaced|added|removed|dropped|documented|mentioned|an?)|go|come|say|mention)\\b`,
  // "An updated patch may be in order."
  `\\b(?:updated|new|fixed|another|rebased|an?) ${VERSION}\\b[^.?!]{0,20} (?:may|might|would|` +
    `is|seems)(?: to)?(?: be)? in order\\b`,
  // "You're better off registering it."
  `${OPENS}you(?:'re|\\u2019re| are|'d be| would be) (?:probably |much )?better off? \\w+ing\\b`,
  // "It would be prudent to do so.", below what its author offers.
  `${OPENS}(?:it|that) would be (?:prudent|wise|best|preferable) to (?:do (?:so|that|it|this)|` +
    `${TO_DO})${NOT_IT}`,
].map((source) => new RegExp(source, 'i'))
/** The same, said to whom it answers. */
const TELLS_HIM = [
  // "You'll also need to export it.", "You should add a name here.", "You might want to resend."
  `${OPENS}you${NEEDS} (?:${TO_DO}|export|call|resend)${NOT_IT}`,
].map((source) => new RegExp(source, 'i'))

/**
 * Does a sentence tell to do something, by "please" or as plainly?
 * @param isForm it stands in a form letter, which says "just use them" to everybody
 * @param isToAuthor "you" is the author, not another reviewer
 */
export function tellsToDo(
  sentences: readonly string[],
  isForm: boolean,
  isToAuthor: boolean,
): boolean {
  const tells = isForm
    ? TELLS_TO
    : [...TELLS_TO, ...TELLS_PLAINLY, ...(isToAuthor ? TELLS_HIM : [])]
  return sentences.some((text) => tells.some((one) => one.test(text)))
}
