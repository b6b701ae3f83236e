import type { ReplyNode } from '../model/reply.ts'

/** Phabricator draws this above the place of a comment, and the other below its lines. */
const ABOVE = /^={8,}\s*$/
const PLACE = /^Comment at: \S.*:\d+(?:-\d+)?\s*$/
const BELOW = /^-{8,}\s*$/
/** What stands at the end of such a mail; its address below that, or alone. */
const END = /^(?:Repository:|CHANGES SINCE LAST ACTION)\s*$/
const ADDRESS = /^https?:\/\/\S{1,200}?\/D\d\S{0,200}$/
/** Lines of code that are shown. */
const MOST_SHOWN = 60

/**
 * Comments that a review tool mails with the lines they stand on: the lines are a quote of the
 * patch, what places them is said by the tool, and so is what stands below the last of them.
 */
export function markInlineComments(
  lines: readonly string[],
  types: ReplyNode['type'][],
  depths: number[],
): void {
  let last = -1
  for (const [i, line] of lines.entries()) {
    if (!PLACE.test(line) || types[i] !== 'comment' || !ABOVE.test(lines[i - 1] ?? '')) continue
    const shown = lines.slice(i + 1, i + 1 + MOST_SHOWN).findIndex((text) => BELOW.test(text))
    if (shown === -1) continue
    last = i + 1 + shown
    types.fill('attribution', i - 1, i + 1)
    types.fill('quote', i + 1, last)
    depths.fill(1, i + 1, last)
    types[last] = 'elision'
  }
  if (last === -1) return
  const end = lines.findIndex((line, n) => n > last && END.test(line))
  if (end !== -1) types.fill('footer', end)
  else markAddress(lines, types, last)
}

/** A reviewer writes addresses into his comments, too: what the tool adds is the last line. */
function markAddress(lines: readonly string[], types: ReplyNode['type'][], last: number): void {
  const n = types.findLastIndex((type) => !/^(?:blank|footer|signature)$/.test(type))
  if (n > last && ADDRESS.test((lines[n] ?? '').trimEnd())) types[n] = 'footer'
}
