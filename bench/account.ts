import { MBOX_LINE } from '../src/mail/decode/in-body.ts'
import { parseReply } from '../src/reply/parser.ts'
import { ROBOT, type AnchorRow } from './comment-check.ts'
import type { Letter } from './letters.ts'
import type { LinkRow } from './trace-check.ts'
import { clip, type Counts } from './table.ts'

/** A run of body lines as a row of the store has it. */
export interface RangeRow {
  readonly line: number
  readonly end_line: number
}

/** What the store holds of a letter. */
export interface Stored {
  readonly comments: readonly RangeRow[]
  readonly anchors: readonly AnchorRow[]
  readonly links: readonly LinkRow[]
}

/**
 * Counts what becomes of a reply's own lines: each that is not empty and not quoted must lie in one
 * node of the tree, and that node must hold its text. Counts `own`, `own.<type>`, `lost`, `twice`,
 * `unstored`: lines that the store does not hold as the tree does, `unplaced`: lines of a comment
 * that is neither placed nor the tail of a quoted line, and `mistaken`: quoted lines in a comment.
 * @returns one text for each line that is not as it must be
 */
export function accountFor(letter: Letter, stored: Stored, counts: Counts): string[] {
  if (letter.kind !== 'reply') return []
  const nodes = nodesByLine(letter)
  const bad: string[] = []
  const note = (name: string, n: number): void => {
    counts.add(name)
    bad.push(`${letter.id} line ${n} ${name}: ${clip(letter.lines[n - 1] ?? '', 90)}`)
  }
  for (const [i, line] of letter.lines.entries()) {
    const types = nodes.get(i + 1) ?? []
    if (line.startsWith('>')) {
      // Robots mark new warnings with `>>`: those are their own words, and of who shows what they
      // say.
      const isShown = ROBOT.test(letter.sender) || /^>> \S+:\d+/.test(line)
      if (types.includes('comment') && !isShown) note('mistaken', i + 1)
    } else if (line.trim() !== '') {
      counts.add('own')
      counts.add(`own.${types[0] ?? 'none'}`)
      for (const fault of faultsOf(i + 1, types, stored)) note(fault, i + 1)
    }
  }
  return bad
}

/** The types of the nodes that hold each line with its text. */
function nodesByLine(letter: Letter): Map<number, string[]> {
  const nodes = new Map<number, string[]>()
  for (const node of parseReply(letter.body).children) {
    const first = node.position?.start.line ?? 0
    const last = node.position?.end.line ?? 0
    const value = 'value' in node ? node.value.split('\n') : null
    // A patch file that is attached to an answer is stored, and is no comment.
    const type = value && MBOX_LINE.test(value[0] ?? '') ? 'patch file' : node.type
    for (let n = first; n <= last; n++) {
      // A node that claims a line and holds another text has lost it all the same.
      if (value && value[n - first] !== letter.lines[n - 1]) continue
      nodes.set(n, [...(nodes.get(n) ?? []), type])
    }
  }
  return nodes
}

function faultsOf(
  n: number,
  types: readonly string[],
  { comments, anchors, links }: Stored,
): string[] {
  const isIn = (rows: readonly RangeRow[]): boolean =>
    rows.some((row) => row.line <= n && n <= row.end_line)
  const isComment = types[0] === 'comment'
  return [
    ...(types.length === 1 ? [] : [types.length === 0 ? 'lost' : 'twice']),
    ...(isComment === isIn(comments) ? [] : ['unstored']),
    ...(isComment && !isIn(anchors) && !isIn(links) ? ['unplaced'] : []),
  ]
}
