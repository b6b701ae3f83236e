import type { Edit } from '../../text/diff.ts'
import type { CommentCase } from '../cases.ts'
import type { Pair } from './pairs.ts'
import type { Entry } from './sheet.ts'
import { within, wordsThatCame, wordsThatWent, type Spot } from './spots.ts'
import { tellingWordsOf, weightOfAll } from './words.ts'

/** How near, in lines, a change counts as beside the lines, in their block, in their function. */
const [BESIDE, CLOSE, BLOCK, FUNCTION] = [1, 3, 8, 25]

/**
 * What changed around the lines that a comment is about, up to the next version that was sent and
 * up to the latest.
 */
export function nearSignals(one: CommentCase, spots: readonly Spot[]): Entry[] {
  if (spots.length === 0) return []
  const said = tellingWordsOf(one.says, one.context.people)
  return spots.map(({ when, pair, start, end }) => {
    const size = (lines: number): number =>
      Math.min(20, sizeOf(within(pair.edits, start, end, lines)))
    const block = within(pair.edits, start, end, BLOCK)
    const came = wordsThatCame(said, pair, block)
    const went = wordsThatWent(said, pair, block)
    return {
      when,
      signals: {
        'near-1': size(BESIDE),
        'near-3': size(CLOSE),
        'near-8': size(BLOCK),
        'near-25': size(FUNCTION),
        'near-words': weightOfAll(came),
        'near-lost': weightOfAll([...went].filter((w) => !came.has(w))),
        'near-blank': blankChange(block, pair),
        'file-edits': Math.min(60, sizeOf(pair.edits)),
      },
    }
  })
}

/** Blank lines that were added (1) or removed (-1) where nothing else was. */
function blankChange(edits: readonly Edit[], { old, now }: Pair): number {
  if (edits.some((e) => isBlank(now, e.b, e.bEnd))) return 1
  return edits.some((e) => isBlank(old, e.a, e.aEnd)) ? -1 : 0
}

function isBlank(lines: readonly string[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if ((lines[i] ?? '').trim() !== '') return false
  return from < to
}

/** How many lines were taken away and added. */
export function sizeOf(edits: readonly Edit[]): number {
  return edits.reduce((sum, e) => sum + (e.aEnd - e.a) + (e.bEnd - e.b), 0)
}
