/** What the model of states weighs besides evidence, in words. */
const SIGNALS: Readonly<Record<string, string>> = {
  'all-stand-next': 'all of its lines stand in the next version',
  'all-stand-last': 'all of its lines stand in the latest version',
  answers: 'number of answers',
  'asked-texts': 'number of texts that it asks for',
  'asked-texts-there': 'how many of the texts that it asks for are there now',
  'asks-cut': 'it asks to cut something',
  'author-asks-back': 'the author ends with a question',
  'author-gives-way': 'the author is sorry, or says that he has to change it',
  'author-only-explains': 'the author explains and agrees to nothing',
  'author-words': 'how much the author answered',
  'by-author': 'the author raised it',
  'by-robot': 'a robot raised it',
  'changelog-lines': 'length of the changelogs since',
  'changelog-margin': 'a changelog fits this comment more than others',
  'changelog-score': 'words shared with a changelog',
  'code-there': 'how much of the proposed code is there now',
  'code-there-more': 'how much of the proposed code there is more of',
  'comments-in-mail': 'number of comments in the mail',
  'explains-to-the-content': 'it was explained, and the reviewer is content',
  'file-edits-last': 'changes in the file up to the latest version',
  'file-edits-next': 'changes in the file in the next version',
  'focus-lines': 'number of lines that it is about',
  'focus-standing': 'how many of its lines still stand',
  'gap-closed': 'blank lines between its lines that went',
  'gap-opened': 'blank lines between its lines that came',
  'gap-stays': 'blank lines between its lines that stayed',
  'gone-before': 'its lines were gone before it was written',
  'posting-done': 'what it asks of the posting is there in a later one',
  'include-changed': 'it speaks of includes, and those changed',
  'asks-changelog': 'it asks for a changelog',
  'asks-again': 'it asks for another posting',
  'asks-cover': 'it speaks of the cover letter',
  'asks-checked': 'it names a check to run',
  'asks-title': 'it speaks of the title',
  'asks-message': 'it speaks of the commit message',
  'has-tag': 'a tag in the same comment',
  'hours-to-next': 'time until the next version',
  'is-direct': 'it answers the patch itself',
  'is-major': 'called grave',
  'is-nit': 'called a nit',
  'is-question': 'it is a question',
  'later-versions': 'number of later versions',
  'lost-words': 'telling words that went from the patch',
  'message-changed-last': 'the message of the patch changed up to the latest version',
  'named-stand-last': 'what it names stands in the latest version',
  'named-stand-next': 'what it names stands in the next version',
  'names-a-trailer': 'it names a trailer',
  'new-lines': 'number of new lines in the patch',
  'named-missing': 'what it asks for by its name is in no later version',
  'new-words': 'telling words of it that are new in the patch',
  'new-words-share': 'share of its words that are new in the patch',
  'no-gap-stays': 'its lines follow each other as before',
  'on-code': 'it is about code',
  'on-message': 'it is about a commit message or cover',
  'on-nothing': 'it is about no lines',
  'on-reply': 'it is about a reply',
  'only-promises': 'the author promises and says little else',
  'only-asks': 'all of it is questions',
  'others-only-explain': 'others explain and agree to nothing',
  'others-support': 'whoever else speaks finds fault with the code too',
  'patch-gone': 'the patch is not in the latest version',
  'patch-gone-next': 'the patch is not in the next version',
  'patch-similarity': 'how much of the patch is as it was',
  'patches-more': 'how many patches more the latest version has',
  peers: 'number of other comments in the mail',
  'peers-touched': 'how many of the other comments were acted on',
  'place-in-mail': 'where in its mail it stands',
  'proposed-code': 'lines of code that it proposes',
  'quoted-fresh': 'words in quotation marks that were not there',
  'quoted-fresh-there': 'words in quotation marks that are there now',
  'quoted-known-stand': 'words in quotation marks that still stand',
  'resent-versions': 'later versions that sent the patch again',
  'reviewer-is-content': 'the reviewer is content with the answer',
  'said-in-new-lines': 'telling words of it in new lines',
  'said-in-new-lines-share': 'share of its words in new lines',
  'said-words': 'number of its telling words',
  'same-diff': 'the diff is the same in the next version',
  'speaks-of-space': 'it speaks of white space',
  'stand-last': 'how much of its lines stands in the latest version',
  'stand-next': 'how much of its lines stands in the next version',
  'substitution-left': 'how much of the asked substitution is left',
  substitutions: 'number of substitutions that it asks for',
  'tail-stands-last': 'the line just above it stands in the latest version',
  'tail-stands-next': 'the line just above it stands in the next version',
  'title-changed': 'the title of the patch changed',
  'trailer-gone': 'a trailer that it names went',
  'trailer-new': 'a trailer that it names came',
  'versions-since': 'versions since it was written',
  words: 'number of its words',
  'asked-tags-later': 'whoever the author asks tags a later version',
  'asked-writes-here': 'whoever the author asks writes again on this version',
  'asked-writes-later': 'whoever the author asks writes on a later version',
  'back-in-series': 'whoever asked writes on later versions',
  'back-on-lines': 'whoever asked writes on the same lines later on',
  'back-on-patch': 'whoever asked writes on the same patch later on',
  'check-anew-done': 'a line is there as it writes it out',
  'check-anew-left': 'the line that it writes anew stands as it was',
  'check-done': 'what it plainly asks for is there',
  'check-left': 'what it plainly asks for is not there',
  'check-less-done': 'what it wants to go is gone',
  'check-less-left': 'what it wants to go still stands',
  'check-more-done': 'a name that it brings in is there',
  'check-more-left': 'no name that it brings in is there, and the line stands',
  'check-swap-done': 'the text is replaced as it asks',
  'check-swap-left': 'the text that is to be replaced still stands',
  'said-again': 'whoever asked says it again on a later version',
  'said-again-answered': 'it is said again, and answered there',
  'said-again-last': 'it is said again on the latest version',
  'said-again-promised': 'it is said again, and promised there',
  'said-again-refused': 'it is said again, and argued against there',
  'tags-heir': 'whoever asked tags a later version of the patch',
  'wants-another': 'it wants something else instead',
  'wants-less': 'it wants something to go',
  'wants-more': 'it wants something to come',
}

