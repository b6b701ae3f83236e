import type { Part } from '../../model/content.ts'
import { anySign } from '../rules/index.ts'
import type { Finding } from '../rules/rule.ts'
import type { Sheet } from '../signals/sheet.ts'
import { has, named } from './grounds.ts'

/** A reviewer wanted something to go, nobody argued, and the patch that has it was dropped. */
export function wentAsAsked(findings: readonly Finding[], signals: Sheet): Finding[] {
  const isAsked = signals.of('wants-less') === 1 && signals.of('by-author') === 0
  return isAsked && !anySign(findings, 'refused') ? goneWith(findings, signals) : []
}

/** The patch was dropped, and the latest version does not have it again. */
function goneWith(findings: readonly Finding[], signals: Sheet): Finding[] {
  return signals.of('patch-gone') === 1 ? named(findings, ['lines-patch-dropped']) : []
}

/** What is asked in more words may be asked of the patch as a whole, which may have gone for it. */
const FEW_WORDS = 25
const PROMISES = /^author-(?:at-last-)?(?:agrees-will-do|promises-a-version)$/
/** "Okay." promises what was asked; with more words it may be a view that is shared. */
const AGREES = /^author-(?:at-last-)?(?:agrees|opens-with)-yes$/
const ALONE = /^\W*(?:ok(?:ay)?|yep|yes|yeah|sure|ack)\W*$/i
/** That the patch goes is what he promises, or it was done before. */
const GOES = /\b(?:drop|remov|revert|separate|split|done\b|did\b)/i

/**
 * A detail of the code was to be changed, the author would do it, and the next version came without
 * the patch: nobody waits for it any more, and nothing tells that it was done.
 */
export function wentUndone(
  part: Part | null,
  findings: readonly Finding[],
  signals: Sheet,
): Finding[] {
  const promises = findings.filter(
    ({ rule, text }) => PROMISES.test(rule) || (AGREES.test(rule) && ALONE.test(text)),
  )
  const isPromised = promises.length > 0 && !promises.some(({ text }) => GOES.test(text))
  const isDetail =
    part === 'diff' && signals.of('words') <= FEW_WORDS && signals.of('is-major') === 0
  if (!isPromised || !isDetail || anySign(findings, 'told')) return []
  const isNext = has(findings, 'patch-dropped') && signals.of('wants-less') === 0
  return isNext ? goneWith(findings, signals) : []
}
