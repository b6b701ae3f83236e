/** Longer words, in bytes, are kept as they are, and shorter ones. */
const LONGEST = 64
const SHORTEST = 3

type Ending = readonly [ending: string, instead: string]
type Endings = Readonly<Record<string, readonly Ending[]>>

/** Endings by their last letter but one; the first that fits decides. */
const STEP_2: Endings = {
  a: [
    ['ational', 'ate'],
    ['tional', 'tion'],
  ],
  c: [
    ['enci', 'ence'],
    ['anci', 'ance'],
  ],
  e: [['izer', 'ize']],
  g: [['logi', 'log']],
  l: [
    ['bli', 'ble'],
    ['alli', 'al'],
    ['entli', 'ent'],
    ['eli', 'e'],
    ['ousli', 'ous'],
  ],
  o: [
    ['ization', 'ize'],
    ['ation', 'ate'],
    ['ator', 'ate'],
  ],
  s: [
    ['alism', 'al'],
    ['iveness', 'ive'],
    ['fulness', 'ful'],
    ['ousness', 'ous'],
  ],
  t: [
    ['aliti', 'al'],
    ['iviti', 'ive'],
    ['biliti', 'ble'],
  ],
}
const STEP_3: Endings = {
  a: [['ical', 'ic']],
  s: [['ness', '']],
  t: [
    ['icate', 'ic'],
    ['iciti', 'ic'],
  ],
  u: [['ful', '']],
  v: [['ative', '']],
  z: [['alize', 'al']],
}
const STEP_4: Readonly<Record<string, readonly string[]>> = {
  a: ['al'],
  c: ['ance', 'ence'],
  e: ['er'],
  i: ['ic'],
  l: ['able', 'ible'],
  n: ['ant', 'ement', 'ment', 'ent'],
  o: ['ion', 'ou'],
  s: ['ism'],
  t: ['ate', 'iti'],
  u: ['ous'],
  v: ['ive'],
  z: ['ize'],
}

/**
 * The stem of a word in small letters (M. F. Porter, 1980), letter for letter as SQLite's FTS5
 * makes it: the same words are forms of one on every data base.
 */
export function stem(word: string): string {
  const bytes = Buffer.byteLength(word)
  if (bytes < SHORTEST || bytes > LONGEST) return word
  let found = step1(word)
  found = replaced(found, STEP_2)
  found = replaced(found, STEP_3)
  found = step4(found)
  if (found.endsWith('e')) {
    const rest = found.slice(0, -1)
    const count = measure(rest)
    if (count > 1 || (count === 1 && !endsShort(rest))) found = rest
  }
  return found.endsWith('ll') && measure(found.slice(0, -1)) > 1 ? found.slice(0, -1) : found
}

/** Plurals, `-ed`, `-ing` and `-y`. */
function step1(word: string): string {
  let found = withoutPlural(word)
  if (found.length > 3 && found.endsWith('eed')) {
    if (measure(found.slice(0, -3)) > 0) found = found.slice(0, -1)
  } else {
    const cut = found.endsWith('ed') ? 2 : found.length > 3 && found.endsWith('ing') ? 3 : 0
    if (cut > 0 && found.length > cut && hasVowel(found.slice(0, -cut)))
      found = mended(found.slice(0, -cut))
  }
  return found.endsWith('y') && hasVowel(found.slice(0, -1)) ? `${found.slice(0, -1)}i` : found
}

function withoutPlural(word: string): string {
  if (!word.endsWith('s') || word.endsWith('ss')) return word
  const isLong =
    (word.length > 4 && word.endsWith('sses')) || (word.length > 3 && word.endsWith('ies'))
  return word.slice(0, isLong ? -2 : -1)
}

/** What is left of a word without `-ed` or `-ing`. */
function mended(rest: string): string {
  if (rest.length > 2 && /(?:at|bl|iz)$/.test(rest)) return `${rest}e`
  const last = rest.at(-1) ?? ''
  if (!isVowel(last, false) && !'lsz'.includes(last) && last === rest.at(-2))
    return rest.slice(0, -1)
  return measure(rest) === 1 && endsShort(rest) ? `${rest}e` : rest
}

function replaced(word: string, endings: Endings): string {
  for (const [ending, instead] of endings[word.at(-2) ?? ''] ?? []) {
    if (word.length <= ending.length || !word.endsWith(ending)) continue
    const rest = word.slice(0, -ending.length)
    return measure(rest) > 0 ? rest + instead : word
  }
  return word
}

function step4(word: string): string {
  for (const ending of STEP_4[word.at(-2) ?? ''] ?? []) {
    if (word.length <= ending.length || !word.endsWith(ending)) continue
    const rest = word.slice(0, -ending.length)
    const isMeant = ending !== 'ion' || /[st]$/.test(rest)
    return isMeant && measure(rest) > 1 ? rest : word
  }
  return word
}

function isVowel(letter: string, isYOne: boolean): boolean {
  return (
    letter === 'a' ||
    letter === 'e' ||
    letter === 'i' ||
    letter === 'o' ||
    letter === 'u' ||
    (isYOne && letter === 'y')
  )
}

function hasVowel(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (isVowel(text[i] ?? '', i > 0)) return true
  return false
}

/** How often a vowel is followed by a consonant; more than two are told as two. */
function measure(text: string): number {
  let count = 0
  let isConsonant = false
  let hadVowel = false
  for (const letter of text) {
    isConsonant = !isVowel(letter, isConsonant)
    if (!isConsonant) hadVowel = true
    else if (hadVowel) {
      hadVowel = false
      if (++count > 1) return count
    }
  }
  return count
}

/** Consonant, vowel, consonant but w, x and y at the end. */
function endsShort(text: string): boolean {
  if (/[wxy]$/.test(text)) return false
  let kinds = 0
  let isConsonant = false
  for (const letter of text) {
    isConsonant = !isVowel(letter, isConsonant)
    kinds = ((kinds << 1) | Number(isConsonant)) & 7
  }
  return kinds === 5
}
