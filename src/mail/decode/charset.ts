import type { Problem } from '../../model/problem.ts'
import { decodedWords } from './person.ts'
import { isUtf7 } from './utf7.ts'

/** Names that say themselves that nobody knows: what is UTF-8 or ASCII is read without a word. */
const SAYS_UNKNOWN =
  /^(?:unknown-8bit|x-unknown|unknown|x-user-defined|default|binary|8bit|7bit|)$/i
/** Most mail: no need to ask. */
const COMMON =
  /^(?:utf-?8|us-?ascii|ascii|iso-8859-\d{1,2}|windows-125\d|gb2312|gbk|gb18030|big5|koi8-[ru]|iso-2022-jp(?:-\w+)?)$/i
const WORD = /=\?([^?*\s]*)(?:\*[^?\s]*)?\?[bq]\?/gi

/** Is this the name of a charset that can be read? What cannot is read as UTF-8. */
export function isKnownCharset(name: string): boolean {
  if (COMMON.test(name) || SAYS_UNKNOWN.test(name) || isUtf7(name)) return true
  if (!/^[\w.:+()-]+$/.test(name)) return false
  // As UTF-8 these bytes are one letter, and in no other charset the same one.
  return UTF8_NAME.test(name) || decodedWords(`=?${name}?Q?=C3=A9?=`) !== 'é'
}

const UTF8_NAME = /^(?:utf-?_?8|unicode-1-1-utf-8|x-unicode20utf8|cp65001|csutf8)$/i

/**
 * Problems with charsets that cannot be read.
 * @param inText such as text declares
 * @param header values whose encoded words (RFC 2047) name theirs
 */
export function charsetProblems(inText: readonly string[], header: string): Problem[] {
  const inHeader = [...header.matchAll(WORD)].flatMap(([, name = '']) =>
    isKnownCharset(name) ? [] : [name],
  )
  return [...new Set([...inText, ...inHeader])].map((name) => {
    const text = `charset ${name.slice(0, 40)} cannot be read; taken as UTF-8`
    return { kind: 'charset', text, line: null }
  })
}
