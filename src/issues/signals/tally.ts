import type { Signals } from './sheet.ts'

/** A group of signals of which each tells the same; any of them counts once. */
type Telling = (at: (name: string) => number) => boolean

const any =
  (...names: readonly string[]): Telling =>
  (at) =>
    names.some((name) => at(name) > 0)
const both =
  (a: Telling, b: Telling): Telling =>
  (at) =>
    a(at) && b(at)
const without =
  (a: Telling, b: Telling): Telling =>
  (at) =>
    a(at) && !b(at)

/** Each shows by itself that what was asked for is there. */
const DONE: readonly Telling[] = [
  any('posting-done'),
  any('suggested-words-there'),
  any('gap-opened', 'gap-closed'),
  without(any('check-done'), any('check-left')),
  any('quoted-fresh-there'),
  any('code-there', 'code-there-more', 'suggested-code-there'),
  (at) => at('asked-texts-there') >= 1,
  (at) => at('changelog-score') >= 3 && at('changelog-margin') > 0,
  any('check-swap-done', 'check-anew-done', 'substitution-made'),
  both(any('asks-title'), any('title-changed')),
  both(any('near-blank-next'), any('speaks-of-space')),
  both(any('names-went-next'), any('wants-less')),
  any('mail-answered'),
  any('changelog-speaks-of-it'),
]
/** Each shows that it is not. */
const LEFT: readonly Telling[] = [
  any('check-swap-left', 'substitution-left'),
  any('old-text-stands'),
  without(any('check-left'), any('check-done')),
  any('patch-same'),
  both(any('all-stand-last'), any('wants-less')),
  any('gap-stays', 'no-gap-stays'),
  any('named-missing'),
]

/**
 * How many kinds of plain evidence there are that a request is done, and that it is not. Each is
 * rare, so that a model learns little of one alone.
 * @param at the value of a signal, 0 where it is absent
 */
export function tallySignals(at: (name: string) => number): Signals {
  const done = DONE.filter((tells) => tells(at)).length
  const left = LEFT.filter((tells) => tells(at)).length
  return { 'tells-done': done, 'tells-left': left, 'tells-more-done': done - left }
}
