import type { LineRange } from '../model/reply.ts'
import { isBlank } from '../text/lines.ts'

export interface QuotedLine {
  readonly line: number
  readonly text: string
}

/**
 * The tightest quoted lines a comment is about: the last line above it that says anything.
 * @param quoted the quote it stands under, prefixes stripped
 */
export function focusLines(quoted: readonly QuotedLine[], _comment: readonly string[]): LineRange | null {
  const last = [...quoted].reverse().find(({ text }) => !isBlank(text) && !/^[-+]?\s*[{}()[\];,*/\\]*\s*$/.test(text))
  const line = last?.line ?? quoted.at(-1)?.line
  return line === undefined ? null : { line, endLine: quoted.at(-1)?.line ?? line }
}
