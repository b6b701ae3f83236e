import type { LineRange } from '../model/reply.ts'
import type { Root, RootContent } from 'mdast'
import { isBlank } from '../text/lines.ts'
import { pointGrade } from '../text/point-head.ts'
import { parseMarkdown } from './prose.ts'

/** Words that turn to another matter; the paragraph below them is a request of its own. */
const TURNS =
  /^(?:and )?(?:also|another|one (?:more|other)|second(?:ly)?|third(?:ly)?|next|finally|lastly|nit(?:pick)?s?|minor|other than that|apart from that|besides|plus|furthermore|additionally|in addition|separately|btw|by the way|while (?:you(?:'| a)re|at it)|same (?:here|for))\b/i

/** Wordings that ask for a change or an answer. */
const ASKS =
  /\?(?:\s|$)|\bplease\b|\b(?:should|shouldn't|must|ought|needs? to|could you|can you|would you|can we|could we|let's|how about|why not|i'd|i would|would be (?:nice|good|better|great|cleaner|helpful|useful)|makes? sense to|better to|instead|rather than|no need|not needed|unneeded|missing|unused|wrong|incorrect|typo)\b|(?:^|\s)s\/[^/\n]+\/[^/\n]*\//i

/** "Also add a test.": a turn that itself tells to do something. */
const TELLS =
  /^(?:and )?(?:also|besides|finally|lastly|next|additionally|furthermore|btw|other than that|while (?:you(?:'| a)re|at it)),? (?:please )?(?:add|drop|remove|use|rename|move|make|fix|split|change|replace|put|avoid|delete|fold|squash|update|mention|explain|describe|document|return|check|include|convert|switch|rewrite|reword|sort)\b/i

/** Words above a list that say that each of its items is a request. */
const INTRODUCES =
  /(?:\b(?:issues|comments|nits|questions|suggestions|remarks|concerns|problems|requests)\b|(?:^|\n)(?:a |just )?(?:few|couple|some|two|three|several|other)\b[^.?!\n]{0,20}\b(?:things|points)\b)[^.?!]{0,30}[:.]?\s*$/i

/** Longer blocks are letters, logs and advertisements. */
const LONGEST = 120
const ITEM = /^ {0,3}(?:\d{1,2}[.)]|[-*+])\s+\S/
const CODE = /^(?:diff --git |@@ -|\+\+\+ |--- )/

/**
 * The comments of a reply, each of several requests apart. Derived and no fact: a better rule
 * reaches mail that is stored already.
 * @param lines of the body
 * @param comments as the reply's tree has them
 */
export function requestsApart(
  lines: readonly string[],
  comments: readonly LineRange[],
): LineRange[] {
  return comments.flatMap(({ line, endLine }) => {
    const starts = [line, ...furtherRequests(lines.slice(line - 1, endLine), line)]
    return starts.map((start, i) => {
      let end = (starts[i + 1] ?? endLine + 1) - 1
      while (isBlank(lines[end - 1])) end--
      return { line: start, endLine: end }
    })
  })
}

/**
 * The body lines at which a further request of a comment begins: items of a list that each ask for
 * something or are announced as requests, paragraphs that turn to another matter and ask, and the
 * points of a robot that each have a head. Empty for nearly all comments.
 * @param lines of the comment; the first is body line `line`
 */
function furtherRequests(lines: readonly string[], line: number): number[] {
  if (beginsPoint(lines[0])) return belowHeads(lines).map((n) => line + n - 1)
  if (!mayHoldSeveral(lines)) return []
  const tree = parseMarkdown(lines.join('\n'))
  return [...inLists(tree, lines), ...inParagraphs(tree, lines)]
    .sort((a, b) => a - b)
    .map((n) => line + n - 1)
}

/**
 * Lines, 1-based in the comment, of the second and later points. Where text stands above the first
 * head, heads stand inside the points and divide nothing.
 */
function belowHeads(lines: readonly string[]): number[] {
  return lines.flatMap((text, i) =>
    i > 0 && isBlank(lines[i - 1]) && beginsPoint(text) ? [i + 1] : [],
  )
}

function beginsPoint(text: string | undefined): boolean {
  return pointGrade(text ?? '') !== null
}

/**
 * A look that costs nothing: parsing the prose of every comment would take longer than all else.
 */
function mayHoldSeveral(lines: readonly string[]): boolean {
  if (lines.length < 2 || lines.length > LONGEST || lines.some((text) => CODE.test(text)))
    return false
  const hasTurn = lines.some((text, i) => i > 0 && isBlank(lines[i - 1]) && TURNS.test(text))
  const hasList = lines.filter((text) => ITEM.test(text)).length > 1
  if (!hasTurn && !hasList) return false
  return (
    lines.filter((text) => ASKS.test(text) || TELLS.test(text)).length > 1 ||
    (hasList && lines.some((text) => INTRODUCES.test(text)))
  )
}

/** Lines, 1-based in the comment, of the second and later items that ask. */
function inLists(tree: Root, lines: readonly string[]): number[] {
  return tree.children.flatMap((node, i) => {
    // The stars down the side of a C comment are no bullets.
    if (node.type !== 'list' || (!node.ordered && lines.some((text) => /\/\*|\*\//.test(text))))
      return []
    const above = tree.children[i - 1]
    const isIntroduced = above?.type === 'paragraph' && INTRODUCES.test(textOf(above, lines))
    const asking = node.children.filter((item) => isIntroduced || ASKS.test(textOf(item, lines)))
    return asking.length < 2 ? [] : asking.slice(1).map(startOf)
  })
}

/**
 * Lines of paragraphs that turn to another matter and ask, where something before them asks too.
 */
function inParagraphs(tree: Root, lines: readonly string[]): number[] {
  let isAsked = false
  return tree.children.flatMap((node) => {
    if (node.type !== 'paragraph') return []
    const text = textOf(node, lines)
    const asks = ASKS.test(text) || TELLS.test(text)
    const isOwn = isAsked && TURNS.test(text) && asks
    isAsked ||= asks
    return isOwn ? [startOf(node)] : []
  })
}

type Located = Pick<RootContent, 'position'>

function startOf(node: Located): number {
  return node.position?.start.line ?? 1
}

function textOf(node: Located, lines: readonly string[]): string {
  return lines.slice(startOf(node) - 1, node.position?.end.line ?? 0).join('\n')
}
