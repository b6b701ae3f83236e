import { EVIDENCE, ruleWords } from '../../model/evidence.ts'

/** What the model of states weighs besides evidence, in words. */
const SIGNALS: Readonly<Record<string, string>> = {
  'all-stand-last': 'all of its lines stand in the latest version',
  answers: 'number of answers',
  'asked-texts': 'number of texts that it asks for',
  'asked-texts-there': 'how many of the texts that it asks for are there now',
  'asks-cut': 'it asks to cut something',
  'author-asks-back': 'the author ends with a question',
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

const SIZES: Readonly<Record<string, string>> = {
  empty: 'it has no words of its own',
  tiny: 'a few words',
  short: 'a short comment',
  middle: 'a comment of middle length',
  long: 'a long comment',
}

const PLACES: Readonly<Record<string, string>> = {
  diff: 'code',
  message: 'the message of a patch',
  reply: 'words of a reply',
  nothing: 'no quote',
  'a question': 'a question',
}

/** Features of the model of kinds that are no phrases, by their form; the first that fits holds. */
const FORMS: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [/^w:(.*)$/, (word) => `says "${word ?? ''}"`],
  [/^starts:(.*)$/, (word) => `starts with "${word ?? ''}"`],
  [/^size: (.*)$/, (size) => sizeWords(size)],
  [
    /^(author|reviewer), (empty|tiny|short|middle|long)$/,
    (who, s) => `${sizeWords(s)} by the ${who ?? ''}`,
  ],
  [/^last in the mail, (.*)$/, (size) => `last in the mail, ${sizeWords(size)}`],
  [/^under(?:: | )(a question|\w+)$/, (place) => `stands under ${placeWords(place)}`],
  [
    /^(author|reviewer) (alone in the mail|among others) under (\w+)$/,
    (who, among, place) => `${among ?? ''}, by the ${who ?? ''}, under ${placeWords(place)}`,
  ],
  [
    /^(author|reviewer) under (a question|\w+)$/,
    (who, place) => `the ${who ?? ''} under ${placeWords(place)}`,
  ],
  [/^sender: (.*)$/, (sender) => (sender === 'human' ? 'a human wrote it' : 'a robot wrote it')],
  [/^speaker: (.*)$/, (who) => `the ${who ?? ''} wrote it`],
  [/^to: (.*)$/, (who) => `it answers ${partyWords(who)}`],
  [/^tag alone$/, () => 'a tag and nothing else'],
  [/^tag and more$/, () => 'a tag and more'],
  [
    /^(author|reviewer), lines (.*) in the next version$/,
    (who, fate) => `raised by the ${who ?? ''}; ${fateWords(fate)}`,
  ],
  [
    /^(author|reviewer), (nobody answers|somebody answers|the author answers)$/,
    (who, rest) => `raised by the ${who ?? ''}; ${rest ?? ''}`,
  ],
  [
    /^(author|reviewer) to (no question|a question) of (.*)$/,
    (who, q, of) =>
      `the ${who ?? ''} under ${q ?? ''} of ${of === 'own side' ? 'the own side' : `the ${of ?? ''}`}`,
  ],
  [
    /^(author|reviewer) to (author|reviewer|nobody|a robot)(, .*)?$/,
    (who, to, rest) => `the ${who ?? ''} to ${partyWords(to)}${restWords(rest)}`,
  ],
  [/^(author|reviewer): (.*)$/, (who, rest) => `the ${who ?? ''} ${phraseWords(rest)}`],
  [/^the author answers: (.*)$/, (rest) => `the author, answering, ${phraseWords(rest)}`],
  [/^on a reply: (.*)$/, (rest) => `${phraseWords(rest)}, on a reply`],
  [
    /^(author|reviewer) (answers the patch|answers a reply|opens as an answer)$/,
    (who, rest) => `the ${who ?? ''} ${rest ?? ''}`,
  ],
]

const FATES: Readonly<Record<string, string>> = {
  changed: 'its lines changed in the next version',
  gone: 'its lines are gone in the next version',
  unchanged: 'its lines stand in the next version',
  'patch-dropped': 'the next version dropped the patch',
  unknown: 'the next version does not show its lines',
  none: 'there is no next version',
}

function fateWords(fate: string | undefined): string {
  return FATES[fate ?? ''] ?? `lines ${fate ?? ''} in the next version`
}

function sizeWords(size: string | undefined): string {
  return SIZES[size ?? ''] ?? size ?? ''
}

function placeWords(place: string | undefined): string {
  return PLACES[place ?? ''] ?? place ?? ''
}

function partyWords(who: string | undefined): string {
  return who === 'nobody' || who === 'a robot' ? who : `the ${who ?? ''}`
}

/** `, who asks: please` and `, short`, behind who speaks to whom. */
function restWords(rest: string | undefined): string {
  if (rest === undefined) return ''
  const [, phrase] = /^, who (.*)$/.exec(rest) ?? []
  return phrase === undefined ? `, ${sizeWords(rest.slice(2))}` : `, who ${phraseWords(phrase)}`
}

/** `opens: asks: please`: where in a comment it says what. */
function phraseWords(text: string | undefined): string {
  const [, where, phrase] = /^(opens|closes): (.*)$/.exec(text ?? '') ?? []
  const said = (phrase ?? text ?? '').replace(/^(\w[\w ]*?): (.*)$/, '$1 ("$2")')
  return where === undefined ? said : `${where === 'opens' ? 'begins' : 'ends'}: ${said}`
}

/** What a model calls something that weighs, in words. */
export function reasonWords(name: string): string {
  if (name in SIGNALS) return SIGNALS[name] ?? name
  const near = nearWords(name)
  if (near !== null) return near
  for (const [form, words] of FORMS) {
    const found = form.exec(name)
    if (found) return words(...found.slice(1))
  }
  const plain = name.replace(/[a-z]+(?:-[a-z]+)+/g, (id) => (id in EVIDENCE ? ruleWords(id) : id))
  return plain === name ? phraseWords(name) : plain
}
