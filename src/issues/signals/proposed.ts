import { squash } from '../../text/lines.ts'
import { once } from '../../text/memo.ts'

/** Text that is to become another: `s/a/b/`, `a -> b`, `a => b`. */
export interface Substitution {
  readonly from: string
  readonly to: string
}

/** `bedone -> be done` and nothing else on its line. */
const ALONE =
  /^\s*["'`]?([A-Za-z][\w '-]{0,40}?)["'`]?\s*(?:->|=>|\u2192)\s*["'`]?([A-Za-z][\w '-]{0,40}?)["'`]?\s*[.,?]?\s*$/

/** `s/needn't/does not need`, alone on its line and never closed. */
const UNCLOSED = /^\s*s\/([^/\n]{1,80})\/([^/\n]{1,80}?)\s*$/gm

/** What every other pattern needs, and few lines have. */
const ARROW = /->|=>|\u2192/
const ARROWS = /(?:->|=>|\u2192).*(?:->|=>|\u2192)/

/** The substitutions that a comment asks for. */
export function substitutionsIn(says: readonly string[]): readonly Substitution[] {
  return substitutions(says)
}

const substitutions = once((says: readonly string[]): Substitution[] => {
  const text = says.join('\n')
  const found: Substitution[] = []
  for (const [, from = '', to = ''] of text.matchAll(
    /(?:^|[\s"'(,])s\/([^/\n]{1,80})\/([^/\n]{0,80})\//g,
  ))
    found.push({ from, to })
  for (const [, from = '', to = ''] of text.matchAll(UNCLOSED)) found.push({ from, to })
  const arrow =
    /(?:^|\s)["'`]?([A-Za-z][\w() .'-]{0,50}?)["'`]?\s*(?:->|=>|\u2192)\s*["'`]?([A-Za-z][\w() .'-]{0,50}?)["'`]?(?=$|[\s,.;:!?)])/gm
  for (const line of text.split('\n')) {
    if (!ARROW.test(line)) continue
    // A member of a structure is no arrow, and a chain of calls none that changes.
    if (/->\w/.test(line) || /[;{}]\s*$/.test(line) || ARROWS.test(line)) continue
    const [, whole = '', instead = ''] = ALONE.exec(line) ?? []
    if (whole !== '') found.push({ from: whole, to: instead })
    else
      for (const [, from = '', to = ''] of line.matchAll(arrow))
        found.push({ from: from.trim(), to: to.trim() })
  }
  return found.filter(({ from, to }) => squash(from).length > 0 && from !== to)
})

/** Code that a comment writes out, line by line. */
export function proposedCode(says: readonly string[]): readonly string[] {
  return code(says)
}

const code = once((lines: readonly string[]): string[] =>
  lines
    .filter(
      (l, i) =>
        !l.startsWith('-') &&
        (/^[-+]?\s*(?:\t| {2,})\S|^\+\s*\S|[;{}]\s*$/.test(l) || isShown(l, lines[i - 1] ?? '')),
    )
    .map((l) => l.replace(/^\+/, '').trim())
    .filter((l) => squash(l).length > 7),
)

/** "This should be:", and below it a line that is no sentence. */
function isShown(line: string, above: string): boolean {
  return (
    /\b(?:be|like|as|say|read|write|use|do|of|with|instead)\s*:\s*$/.test(above) &&
    !/[.?!]\s*$/.test(line)
  )
}
