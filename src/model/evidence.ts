/** Who answers a request: its author, whoever asked, or somebody else. */
export const SPEAKERS = ['author', 'reviewer', 'others'] as const
export type Speaker = (typeof SPEAKERS)[number]

/** What an answer does to a request, told by its wording. */
export const WORDINGS = [
  'agrees-will-do',
  'agrees-done',
  'agrees-yes',
  'concedes',
  'declines',
  'opens-with-yes',
  'opens-with-no',
  'would-rather-not',
  'says-it-is-fixed',
  'promises-a-version',
] as const
export type Wording = (typeof WORDINGS)[number]

/** Evidence that is not about an answer's wording, with what it says in words. */
const PLAIN = {
  'lines-unchanged': 'the lines are as they were',
  'lines-changed': 'the lines changed',
  'lines-gone': 'the lines are gone',
  'lines-moved': 'the lines stand elsewhere',
  'lines-patch-dropped': 'the patch was dropped',
  'lines-unknown': 'the lines are not shown any more',
  'sent-anew': 'the patch was sent anew',
  'no-later-version': 'no later version',
  'beside-changed': 'lines beside it changed',
  'white-space-changed': 'white space changed',
  'patch-same': 'the patch is the same',
  'patch-moved': 'the patch, or a part of it, has another place among the others',
  'patch-sent-again': 'the patch was sent again as it is',
  'patch-changed': 'the patch changed elsewhere',
  'patch-message-changed': 'only the message of the patch changed',
  'patch-dropped': 'the patch was dropped',
  'patch-unknown': 'that patch is not in the store',
  'substitution-made': 'the substitution is made',
  'suggested-code-there': 'suggested code is there',
  'suggested-words-there': 'suggested words are there',
  'name-new': 'a name from the comment is new',
  'asked-text-there': 'the line is as it was asked for',
  'old-text-stands': 'the text that was to be replaced still stands',
  'changelog-names-reviewer': 'changelog names the reviewer',
  'changelog-names-reviewer-of-many': 'the changelog names the reviewer',
  'changelog-speaks-of-it': 'changelog speaks of it',
  'changelog-may-speak-of-it': 'changelog may speak of it',
  'credited-in-trailer': 'credited in a trailer',
  'report-closed': 'a trailer says that it closes this report',
  'answered-with-others': 'one answer to several comments',
  'mail-answered': 'an answer to the whole mail',
  'nobody-answers': 'nobody answers',
  'nobody-answers-author': 'nobody answers the author',
  'last-word-author': 'the last word is by the author',
  'last-word-reviewer': 'the last word is by the reviewer',
  'last-word-others': 'the last word is by others',
  'author-answers': 'the author answers',
  'reviewer-answers': 'the reviewer answers',
  'others-answers': 'somebody else answers',
  'author-asks-back': 'the author asks back',
  'reviewer-asks-back': 'the reviewer asks back',
  'others-asks-back': 'somebody else asks back',
  'author-sends-a-diff': 'the author sends a diff',
  'reviewer-sends-a-diff': 'the reviewer sends a diff',
  'others-sends-a-diff': 'somebody else sends a diff',
  'reviewer-tags-later-version': 'the reviewer tags a later version',
  'reviewer-tags-this-version': 'the reviewer tags this version',
  'tag-in-same-mail': 'a tag in the same mail',
  'fixed-while-applying': 'fixed while applying',
  'applied-as-it-is': 'applied as it is',
  'later-version-applied': 'a later version was applied',
  'asked-again': 'asked again',
  'asker-went-on': 'whoever asked sent the next version without an answer',
  'robot-is-silent-now': 'the robot reviewed it again and does not say it any more',
  'you-said-so': 'you said so',
} as const

/** What a wording says, after who says it. */
const WORDING_WORDS: Readonly<Record<Wording, string>> = {
  'agrees-will-do': 'will do it',
  'agrees-done': 'says it is done',
  'agrees-yes': 'agrees',
  concedes: 'concedes',
  declines: 'argues',
  'opens-with-yes': 'agrees',
  'opens-with-no': 'argues',
  'would-rather-not': 'would rather not',
  'says-it-is-fixed': 'says it is fixed',
  'promises-a-version': 'promises a version',
}

const SPEAKER_WORDS: Readonly<Record<Speaker, string>> = {
  author: 'the author',
  reviewer: 'the reviewer',
  others: 'somebody else',
}

/** A wording found in one of somebody's answers, and the same in the last of several. */
type WordingId = `${Speaker}-${Wording}` | `${Speaker}-at-last-${Wording}`

/** Name of a kind of evidence, as it stands in JSON and in the store. */
export type RuleId = keyof typeof PLAIN | WordingId

export function wordingId(who: Speaker, wording: Wording, isLast: boolean): WordingId {
  return isLast ? `${who}-at-last-${wording}` : `${who}-${wording}`
}

/**
 * Every kind of evidence there is, with what it says to people; the closed set of `evidence.rule`.
 */
export const EVIDENCE: Readonly<Record<RuleId, string>> = Object.fromEntries([
  ...Object.entries(PLAIN),
  ...SPEAKERS.flatMap((who) =>
    WORDINGS.flatMap((wording) =>
      [false, true].map((isLast) => [
        wordingId(who, wording, isLast),
        `${SPEAKER_WORDS[who]} ${WORDING_WORDS[wording]}`,
      ]),
    ),
  ),
]) as Record<RuleId, string>

/** Whom the words of rules mean where the author is the one who asks. */
const ASKED_BY_AUTHOR: Readonly<Record<string, string>> = {
  'the reviewer': 'who asked',
  'somebody else': 'the reviewer',
  'by others': 'by the reviewer',
}

/**
 * What a rule says; its bare name where a store was derived by a program that knew others.
 * @param asker the role of whoever asked: an author asks reviewers
 */
export function ruleWords(rule: string, asker: 'author' | 'reviewer' = 'reviewer'): string {
  const words = (EVIDENCE as Readonly<Record<string, string>>)[rule] ?? rule
  return asker === 'reviewer' ? words : wordsToAuthor(words)
}

/** The same words of rules, or of what they are told in, where the author is the one who asks. */
export function wordsToAuthor(words: string): string {
  return words.replace(
    /the reviewer|somebody else|by others/g,
    (who) => ASKED_BY_AUTHOR[who] ?? who,
  )
}
