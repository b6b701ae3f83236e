import type { ShownIssue } from '../model/report/issues.ts'
import { saysNothing } from '../text/greetings.ts'

type Answer = ShownIssue['replies'][number]

/** What was said to a request at first, and the last word on it; mere greetings are neither. */
export function firstAndLast(answers: readonly Answer[]): Answer[] {
  const telling = answers.filter(({ text }) => text.split('\n').some((line) => !saysNothing(line)))
  const [first, last] = [telling[0], telling.at(-1)]
  if (!first || !last) return []
  return first === last ? [first] : [first, last]
}

/** The first line that tells something: a greeting does not, nor who wrote what is quoted. */
export function firstLine(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const line = lines.find((one) => !saysNothing(one)) ?? lines[0] ?? ''
  return line.length > 100 ? `${line.slice(0, 99)}\u2026` : line
}
