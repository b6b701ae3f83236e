import type { Element, ElementContent, Root as HastRoot } from 'hast'
import { sanitize, defaultSchema } from 'hast-util-sanitize'
import { h } from 'hastscript'
import type { Nodes, Parents, Root } from 'mdast'
import { linkified, text as textNode } from './elements.ts'

/**
 * What prose may be made of: no images, no markup of its own, links to the web and to people alone.
 */
const SCHEMA = {
  ...defaultSchema,
  tagNames: ['p', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'em', 'strong', 'a'],
  attributes: { a: ['href', 'rel'], code: [['className', 'diff']] },
  protocols: { href: ['http', 'https', 'mailto'] },
  clobber: [],
} as const

/**
 * The prose of a comment, by its mdast: paragraphs, lists, quotes and code are told apart, and
 * every character is shown as it was written, marks and bullets too: the text of what comes out is
 * the text that was given, but for blank lines. `__func__` and `*ptr` are code to a reader of
 * patches, whatever Markdown takes them for.
 * @param source the text that the tree was made of
 */
export function proseHast(tree: Root, source: string): ElementContent[] {
  const root: HastRoot = { type: 'root', children: blocks(tree, source, 0, source.length, '') }
  return (sanitize(root, SCHEMA as never) as HastRoot).children.filter(
    (child): child is Element => child.type === 'element',
  )
}

/**
 * The blocks of a node, with what stands between `from` and `to` around them (bullets, blanks
 * before a drawing, marks of a quote): it is set before the block that follows it.
 * @param lead what stands before the first block already
 */
function blocks(
  parent: Parents,
  source: string,
  from: number,
  to: number,
  lead: string,
): ElementContent[] {
  const made: ElementContent[] = []
  let done = from
  let before = lead
  for (const child of parent.children) {
    const [from, end] = spanOf(child, done)
    // Where a definition ends and a title begins, Markdown's parser gives both the same lines.
    if (end <= done) continue
    const start = Math.max(from, done)
    made.push(block(child, source, start, before + lastLine(source.slice(done, start))))
    before = ''
    done = end
  }
  const rest = before + source.slice(done, to)
  if (rest.trim() !== '') made.push(h('p', linkified(rest)))
  return made
}

function block(node: Nodes, source: string, start: number, lead: string): Element {
  const [, end] = spanOf(node, start)
  if (node.type === 'list')
    return h(node.ordered ? 'ol' : 'ul', blocks(node, source, start, end, lead))
  if (node.type === 'listItem') return h('li', blocks(node, source, start, end, lead))
  if (node.type === 'blockquote') return h('blockquote', blocks(node, source, start, end, lead))
  if (node.type === 'paragraph')
    return h('p', [...(lead === '' ? [] : [textNode(lead)]), ...inline(node, source, start)])
  const shown = lead + source.slice(start, end)
  if (node.type === 'code')
    return h('pre', [
      h('code', node.lang === 'diff' ? { className: ['diff'] } : {}, [textNode(shown)]),
    ])
  return h('p', linkified(shown))
}

function spanOf(node: Nodes, otherwise: number): [start: number, end: number] {
  return [node.position?.start.offset ?? otherwise, node.position?.end.offset ?? otherwise]
}

/** What stands between two blocks, without the blank lines. */
function lastLine(gap: string): string {
  const line = gap.lastIndexOf('\n')
  return gap.slice(0, line + 1).trim() === '' ? gap.slice(line + 1) : gap
}

/**
 * What stands in a paragraph, character by character: what is code, stressed or a link is set off
 * and keeps its marks.
 */
function inline(parent: Parents, source: string, start: number): ElementContent[] {
  const parts: ElementContent[] = []
  const [, last] = spanOf(parent, start)
  let done = start
  const add = (to: number): void => {
    if (to > done) parts.push(...linkified(source.slice(done, to)))
  }
  for (const child of parent.children) {
    const [from, to] = spanOf(child, done)
    if (from < done) continue
    const name =
      child.type === 'inlineCode'
        ? 'code'
        : child.type === 'emphasis'
          ? 'em'
          : child.type === 'strong'
            ? 'strong'
            : null
    if (name === null) continue
    add(from)
    parts.push(h(name, [textNode(source.slice(from, to))]))
    done = to
  }
  add(last)
  return parts
}
