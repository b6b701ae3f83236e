import type { Mail } from '../../model/mail.ts'
import { patchText, type TextLine } from './version-text.ts'

/** A sign that is to come or to go, at the line above a comment. */
interface SignAsked {
  /** The signs that it may be; empty: capital letters. */
  readonly signs: string
  readonly isLess: boolean
}

/** A comment of more words is about more than a sign. */
const MOST_WORDS = 14

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\bcommas?\b/i, ','],
  [/\b(?:full stop|period|trailing dot|dot at the end)\b/i, '.'],
  [/\bsemi-?colons?\b/i, ';'],
  [/\bparenthes[ei]s\b|\bparens?\b/i, '()'],
  [/\b(?:curly )?braces?\b|\bcurly brackets?\b/i, '{}'],
  [
    /\b(?:closing |opening |trailing |drop |remove |no |the )quotes?\b|\bquotes? (?:here|are|is)\b/i,
    '"\'`',
  ],
  [
    /\bcapital (?:letter)s?\b|\bde-?capitali[sz]e|\bcapitali[sz]ed?\b|\b(?:upper|lower)[ -]?case\b/i,
    '',
  ],
]
/** One sign for another, or the same everywhere: to count is not enough. */
const OTHERWISE =
  /\b(?:single|double|instead|consisten\w+|mix\w*|both|style|rather|replace|change|inner)\b|->/i
const LESS =
  /\b(?:no|not|drop|remove|delete|without|unneeded|unnecessary|redundant|superfluous|extra|stray|spurious|useless|avoid|omit|too many|rid of)\b|n['\u2019]t\b/i
const MORE =
  /\b(?:add|leave|keep(?:ing)?|miss(?:ing|ed)|lacks?|needs?|needed|put|insert|want|forgot\w*)\b|^\W*[\w -]{0,12}\W*$/i

function signAsked(text: string): SignAsked | null {
  if (text.split(/\s+/, MOST_WORDS + 1).length > MOST_WORDS || OTHERWISE.test(text)) return null
  const found = SIGNS.filter(([word]) => word.test(text))
  const [one] = found
  if (!one || found.length > 1) return null
  const [, signs] = one
  const isLess = LESS.test(text) || (!MORE.test(text) && /\btrailing\b/i.test(text))
  return signs === '' || isLess || MORE.test(text) ? { signs, isLess } : null
}

/**
 * What became of a sign (a comma, braces, a capital letter) that is to be added or to go: the line
 * is looked for in the later versions without it. `null` where it stands otherwise, or nowhere.
 */
export function signFate<Sent extends { readonly mail: Mail }>(
  says: readonly string[],
  about: { readonly line: number; readonly endLine: number },
  before: Mail,
  sent: readonly Sent[],
): (Sent & { readonly fate: 'done' | 'left'; readonly line: TextLine }) | null {
  const asked = signAsked(says.join(' ').trim())
  const old = patchText(before).lines.findLast(({ line }) => line <= about.endLine)
  if (!asked || !old || old.line < about.line) return null
  const bare = (key: string): string =>
    asked.signs === ''
      ? key.toLowerCase()
      : [...key].filter((sign) => !asked.signs.includes(sign)).join('')
  const wanted = bare(old.key)
  if (wanted.length < 2) return null
  const likeIt = (mail: Mail): readonly TextLine[] =>
    patchText(mail).lines.filter(({ key, inDiff }) => inDiff === old.inDiff && bare(key) === wanted)
  const isMade = ({ key }: TextLine): boolean =>
    asked.signs === '' ? key !== old.key : asked.isLess === key.length < old.key.length
  if (likeIt(before).some(({ key }) => key !== old.key)) return null
  const last = sent.at(-1)
  const now = last ? likeIt(last.mail) : []
  const [first] = now
  if (last && first && now.every(({ key }) => key === old.key))
    return { ...last, fate: 'left', line: first }
  for (const version of sent) {
    const there = likeIt(version.mail)
    const made = there.find((line) => line.key !== old.key && isMade(line))
    if (made && there.every(({ key }) => key === made.key))
      return { ...version, fate: 'done', line: made }
  }
  return null
}
