import { squash } from '../../text/lines.ts'
import type { Successor } from '../../versions/successors.ts'
import type { CommentCase } from '../cases.ts'
import type { Scene } from '../rules/rule.ts'
import type { Signals } from './sheet.ts'
import { patchText } from './version-text.ts'

/** What can be asked for by its name alone, and is there or is not. */
const NAMED: readonly RegExp[] = [
  /(?:#\s*include\s*|\b(?:include|including|inclusion of|header)\s+)[<"`']?((?:[\w-]+\/)*[\w-]+\.h)\b/gi,
  /<((?:[\w-]+\/)+[\w-]+\.h)>/g,
  /\b(?:depends? on|select|imply)\s+["'`]?((?:CONFIG_)?[A-Z][A-Z0-9_]{2,})\b/g,
  /["'`]([a-z][a-z0-9]+,[a-z0-9][\w.-]{2,})["'`]/g,
]
/** Of a trailer only its name is asked for: what stands behind it nobody writes out. */
const TRAILER =
  /\b(?:add|adding|missing|lacks?|needs?|have|has|want|wants|include|deserves?|requires?)\s+(?:an?\s+|the\s+|appropriate\s+|proper\s+)*["'`]?(Fixes|Cc: ?stable|Closes|(?:Reported|Suggested|Co-developed)-by)\b/gi
/** Somebody who wants less does not ask for what he names. */
const LESS =
  /\b(?:drop|remov\w+|delet\w+|get(?:ting)? rid|kill|unneeded|unnecessary|unused|redundant|superfluous|not needed|no need|(?:not|n't|n\u2019t) (?:need|include|depend|select|want)|instead of|rather than|sort\w*|alphabetic\w*)\b/i

/**
 * Whether what a comment asks for by name, an include, a symbol of Kconfig, a compatible string, a
 * trailer, is in no later version of the series: then a change of the line beside it was another.
 */
export function namedSignals(one: CommentCase, scene: Scene, later: readonly Successor[]): Signals {
  const { about, sender } = one.context
  const before = about && scene.material.mails.get(about.messageId)
  const sent = later.filter(({ mail, isResent }) => mail !== null && isResent)
  const names = namesIn(one.says.join('\n'))
  if (!before || sender !== 'human' || sent.length === 0 || names.length === 0) return {}
  const old = textOf(patchText(before).all)
  const wanted = names.filter((name) => !old.includes(name))
  const texts = sent.flatMap(({ revisionIndex, mail }) => [
    ...(mail ? [mail] : []),
    ...(scene.material.series.revisions[revisionIndex]?.patches ?? []).flatMap(
      ({ messageId }) => scene.material.mails.get(messageId) ?? [],
    ),
  ])
  const isThere = texts.some((mail) => {
    const now = textOf(patchText(mail).all)
    return wanted.some((name) => now.includes(name))
  })
  return { 'named-missing': Number(wanted.length > 0 && !isThere) }
}

/** The names that a comment asks for, as they are compared. */
function namesIn(text: string): string[] {
  if (LESS.test(text)) return []
  const found = [...NAMED, TRAILER].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, name = '']) => textOf(squash(name))),
  )
  return [...new Set(found)].map((name) => name.replace(/^config_/, ''))
}

function textOf(text: string): string {
  return text.toLowerCase()
}
