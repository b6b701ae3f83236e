import { EVIDENCE, ruleWords } from '../../model/evidence.ts'
import { signalWords } from './signal-words.ts'

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
  [/^starts:\. (.*)$/, (word) => `a sentence starts with "${word ?? ''}"`],
  [/^first:(.*)$/, (word) => `"${word ?? ''}" in its first sentence`],
  [/^last:(.*)$/, (word) => `"${word ?? ''}" in its last sentence`],
  [/^starts:(.*)$/, (word) => `starts with "${word ?? ''}"`],
  [/^part: (.*)$/, (part) => partWords(part)],
  [/^(author|reviewer), part: (.*)$/, (who, part) => `the ${who ?? ''} ${partWords(part)}`],
  [/^wordings that ask: (.*)$/, (many) => `${many ?? ''} of the wordings that ask`],
  [
    /^(author|reviewer) under (\w+), wordings that ask: (.*)$/,
    (who, place, many) =>
      `the ${who ?? ''} under ${placeWords(place)}, with ${many ?? ''} of the wordings that ask`,
  ],
  [/^(author|reviewer) ((?:says|ends) .*)$/, (who, rest) => `the ${who ?? ''} ${rest ?? ''}`],
  [/^under a line: (.*)$/, (sign) => `stands under a line: ${sign ?? ''}`],
  [/^lines above: (.*)$/, (many) => `${many ?? ''} quoted lines above it`],
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

function partWords(part: string | undefined): string {
  return part === 'none' ? 'under no part of a patch' : `under the ${part ?? ''}`
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
  const signal = signalWords(name)
  if (signal !== null) return signal
  for (const [form, words] of FORMS) {
    const found = form.exec(name)
    if (found) return words(...found.slice(1))
  }
  const plain = name.replace(/[a-z]+(?:-[a-z]+)+/g, (id) => (id in EVIDENCE ? ruleWords(id) : id))
  return plain === name ? phraseWords(name) : plain
}
