import type { Letter } from './letters.ts'
import { diffLines, quotesHeader, says, unquoted, type Oracle, type Spot } from './oracle.ts'
import { clip, type Counts } from './table.ts'

/** What is needed of a row of table `anchor`. */
export interface AnchorRow {
  readonly line: number
  readonly end_line: number
  readonly origin: number | null
  readonly origin_line: number
  readonly origin_end_line: number
}

/** A run of unquoted text and the last quoted line with text above it. */
interface Block {
  readonly quote: number
  readonly line: number
  readonly endLine: number
}

const NOISE = /^\W*$|^\W*(?:snip|\.\.\.|…)\W*$|(?:wrote|writes|said)\s*:\s*$/i
/** Senders whose mail no person wrote. */
export const ROBOT = /robot|syzbot|patchwork|bot@|sashiko/i
const FOOTER = /^_{5}/

/**
 * Compares where comments are anchored with the oracle's origin of the quoted line right above.
 * Counts `<area>.<verdict>` for the areas `diff` and `message` (a patch's commit message), and each
 * again as `<area>.bare` without list footers and, for a diff, `diff.headless` in replies that
 * quote no header.
 * @returns one text for each block, footers left out, that is not anchored right
 */
export function checkAnchors(
  letter: Letter,
  anchors: readonly AnchorRow[],
  oracle: Oracle,
  counts: Counts,
): string[] {
  countHeadless(letter, anchors, counts)
  if (ROBOT.test(letter.sender)) return []
  const origins = oracle.originsOf(letter)
  const bad: string[] = []
  if (origins.size === 0) return bad
  for (const block of blocksOf(letter)) {
    const want = origins.get(block.quote)
    const words = letter.lines
      .slice(block.line - 1, block.endLine)
      .join(' ')
      .trim()
      .split(/\s+/)
    if (!want || words.length < 3 || !says(unquoted(letter.lines[block.quote - 1]) ?? '')) continue
    const area = areaOf(want)
    if (!area) continue
    const verdict = verdictOn(block, want, anchors)
    const text = letter.lines[block.line - 1] ?? ''
    counts.add(`${area}.${verdict}`)
    if (!FOOTER.test(text)) {
      if (verdict !== 'right')
        bad.push(
          `${letter.id} line ${block.line} ${verdict}, wants ${want.letter.id} line ${want.line}: ${clip(text, 90)}`,
        )
      counts.add(`${area}.bare.${verdict}`)
      if (area === 'diff' && !quotesHeader(letter)) counts.add(`diff.headless.${verdict}`)
    }
  }
  return bad
}

function countHeadless(letter: Letter, anchors: readonly AnchorRow[], counts: Counts): void {
  if (
    !letter.parent ||
    !letter.lines.some((line) => unquoted(line)?.trim()) ||
    quotesHeader(letter)
  )
    return
  counts.add('headless.replies')
  counts.add('headless.comments', anchors.length)
  counts.add('headless.anchored', anchors.filter(({ origin }) => origin !== null).length)
}

/** Unquoted runs below a quote, up to the signature; empty and noise lines do not part them. */
function blocksOf({ lines }: Letter): Block[] {
  const blocks: Block[] = []
  let quote = 0
  let open = null as Block | null
  for (const [i, line] of lines.entries()) {
    if (line === '-- ' || line === '--') break
    const text = unquoted(line)
    if (text !== null) {
      if (open) {
        blocks.push(open)
        open = null
        quote = 0
      }
      if (text.trim() !== '') quote = i + 1
    } else if (quote > 0 && line.trim() !== '' && !NOISE.test(line)) {
      open = { quote, line: open?.line ?? i + 1, endLine: i + 1 }
    }
  }
  return open ? [...blocks, open] : blocks
}

function areaOf({ letter, line }: Spot): 'diff' | 'message' | null {
  const { start, lines } = diffLines(letter)
  if (lines.has(line)) return 'diff'
  return letter.kind === 'patch' && line < start ? 'message' : null
}

function verdictOn(
  block: Block,
  want: Spot,
  anchors: readonly AnchorRow[],
): 'right' | 'wrong' | 'none' {
  const here = anchors.filter(
    (a) => a.line <= block.endLine && block.line <= a.end_line && a.origin !== null,
  )
  if (here.length === 0) return 'none'
  const isOn = (a: AnchorRow): boolean =>
    a.origin === want.letter.key && a.origin_line <= want.line && want.line <= a.origin_end_line
  return here.some(isOn) ? 'right' : 'wrong'
}
