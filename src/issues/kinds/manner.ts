import type { CommentContext, Role } from '../../model/issue.ts'
import { withoutClosing } from '../../text/greetings.ts'
import { sentencesOf } from '../../text/sentences.ts'
import { wordsOf } from './words.ts'

/** More quoted lines than these tell nothing more. */
const MOST_QUOTED = 6
const SMILES = /[:;]-?[)D(](?:\s|$)/
/** Wordings by which people also think aloud, explain or show what they saw. */
const WEAK = new Set(['doubts', 'offers code', 'asks: why'])

/**
 * How a comment speaks: to whom, how it ends, how many of the wordings that ask it has, and what it
 * stands under. Whoever asks nothing says "you" less, rarely ends with a question or a colon, and
 * stands under other things than lines that were added.
 * @param asking the wordings by which it asks
 */
export function mannerOf(
  context: CommentContext,
  text: string,
  who: Role,
  on: string,
  asking: readonly string[],
): string[] {
  const part = `part: ${context.part ?? 'none'}`
  const many = `wordings that ask: ${countOf(asking)}`
  return [
    part,
    `${who}, ${part}`,
    many,
    `${who} under ${on}, ${many}`,
    ...speaksTo(text).flatMap((one) => [one, `${who} ${one}`]),
    ...endOf(text, who),
    ...(context.part === 'diff' ? underLines(context.quoted) : []),
    ...beginnings(context),
  ]
}

function countOf(asking: readonly string[]): string {
  const many = asking.filter((name) => !WEAK.has(name)).length
  return many === 0 ? 'none' : many === 1 ? 'one' : many < 4 ? 'few' : 'many'
}

/** Whom it speaks of: "you", "I", "we". */
function speaksTo(text: string): string[] {
  const says = (pattern: RegExp, word: string): string => (pattern.test(text) ? word : `no ${word}`)
  const found = [
    says(/\byou(?:r|'\w+)?\b/i, 'you'),
    says(/\bI(?:'\w+)?\b/, 'I'),
    says(/\b(?:we|us|our)\b/i, 'we'),
  ].map((word) => `says ${word}`)
  return [...found, found.join(', ')]
}

function endOf(text: string, who: Role): string[] {
  const last = /[:?!.;,)](?=\s*$)/.exec(text)?.[0] ?? 'no mark'
  return [
    `ends with ${last}`,
    `${who} ends with ${last}`,
    ...(SMILES.test(text) ? ['smiles'] : []),
    ...(/^\s*\.\.\./.test(text) ? ['goes on from above'] : []),
  ]
}

/** Does it stand under a line that was added, taken away or left? */
function underLines(quoted: readonly string[]): string[] {
  const [sign = ''] = quoted.at(-1) ?? ''
  const line = sign === '+' ? 'added' : sign === '-' ? 'taken' : sign === ' ' ? 'left' : 'other'
  return [`under a line: ${line}`, `lines above: ${Math.min(quoted.length, MOST_QUOTED)}`]
}

/**
 * The first word of each sentence, and the words of the first and the last: there people say what
 * they want.
 */
function beginnings({ lines, people }: CommentContext): string[] {
  const all = sentencesOf(withoutClosing(lines))
    .filter(({ isCode }) => !isCode)
    .map(({ text }) => wordsOf(text, people))
  const [first = [], last = []] = [all.length > 1 ? all[0] : [], all.at(-1)]
  return [
    ...all.flatMap(([word]) => (word === undefined ? [] : [`starts:. ${word}`])),
    ...first.map((word) => `first:${word}`),
    ...last.map((word) => `last:${word}`),
  ]
}
