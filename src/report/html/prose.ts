import type { ElementContent, Root as HastRoot } from 'hast'
import { sanitize, defaultSchema } from 'hast-util-sanitize'
import { h } from 'hastscript'
import type { Nodes, Parents, PhrasingContent, Root } from 'mdast'
import { toHast } from 'mdast-util-to-hast'
import { linkified, text as textNode } from './elements.ts'

/** What prose may be made of: no images, no markup of its own, links to the web and to people alone. */
const SCHEMA = {
  ...defaultSchema, tagNames: ['p', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'em', 'strong', 'a'], attributes: { a: ['href', 'rel'], ol: ['start'] },
  protocols: { href: ['http', 'https', 'mailto'] }, clobber: [],
}

/**
 * The prose of a comment, by its mdast: paragraphs, lists, quotes and code are told apart, and every character is shown
 * as it was written. `__func__` and `*ptr` are code to a reader of patches, whatever Markdown takes them for.
 * @param source the text that the tree was made of
 */
export function proseHast(tree: Root, source: string): ElementContent[] {
  const slice = (node: Nodes): string => source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0)
  const plain = (_: unknown, node: Nodes): ElementContent => h('p', linkified(lineStart(node, source) + slice(node)))
  const hast = toHast(tree, {
    handlers: {
      paragraph: (_: unknown, node: Parents) => h('p', [textNode(lineStart(node, source)), ...inline(node, source)]),
      code: (_: unknown, node: Nodes) => h('pre', h('code', textNode(lineStart(node, source) + slice(node)))),
      heading: plain, html: plain, thematicBreak: plain, definition: plain, table: plain, yaml: plain,
    },
  }) as HastRoot
  return (sanitize(hast, SCHEMA) as HastRoot).children.filter((child): child is ElementContent => child.type === 'element')
}

/** Blanks before a block on its first line: a drawing starts there. */
function lineStart(node: Nodes, source: string): string {
  const start = node.position?.start
  if (!start || start.offset === undefined) return ''
  const before = source.slice(start.offset - start.column + 1, start.offset)
  return /^[ \t]*$/.test(before) ? before : ''
}

/** What stands in a paragraph, character by character: what is code, stressed or a link is set off and keeps its marks. */
function inline(parent: Parents, source: string): ElementContent[] {
  const parts: ElementContent[] = []
  let done = parent.position?.start.offset ?? 0
  const add = (to: number): void => { if (to > done) parts.push(...linkified(source.slice(done, to))) }
  for (const child of parent.children as PhrasingContent[]) {
    const [from, to] = [child.position?.start.offset ?? done, child.position?.end.offset ?? done]
    const name = child.type === 'inlineCode' ? 'code' : child.type === 'emphasis' ? 'em' : child.type === 'strong' ? 'strong' : null
    if (name === null) continue
    add(from)
    parts.push(h(name, textNode(source.slice(from, to))))
    done = to
  }
  add(parent.position?.end.offset ?? done)
  return parts
}
