/** What each rule of evidence says, in words; the rules themselves stand in the JSON. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^lines-unchanged$/, 'the lines are as they were'],
  [/^lines-changed$/, 'the lines changed'],
  [/^lines-gone$/, 'the lines are gone'],
  [/^lines-patch-dropped$/, 'the patch was dropped'],
  [/^answered with others$/, 'one answer to several comments'],
  [/^its mail is answered$/, 'an answer to the whole mail'],
  [/^lines-unknown$/, 'the lines are not shown any more'],
  [/^patch-same$/, 'the patch is the same'],
  [/^patch-changed$/, 'the patch changed elsewhere'],
  [/^patch-message-changed$/, 'only the message of the patch changed'],
  [/^patch-dropped$/, 'the patch was dropped'],
  [/^patch-unknown$/, 'that patch is not in the store'],
  [/^no-later-version$/, 'no later version'],
  [/^changelog names the reviewer of many comments$/, 'the changelog names the reviewer'],
  [/^the (author|reviewer)(?: at last)?: agrees: will do$/, 'the $1 will do it'],
  [/^others(?: at last)?: agrees: will do$/, 'somebody will do it'],
  [/^the (author|reviewer)(?: at last)?: agrees: done$/, 'the $1 says it is done'],
  [/^the (author|reviewer)(?: at last)?: (?:agrees: yes|opens with yes)$/, 'the $1 agrees'],
  [/^the (author|reviewer)(?: at last)?: (?:declines|opens with no)$/, 'the $1 argues'],
  [/^the (author|reviewer)(?: at last)?: concedes$/, 'the $1 concedes'],
  [/^the (author|reviewer)(?: at last)?: promises a version$/, 'the $1 promises a version'],
  [/^others(?: at last)?: (?:agrees: yes|opens with yes)$/, 'somebody else agrees'],
  [/^others(?: at last)?: (?:declines|opens with no)$/, 'somebody else argues'],
  [/^others(?: at last)?: agrees: done$/, 'somebody else says it is done'],
  [/^others(?: at last)?: (?:concedes|promises a version)$/, 'somebody else answers'],
  [/^others answers$/, 'somebody else answers'],
  [/^last word: (.*)$/, 'the last word is by $1'],
  [/^a later version is applied$/, 'a later version was applied'],
]

/** `lines-changed` as "the lines changed". */
export function ruleWords(rule: string): string {
  const known = WORDS.find(([pattern]) => pattern.test(rule))
  return known ? rule.replace(known[0], known[1]) : rule
}
