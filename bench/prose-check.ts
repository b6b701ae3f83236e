import { toHtml } from 'hast-util-to-html'
import type { ElementContent } from 'hast'
import { parseProse } from '../src/reply/prose.ts'
import { proseHast } from '../src/report/html/prose.ts'
import { harmlessLines } from '../src/report/style.ts'
import { squash } from '../src/text/lines.ts'

/**
 * Whether a comment's text is whole on its page: what the page's elements say is what the comment
 * says, white space aside.
 */
export function isWhole(text: string): boolean {
  return squash(shownText(text)) === squash(harmlessLines(text))
}

/** The text that a browser gives of the page's elements. */
export function shownText(text: string): string {
  return textIn(proseHast(parseProse(text), text))
}

/** The same as HTML, to show a difference with. */
export function shownHtml(text: string): string {
  return toHtml(proseHast(parseProse(text), text))
}

function textIn(nodes: readonly ElementContent[]): string {
  return nodes
    .map((node) =>
      node.type === 'text' ? node.value : 'children' in node ? textIn(node.children) : '',
    )
    .join('\n')
}
