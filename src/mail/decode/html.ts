import { convert } from 'html-to-text'

/**
 * The text of an HTML document: never wrapped, block quotes prefixed with `> `, preformatted text
 * kept to the blank. Links lose their addresses, pictures vanish.
 */
export function htmlToText(html: string): string {
  return convert(html, {
    wordwrap: false,
    preserveNewlines: false,
    limits: { maxDepth: 1000, maxInputLength: 1 << 24 },
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', format: 'skip' },
      {
        selector: 'blockquote',
        options: { leadingLineBreaks: 1, trailingLineBreaks: 1, trimEmptyLines: false },
      },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
      { selector: 'p', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
      { selector: 'ul', options: { itemPrefix: '' } },
    ],
  })
}
