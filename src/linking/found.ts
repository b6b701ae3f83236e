import type { Rung } from '../model/link.ts'
import { squash } from '../text/lines.ts'
import { withoutMarks } from '../text/quoting.ts'

const LONGEST_TAIL = 3

/** Places in one message: body lines there, and how well they fit. */
export interface Found {
  readonly line: number
  readonly endLine: number
  readonly rung: Rung
  readonly alternatives: readonly number[]
}

/** The unquoted lines right below `line` that hold exactly what is missing of its origin. */
export function tailLines(
  lines: readonly string[],
  depths: Uint16Array,
  line: number,
  rest: string,
): number[] {
  const tail: number[] = []
  let left = rest
  for (let n = line + 1; left !== '' && n <= line + LONGEST_TAIL; n++) {
    const text = squash(lines[n - 1] ?? '')
    if ((depths[n - 1] ?? 0) > 0 || text === '' || !left.startsWith(text)) break
    tail.push(n)
    left = left.slice(text.length)
  }
  return left === '' ? tail : []
}

/** Empty quoted lines go with the line above them, else with the line below. */
export function placeBlanks(
  lines: readonly string[],
  depths: Uint16Array,
  targetLines: readonly string[],
  found: Map<number, Found>,
): void {
  const isEmpty = (line: string | undefined): boolean =>
    line !== undefined && squash(withoutMarks(line)) === ''
  const extend = (n: number, step: number): void => {
    const near = found.get(n - step)
    if (!near || found.has(n) || (depths[n - 1] ?? 0) === 0 || !isEmpty(lines[n - 1])) return
    const line = (step > 0 ? near.endLine : near.line) + step
    if (isEmpty(targetLines[line - 1]))
      found.set(n, {
        line,
        endLine: line,
        rung: 'exact',
        alternatives: near.alternatives.map((a) => a + step),
      })
  }
  for (let n = 1; n <= lines.length; n++) extend(n, 1)
  for (let n = lines.length; n >= 1; n--) extend(n, -1)
}
