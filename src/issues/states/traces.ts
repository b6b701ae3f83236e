import type { Sheet } from '../signals/sheet.ts'

/**
 * Something at the lines changed, or what was asked for, as far as it can be read, is there. Blank
 * lines count where somebody spoke of such.
 */
export function hasTrace(signals: Sheet): boolean {
  const at = (name: string): number => signals.of(name)
  const blank = at('near-blank-last')
  const isSpaced = at('speaks-of-space') > 0 && blank !== 0
  const isTitled = at('asks-title') > 0 && at('title-changed') > 0
  return (
    at('near-1-last') > Math.abs(blank) ||
    isSpaced ||
    isTitled ||
    TRACES.some((name) => at(name) > 0)
  )
}

const TRACES = [
  'substitution-made',
  'near-words-last',
  'code-there-more',
  'trailer-new',
  'patch-gone',
  'gone-before',
  'posting-done',
  'include-changed',
]