/** `own-close-last`: what changed at the place of a comment, up to a version. */
const AT_PLACE: Readonly<Record<string, string>> = {
  'beyond-usual': 'changes near it beyond what the file has on average',
  churn: 'how much of the file changed',
  'code-gain': 'lines near it that are more like the code it writes out',
  'code-like': 'the line most like the code it writes out',
  'names-came': 'names it says that came near it',
  'names-kept': 'names of its lines that it says and that still stand',
  'names-wanting': 'names it says that are not near it',
  'names-went': 'names it says that went near it',
  'own-close': 'changes near it that are nearer to it than to other comments',
  'own-edits': 'changes that are nearer to it than to other comments',
  'rare-came': 'rare words of it that came near it',
  'rare-share': 'share of its words that came near it',
  'rare-went': 'rare words of it that went near it',
}

function placeSignalWords(name: string): string | null {
  const [, what = '', until = ''] = /^(.*)-(last|next)$/.exec(name) ?? []
  const words = AT_PLACE[what]
  if (words === undefined) return null
  return `${words}, ${until === 'last' ? 'up to the latest version' : 'in the next version'}`
}

/** `near-8-last`: changes around the lines, within so many lines, up to a version. */
const NEAR = /^near-(\d+|lost|words)-(last|next)$/

function nearWords(name: string): string | null {
  const [, what = '', until = ''] = NEAR.exec(name) ?? []
  if (what === '') return null
  const when = until === 'last' ? 'up to the latest version' : 'in the next version'
  if (what === 'lost') return `lines that went around it ${when}`
  if (what === 'words') return `words of it in changes around it ${when}`
  return `changes within ${what} line${what === '1' ? '' : 's'} of it ${when}`
}

/** A signal of the model of states in words; `null` where it is none. */
export function signalWords(name: string): string | null {
  return SIGNALS[name] ?? nearWords(name) ?? placeSignalWords(name)
}
