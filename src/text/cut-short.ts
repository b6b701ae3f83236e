import { isBlank, squash } from './lines.ts'

/** What no list or program puts below a mail: a diff, a quote, a sign-off. */
const OWN = /^(?:diff --|@@ -|[+>]|Signed-off-by:)/m
/** A longer tail is no footer. */
const LONGEST_FOOTER = 40

/**
 * Is the one text the beginning of the other, cut off by what carried it? A footer below a whole
 * text is no such end.
 */
export function isCutShort(text: string, whole: string): boolean {
  const [beginning, all] = [squash(text), squash(whole)]
  if (beginning.length >= all.length || !all.startsWith(beginning)) return false
  const lines = whole.split('\n')
  const last = text.trimEnd().split('\n').at(-1) ?? ''
  const rest = lines.slice(text.trimEnd().split('\n').length)
  const isInsideLine = !lines.some((line) => line.trimEnd() === last.trimEnd())
  const below = rest.filter((line) => !isBlank(line))
  return isInsideLine || below.length > LONGEST_FOOTER || OWN.test(rest.join('\n'))
}
