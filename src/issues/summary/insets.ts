import { isBlank } from '../../text/lines.ts'

/** "---8<---", "-- >8 --": here something is cut out of, or pasted in. */
const SCISSORS = /^[\s-]{0,80}(?:[8%]<|>[8%])[\s-]{0,80}(?:\w{1,12}[\s-]{0,80})?$/
/** A line that parts, and says nothing. */
const RULE = /^\s{0,8}(?:-{3,80}|={3,80}|~{3,80}|\*{3,80})\s*$/
/** A longer one may be of a log. */
const SHORT_RULE = /^\s{0,8}(?:-{3,5}|={3,5}|~{3,5}|\*{3,5})\s*$/
/** Where a shell waits for what is typed: "$ make", "root@box:~# make". */
const PROMPT = /^\s{0,8}(?:\w[\w.()-]{0,30}@[\w.()-]{1,60}[^\s$#>%]{0,60}[$#>%]|\$)(?: \S|\s*$)/
/** The same, nothing typed: what was pasted ends. */
const WAITS = /^\s{0,8}\$\s*$/
/** What a compiler says of a line of code. */
const SAID_OF = /^\s{0,8}[\w./+-]{1,200}:\d{1,7}:(?:\d{1,7}:)? (?:fatal )?(?:error|warning|note): /
/** The line of code that it shows for that, and where in it. */
const SHOWN = /^\s{1,10}\d{0,7} {1,3}\|/
const CONTINUED = /\S\s*\\$/

/**
 * Lines in which what somebody pasted or cut out of another text is set in as code is: between two
 * scissors or rules, what was typed into a shell and what it said, what a compiler printed.
 */
export function withInsetsSetIn(lines: readonly string[]): readonly string[] {
  const inset = new Set([...betweenMarks(lines), ...ofShells(lines), ...printed(lines)])
  const pair = pairOfRules(lines)
  const last = lines.findLastIndex((line) => !isBlank(line))
  return lines
    .map((line, i) => (inset.has(i) && !isBlank(line) ? `    ${line}` : line))
    .filter(
      (line, i) =>
        !SCISSORS.test(line) && !((pair?.includes(i) || i === last) && SHORT_RULE.test(line)),
    )
}

/** Indices of the lines between each two scissors or below the last, and between the only two rules. */
function betweenMarks(lines: readonly string[]): number[] {
  const marks = indicesOf(lines, SCISSORS)
  const [first, last] = pairOfRules(lines) ?? [0, 0]
  return [
    ...marks.flatMap((from, i) => (i % 2 === 0 ? between(from, marks[i + 1] ?? lines.length) : [])),
    ...between(first, last),
  ]
}

/** Two lines that are the same and part a text from what stands around it; others are headings. */
function pairOfRules(lines: readonly string[]): readonly [number, number] | null {
  const [first = 0, last = 0, ...more] = indicesOf(lines, RULE)
  const isPair = last > first && more.length === 0 && lines[first]?.trim() === lines[last]?.trim()
  return isPair && isBlank(lines[first - 1]) ? [first, last] : null
}

/** From a prompt to where the shell waits at the end of it, else to the next blank line. */
function ofShells(lines: readonly string[]): number[] {
  const first = lines.findIndex((line) => PROMPT.test(line))
  if (first === -1) return []
  const end = lines.findLastIndex((line) => WAITS.test(line))
  const found = end > first ? between(first - 1, end + 1) : []
  let isOpen = false
  for (const [i, line] of lines.entries()) {
    isOpen = PROMPT.test(line) || (isOpen && !isBlank(line))
    if (isOpen) found.push(i)
  }
  return found
}

/** What a compiler printed, and commands and macros that go on below a backslash. */
function printed(lines: readonly string[]): number[] {
  const found: number[] = []
  let from = 0
  for (const [i, line] of lines.entries()) {
    if (isBlank(line)) from = i + 1
    else if (CONTINUED.test(line) || CONTINUED.test(lines[i - 1] ?? '')) found.push(i)
    else if (SAID_OF.test(line)) found.push((from = i))
    else if (SHOWN.test(line)) found.push(...between(from - 1, i + 1))
  }
  return found
}

function indicesOf(lines: readonly string[], pattern: RegExp): number[] {
  return lines.flatMap((line, i) => (pattern.test(line) ? [i] : []))
}

/** The numbers between two others. */
function between(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from - 1) }, (_, i) => from + 1 + i)
}
