import type { Mail } from '../../model/mail.ts'
import type { CommentCase } from '../cases.ts'
import type { Scene } from '../rules/rule.ts'
import type { Successor } from '../../versions/successors.ts'
import { squash } from '../../text/lines.ts'
import { once } from '../../text/memo.ts'
import { focusLines } from './lines.ts'
import type { Entry, Signals } from './sheet.ts'
import { countIn } from '../spacing.ts'
import { swapSignals } from './swapped.ts'
import { trailerSignals } from './trailers.ts'
import { proposedCode, substitutionsIn } from './proposed.ts'
import { patchText, type PatchText, type TextLine } from './version-text.ts'
import { tellingWordsAt, tellingWordsOf, weightOfAll } from './words.ts'

/** What a comment puts between quotation marks, without white space. */
const quotedIn = once((says: readonly string[]): readonly string[] => {
  const text = says.join('\n')
  if (!/["'`]/.test(text)) return []
  return [...text.matchAll(/"([^"\n]{3,60})"|`([^`\n]{3,60})`|(?<![\w])'([^'\n]{3,60})'(?!\w)/g)]
    .map(([, a, b, c]) => squash(a ?? b ?? c ?? ''))
    .filter((key) => key.length > 2)
})

/** What of the quoted words is new in the latest version, and what of the old ones still stands. */
function quotedSignals(says: readonly string[], before: Mail, last: Mail): Signals {
  const said = quotedIn(says)
  if (said.length === 0) return {}
  const [old, now] = [patchText(before).all, patchText(last).all]
  const fresh = said.filter((key) => !old.includes(key))
  const known = said.filter((key) => old.includes(key))
  const part = (list: readonly string[]): number =>
    list.length === 0 ? -1 : list.filter((key) => now.includes(key)).length / list.length
  return {
    'quoted-fresh': Math.min(5, fresh.length),
    'quoted-fresh-there': part(fresh),
    'quoted-known-stand': part(known),
  }
}

/** Whether what was asked for, as far as it can be read, stands in later versions. */
export function askedSignals(one: CommentCase, scene: Scene, later: readonly Successor[]): Entry[] {
  const { about } = one.context
  const before = about ? scene.material.mails.get(about.messageId) : undefined
  const after = later.flatMap(({ mail, isResent }) => (mail && isResent ? [mail] : []))
  const last = after.at(-1)
  const entries: Entry[] = [
    { signals: substitutionSignals(one, scene, before, after) },
    { signals: codeSignals(one.says, before, after) },
  ]
  if (!before || !last) return entries
  return [
    ...entries,
    { signals: trailerSignals(one.says.join('\n'), before, after) },
    { signals: quotedSignals(one.says, before, last) },
    { signals: textSignals(one.says, before, after) },
    { signals: wordSignals(one, scene, before, after) },
    { signals: answerSignals(one, before, after) },
  ]
}

/** The words by which the author answers in what is new: what he says he does is there. */
function answerSignals(
  { context, answers }: CommentCase,
  before: Mail,
  after: readonly Mail[],
): Signals {
  const own = answers.filter(({ role }) => role === 'author')
  const [first] = after
  if (own.length === 0 || !first || context.role === 'author') return {}
  const old = patchText(before).words
  const said = new Set(own.flatMap(({ lines }) => [...tellingWordsOf(lines, context.people)]))
  const { words } = freshOf(before, first)
  const came = [...said].filter((word) => !old.has(word) && words.has(word))
  const inNew = [...said].filter((word) => words.has(word))
  return {
    'answer-words-came': Math.min(8, weightOfAll(came)),
    'answer-in-new-lines-share': share(inNew.length, said.size),
  }
}

/** The words of a comment in what is new, and in what is no more. */
function wordSignals(
  { says, context }: CommentCase,
  scene: Scene,
  before: Mail,
  after: readonly Mail[],
): Signals {
  const first = after[0] ?? before
  const said = tellingWordsOf(says, context.people)
  const quoted = tellingWordsOf(context.quoted, context.people)
  const [old, next] = [patchText(before).words, patchText(first)]
  const now = after.map((mail) => patchText(mail).words)
  const { count: freshLines, words: freshWords } = freshOf(before, first)
  const fresh: string[] = []
  const lost: string[] = []
  const inNew: string[] = []
  let unknown = 0
  for (const word of said) {
    if (!old.has(word)) {
      unknown++
      if (now.some((words) => words.has(word))) fresh.push(word)
    }
    if (quoted.has(word) && !next.words.has(word)) lost.push(word)
    if (freshWords.has(word)) inNew.push(word)
  }
  return {
    'said-words': Math.min(20, said.size),
    'new-words': weightOfAll(fresh),
    'new-words-share': share(fresh.length, unknown),
    'said-in-new-lines': weightOfAll(inNew),
    'said-in-new-lines-share': share(inNew.length, said.size),
    'lost-words': weightOfAll(lost),
    'new-lines': Math.min(60, freshLines),
    'focus-standing': Math.min(10, standing(focusLines({ context }, scene), next)),
  }
}

/** How many lines of a version are as those that the comment is about. */
function standing(focus: readonly TextLine[], { keys }: PatchText): number {
  let count = 0
  for (const key of new Set(focus.map((l) => l.key))) count += keys.get(key) ?? 0
  return count
}

/**
 * Text that a comment asks for and that the patch had not: code it writes out, names of code, words
 * in quotation marks. How much of it a later version has; -1 where it asks for none.
 */
function textSignals(says: readonly string[], before: Mail, after: readonly Mail[]): Signals {
  const old = patchText(before).all
  const text = says.join('\n')
  const names = (text.match(/\b[A-Za-z]\w*_\w+|\b[a-z_]\w{3,}(?=\(\))/g) ?? []).map(squash)
  const code = proposedCode(says).map(squash)
  const fresh = [...new Set([...code, ...quotedIn(says), ...names])].filter(
    (key) => key.length > 3 && !old.includes(key),
  )
  const there = fresh.filter((key) => after.some((mail) => patchText(mail).all.includes(key)))
  return {
    'asked-texts': Math.min(6, fresh.length),
    'asked-texts-there': fresh.length === 0 ? -1 : there.length / fresh.length,
  }
}

/** What a later version of a patch has that an earlier one had not. */
interface Fresh {
  readonly count: number
  readonly words: ReadonlySet<string>
}

const freshKnown = once((_: Mail) => new Map<Mail, Fresh>())

function freshOf(before: Mail, after: Mail): Fresh {
  const known = freshKnown(before)
  const made = known.get(after) ?? newIn(before, after)
  known.set(after, made)
  return made
}

function newIn(before: Mail, after: Mail): Fresh {
  const { keys } = patchText(before)
  const words = new Set<string>()
  let count = 0
  for (const { key, line } of patchText(after).lines) {
    if (keys.has(key)) continue
    count++
    for (const word of tellingWordsAt(after.lines, line - 1)) words.add(word)
  }
  return { count, words }
}

function substitutionSignals(
  one: CommentCase,
  scene: Scene,
  before: Mail | undefined,
  after: readonly Mail[],
): Signals {
  const subs = substitutionsIn(one.says).filter(({ isStated }) => !isStated)
  const last = after.at(-1)
  if (subs.length === 0 || !last || !before) return { substitutions: subs.length }
  return swapSignals(subs, one, focusLines(one, scene), before, last)
}

function codeSignals(
  lines: readonly string[],
  before: Mail | undefined,
  after: readonly Mail[],
): Signals {
  const code = proposedCode(lines)
  if (code.length === 0 || !before || after.length === 0) return { 'proposed-code': code.length }
  const old = patchText(before).all
  const more = code.map((line) => {
    const key = squash(line)
    const had = countIn(old, key)
    return { had, isMore: after.some((mail) => countIn(patchText(mail).all, key) > had) }
  })
  const fresh = more.filter(({ had }) => had === 0)
  return {
    'proposed-code': Math.min(10, code.length),
    'code-there': fresh.length === 0 ? -1 : fresh.filter((l) => l.isMore).length / fresh.length,
    'code-there-more': more.filter((l) => l.isMore).length / code.length,
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? -1 : part / whole
}
