import type { Substitution } from './proposed.ts'
import type { TextLine } from './version-text.ts'

/** A word that corrects another stands nearly alone, or is called a typo. */
const FEW_WORDS = 5
const CALLED_TYPO = /\b(?:typos?|spelling|misspel\w+|grammar)\b/i
/** Of prose: `minItems` is no misspelt `maxItems`. */
const WORD = /(?<![\w-])[A-Za-z]-?[a-z-]{3,}(?![\w-])/g

/** "departed?" under a line with "deparated". */
export function misspelt(text: string, focus: readonly TextLine[]): Substitution[] {
  if (!isShort(text) && !CALLED_TYPO.test(text)) return []
  const words = [...new Set(text.match(WORD) ?? [])]
  const there = new Set(focus.flatMap((l) => l.text.match(WORD) ?? []))
  return words.flatMap((to) => {
    if (there.has(to)) return []
    const from = [...there].find((word) => !words.includes(word) && isNearly(word, to))
    return from === undefined ? [] : [{ from, to }]
  })
}

function isShort(text: string): boolean {
  return text.trim().split(/\s+/, FEW_WORDS + 1).length <= FEW_WORDS
}

/** One or two letters apart, and no other form of the same word. */
function isNearly(a: string, b: string): boolean {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()]
  const isForm = left.startsWith(right) || right.startsWith(left) || stemOf(left) === stemOf(right)
  if (a.length < 5 || Math.abs(a.length - b.length) > 2 || isForm) return false
  return editDistance(a, b) <= (a.length > 6 ? 2 : 1)
}

function stemOf(word: string): string {
  return word.replace(/(?:ing|ed|es|s|ly|e)$/, '')
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const above = row
    row = [i]
    for (let j = 1; j <= b.length; j++)
      row[j] = Math.min(
        (above[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (above[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]),
      )
  }
  return row[b.length] ?? 0
}
