import { htmlToText } from '../decode/html.ts'

const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/** Character references of HTML as the characters they stand for. */
export function unescaped(text: string): string {
  return text
    .replace(/&#(x?)([0-9a-f]{1,6});/gi, (whole, hex: string, code: string) => {
      const point = parseInt(code, hex ? 16 : 10)
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole
    })
    .replace(/&(\w+);/g, (whole, name: string) => NAMED[name.toLowerCase()] ?? whole)
}

/**
 * Plain text that a program took out of HTML: its marks and code are character references still.
 */
export function withoutReferences(text: string): string {
  const isHtml = (text.match(/^&gt;(?: |&gt;|$)/gm)?.length ?? 0) > 1 && !/^>/m.test(text)
  return isHtml ? unescaped(text) : text
}

/** Preformatted HTML as text, white space as it stands: tags go, `<br>` ends a line. */
export function preformatted(html: string): string {
  const text = html
    .replace(/\r\n?/g, '\n')
    .replace(/<br\s*\/?>\n?/gi, '\n')
    .replace(/<!--[^]*?-->/g, '')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
  return unescaped(text)
}

/** A part of a page as text: what is preformatted to the blank, what is quoted with `> `. */
export function textOfPart(html: string): string {
  if (!/<pre\b/i.test(html)) return htmlToText(html.trim())
  let [depth, isPre] = [0, false]
  const texts: string[] = []
  for (const piece of html.trim().split(/(<\/?(?:pre|blockquote)\b[^<>]*>)/i)) {
    const [, end, tag] = /^<(\/?)(pre|blockquote)\b/i.exec(piece) ?? []
    if (tag?.toLowerCase() === 'pre') isPre = end === ''
    else if (tag !== undefined) depth = Math.max(0, depth + (end === '' ? 1 : -1))
    else
      texts.push(quoted(isPre ? preformatted(piece.replace(/^\n/, '')) : otherText(piece), depth))
  }
  return texts.filter((text) => text !== '').join('\n')
}

function otherText(html: string): string {
  return inlineText(html) === '' ? '' : htmlToText(html.trim())
}

function quoted(text: string, depth: number): string {
  const body = text.replace(/\n$/, '')
  return depth === 0 || body === '' ? body : body.replace(/^/gm, '> '.repeat(depth))
}

/** The text of one line of markup. */
export function inlineText(html: string | undefined): string {
  return preformatted(html ?? '')
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * What stands between two marks; `null` where the first is missing. To the end where the second is.
 */
export function between(text: string, start: RegExp, end: RegExp): string | null {
  const m = start.exec(text)
  if (!m) return null
  const rest = text.slice(m.index + m[0].length)
  const stop = end.exec(rest)
  return stop ? rest.slice(0, stop.index) : rest
}
