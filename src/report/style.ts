/** What a piece of output is; how it looks is for the terminal to say. */
export type Role =
  | 'title'
  | 'dim'
  | 'insertion'
  | 'deletion'
  | 'hunk'
  | 'file'
  | 'who'
  | 'bot'
  | 'bar'
  | 'focus'
  | 'warning'
  | 'trailer'
  | 'good'

/** Paints text for a role, or leaves it as it is. */
export type Paint = (role: Role, text: string) => string

const CODES: Readonly<Record<Role, string>> = {
  title: '1',
  dim: '2',
  insertion: '32',
  deletion: '31',
  hunk: '36',
  file: '1',
  who: '1;33',
  bot: '2;33',
  bar: '33',
  focus: '1;33',
  warning: '1;31',
  trailer: '35',
  good: '1;32',
}

export const plain: Paint = (_, text) => text

/** ANSI colours of the terminal's own palette. */
export const coloured: Paint = (role, text) =>
  text === '' ? '' : `\u001b[${CODES[role]}m${text}\u001b[0m`

/**
 * Mail is not to be trusted by a terminal: control characters but tab become visible pictures
 * (U+2400 and on), so no escape sequence gets through.
 */
export function harmless(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    (c) => {
      const code = c.charCodeAt(0)
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd'
    },
  )
}

/** The same for a text of several lines, which stay. */
export function harmlessLines(text: string): string {
  return text.split('\n').map(harmless).join('\n')
}
