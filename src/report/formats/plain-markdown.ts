import { harmless } from '../style.ts'

/**
 * What in a word would be markup: emphasis, code, HTML, links, references, escapes. `snake_case`
 * and `->` are not.
 */
const MARKUP = /[*`\\<~]|\]\(|\]:|^!?\[.*\]$|^_|_$|^_|\W_|_\W|&#?\w+;/

/**
 * Text that people wrote, for a mail that somebody may also render as Markdown: nothing is escaped
 * with signs that a reader of the mail would see; a word that would be markup is set as code.
 */
export function plainMarkdown(text: string): string {
  return harmless(text)
    .split(' ')
    .map((word, i) => {
      if (i === 0 && /^(?:[-+>]|#+|\d+[.)]|=+|-+)$|^>/.test(word)) return asCode(word)
      return word !== '*' && MARKUP.test(word) ? asCode(word) : word
    })
    .join(' ')
}

/** A span of code holds no mark of its own kind; what is one already stays. */
function asCode(word: string): string {
  if (/^`[^`]+`[.,;:]?$/.test(word)) return word
  return `\`${word.replaceAll('`', "'")}\``
}
