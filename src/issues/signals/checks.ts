import type { Mail } from '../../model/mail.ts'
import { squash } from '../../text/lines.ts'
import type { Successor } from '../../versions/successors.ts'
import type { CommentCase } from '../cases.ts'
import type { Scene } from '../rules/rule.ts'
import { textFates } from './asked-lines.ts'
import { focusLines, SPACE } from './lines.ts'
import type { Signals } from './sheet.ts'
import { patchText, type TextLine } from './version-text.ts'

/** What became of one thing that a comment asks for in so many words. */
type Check = 'done' | 'left' | null

const NAME = /\b(?:[A-Za-z_]\w*_\w+|[a-z_]\w{3,}(?=\(\))|[A-Z][A-Z0-9_]{3,}|[a-z]+[A-Z]\w+)/g
const LESS =
  /\b(?:drop|remove|delete|get(?:ting)? rid of|kill|strip|omit|no need|(?:not|isn't|aren't) (?:needed|necessary|required)|unneeded|unnecessary|unused|redundant|superfluous|useless|pointless)\b/i

/**
 * Things asked for so plainly that a later version can be held against them: a text that is to
 * become another, a misspelt word, a line written out anew, a name that is to go or to come.
 */
export function checkSignals(one: CommentCase, scene: Scene, later: readonly Successor[]): Signals {
  const { about } = one.context
  const before = about && scene.material.mails.get(about.messageId)
  const after = later.flatMap(({ mail, isResent }) => (mail && isResent ? [mail] : []))
  const last = after.at(-1)
  if (!before || !last) return {}
  const focus = focusLines(one, scene)
  const fates = textFates(one, scene, later)
  const checks: readonly (readonly [string, Check])[] = [
    ['swap', together(fates.filter((f) => f.kind === 'swap').map((f) => f.fate))],
    ['anew', together(fates.filter((f) => f.kind === 'anew').map((f) => f.fate))],
    ['less', together(goes(one, focus, before, last))],
    ['more', comes(one, focus, before, after)],
  ]
  const signals: Signals = {
    'check-done': checks.filter(([, check]) => check === 'done').length,
    'check-left': checks.filter(([, check]) => check === 'left').length,
  }
  for (const [name, check] of checks) if (check) signals[`check-${name}-${check}`] = 1
  return signals
}

function together(checks: readonly Check[]): Check {
  const known = checks.filter((c) => c !== null)
  if (known.length === 0) return null
  return known.every((c) => c === 'left')
    ? 'left'
    : known.every((c) => c === 'done')
      ? 'done'
      : null
}

/** Where something is to go: the names that the comment says of the lines, else the lines. */
function goes(one: CommentCase, focus: readonly TextLine[], before: Mail, last: Mail): Check[] {
  const text = one.says.join('\n')
  const isOfSpace = SPACE.test(text) || /^\W*$/.test(one.context.quoted.at(-1) ?? '')
  if (!LESS.test(text) || isOfSpace || focus.length === 0) return []
  const names = new Set(text.match(NAME) ?? [])
  const meant = focus.filter((l) => [...names].some((name) => l.text.includes(name)))
  const isShort = text.split(/\s+/).length <= 8
  const target = meant.length > 0 ? meant : isShort ? focus.slice(-1) : []
  const { keys } = patchText(last)
  return before === last ? [] : target.map((l) => (keys.has(l.key) ? 'left' : 'done'))
}

/** Names that the patch had not: whether a later version has one, and the line is another. */
function comes(
  one: CommentCase,
  focus: readonly TextLine[],
  before: Mail,
  after: readonly Mail[],
): Check {
  const old = patchText(before).all
  const names = [...new Set(one.says.join('\n').match(NAME) ?? [])].filter(
    (name) => !old.includes(squash(name)),
  )
  if (names.length === 0) return null
  if (after.some((mail) => names.some((name) => patchText(mail).all.includes(squash(name)))))
    return 'done'
  const keys = after.at(-1) ? patchText(after.at(-1) as Mail).keys : new Set<string>()
  const line = focus.at(-1)
  return line && keys.has(line.key) ? 'left' : null
}
