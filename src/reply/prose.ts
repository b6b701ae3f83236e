import type { Root } from 'mdast'
import remarkParse from 'remark-parse'
import { unified, type Plugin } from 'unified'
import type { Reply } from '../model/reply.ts'

const markdown = unified().use(remarkParse).freeze()

/**
 * The prose of one comment as mdast. Only a comment's own text may be given: a whole reply would be
 * misread (quoted `+` lines as bullets, the line after a quote as its continuation).
 */
export function parseProse(text: string): Root {
  return markdown.parse(text)
}

/** Second step after `replyParser`: hangs each comment's prose into the tree. */
export const commentProse: Plugin<[], Reply, Reply> = function () {
  return (tree) => {
    for (const node of tree.children) if (node.type === 'comment') node.prose = parseProse(node.value)
  }
}
