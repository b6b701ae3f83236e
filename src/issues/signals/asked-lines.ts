import { collapse, squash } from '../../text/lines.ts'
import { once } from '../../text/memo.ts'
import type { Mail } from '../../model/mail.ts'
import type { Successor } from '../../versions/successors.ts'
import type { CommentCase } from '../cases.ts'
import type { Scene } from '../rules/rule.ts'
import { focusLines } from './lines.ts'
import { misspelt } from './misspelt.ts'
import { proposedCode, substitutionsIn, type Substitution } from './proposed.ts'
import { signFate } from './punctuation.ts'
import { mostOverlap, overlap, tokensOf } from '../../patch/tokens.ts'
import { isOfSpace, spaceFate, withoutNew } from '../spacing.ts'
import { patchText, type TextLine } from './version-text.ts'

/**
 * What became of a text that is to become another, and the line of the later version that shows it.
 * `swap`: replaced or spelt otherwise; `anew`: a line written out anew.
 */
export interface TextFate {
  readonly kind: 'swap' | 'anew'
  readonly fate: 'done' | 'left'
  readonly mail: Mail
  readonly revisionIndex: number
  readonly line: TextLine
}

/** A version of the patch that was sent after the comment. */
interface Sent {
  readonly mail: Mail
  readonly revisionIndex: number
}

const known = new WeakMap<CommentCase, readonly TextFate[]>()

/**
 * The texts that a comment asks to become others, as far as a later version shows what they are.
 */
export function textFates(
  one: CommentCase,
  scene: Scene,
  later: readonly Successor[],
): readonly TextFate[] {
  const found = known.get(one) ?? fatesOf(one, scene, later)
  known.set(one, found)
  return found
}

function fatesOf(one: CommentCase, scene: Scene, later: readonly Successor[]): TextFate[] {
  const { about } = one.context
  const before = about && scene.material.mails.get(about.messageId)
  const sent = later.flatMap(({ mail, isResent, revisionIndex }) =>
    mail && isResent ? [{ mail, revisionIndex }] : [],
  )
  if (!before || sent.length === 0) return []
  const focus = focusLines(one, scene)
  const text = one.says.join('\n')
  const wanted = [
    ...[...substitutionsIn(one.says), ...misspelt(text, focus)].map((s) => ['swap', s] as const),
    ...anew(one.says, focus).map((s) => ['anew', s] as const),
  ]
  const fates = wanted.flatMap(([kind, swap]): TextFate[] => {
    const fate = fateOf(swap, focus, before, sent)
    return fate ? [{ kind, ...fate }] : []
  })
  const sign = fates.length === 0 ? signFate(one.says, about, before, sent) : null
  return sign ? [{ kind: 'swap', ...sign }] : fates
}

/** A line that the comment writes out, and the line of the patch that it is to stand for. */
function anew(says: readonly string[], focus: readonly TextLine[]): Substitution[] {
  return proposedCode(says).flatMap((to) => {
    const tokens = new Set(tokensOf(to))
    const [best] = focus
      .map((l) => ({
        from: l.text.replace(/^[-+ ]/, '').trim(),
        like: overlap(tokensIn(l), tokens),
      }))
      .filter(({ from, like }) => like >= 0.5 && squash(from) !== squash(to))
      .sort((a, b) => b.like - a.like)
    return best ? [{ from: best.from, to }] : []
  })
}

/** Whether lines that have a text have the other instead in some later version, or in none. */
function fateOf(
  swap: Substitution,
  focus: readonly TextLine[],
  before: Mail,
  sent: readonly Sent[],
): Omit<TextFate, 'kind'> | null {
  const { from } = swap
  const spaced = isOfSpace(swap) ? spacedIn(swap, focus, before, sent) : null
  if (spaced) return spaced
  const here = focus.filter((l) => has(l, from))
  const where = here.length > 0 ? here : patchText(before).lines.filter((l) => has(l, from))
  if (where.length === 0 || where.length > MOST_LINES || squash(from).length < LEAST) return null
  const last = sent.at(-1)
  // Where the quoted lines do not have it, another text may have been meant.
  const left = last && here.length > 0 ? leftIn(last, here, before, swap) : null
  if (left) return left
  for (const version of sent) {
    const made = where
      .map((line) => heirOf(line, before, version.mail))
      .find((l, i) => l !== null && isMade(l, where[i] ?? l, swap))
    if (made) return { fate: 'done', line: made, ...version }
  }
  return null
}

/** Of white space: lines that are the same but for it, in the first version that has it changed. */
function spacedIn(
  swap: Substitution,
  focus: readonly TextLine[],
  before: Mail,
  sent: readonly Sent[],
): Omit<TextFate, 'kind'> | null {
  const fates = sent.flatMap((version) =>
    focus.flatMap((old) => {
      const line = heirOf(old, before, version.mail)
      if (line?.key !== old.key) return []
      const fate = spaceFate(swap, before, lineAt(old), version.mail, lineAt(line))
      return fate ? [{ fate, line, ...version }] : []
    }),
  )
  return fates.find(({ fate }) => fate === 'done') ?? fates.at(-1) ?? null
}

function lineAt({ line }: TextLine): { readonly line: number; readonly endLine: number } {
  return { line, endLine: line }
}

/**
 * The latest version says whether the old text stands: what one version did the next one may have
 * undone ("go back to v2").
 */
function leftIn(
  last: Sent,
  where: readonly TextLine[],
  before: Mail,
  swap: Substitution,
): Omit<TextFate, 'kind'> | null {
  const heirs = where.map((line) => heirOf(line, before, last.mail))
  const [first] = heirs
  const isAll = heirs.every((l, i) => l !== null && isLeft(l, where[i] ?? l, swap))
  return first && isAll ? { fate: 'left', line: first, ...last } : null
}

/** Of a text that stands in more lines than these nobody can tell which is meant. */
const MOST_LINES = 6

/** Shorter texts stand everywhere. */
const LEAST = 3

/** Whether a line that is not taken away has a text, as words of its own. */
function has({ text, key }: TextLine, wanted: string): boolean {
  const [line, part] = [collapse(text), collapse(wanted)]
  if (key.startsWith('-') || part === '') return part === ''
  for (let at = line.indexOf(part); at !== -1; at = line.indexOf(part, at + 1)) {
    const isInWord =
      (/^\w/.test(part) && /\w/.test(line[at - 1] ?? '')) ||
      (/\w$/.test(part) && /\w/.test(line[at + part.length] ?? ''))
    if (!isInWord) return true
  }
  return false
}

/** What has the new text only as it had it before is not made; the old one may be a part of it. */
function isMade(line: TextLine, old: TextLine, swap: Substitution): boolean {
  const { from, to } = swap
  if (!has(line, to)) return false
  return to.includes(from) ? !has(old, to) || !hasOld(line, swap) : !has(line, from)
}

/** Whether it has the old text other than as a part of the new one. */
function hasOld(line: TextLine, swap: Substitution): boolean {
  return has({ ...line, text: withoutNew(line.text, swap) }, swap.from)
}

/**
 * A line that was written anew has the old text only where a word beside it is the same: "the flags
 * field" may have become "the zoned flags".
 */
function isLeft(line: TextLine, old: TextLine, swap: Substitution): boolean {
  const { from, to } = swap
  const hasNew = to !== '' && has(line, to)
  const stands = hasNew ? to.includes(from) && has(old, to) && hasOld(line, swap) : has(line, from)
  if (!stands || line.key === old.key || !to.includes(from)) return stands
  const [was, is] = [besides(old, from), besides(line, from)]
  return was.some((word, side) => word.length > 3 && word === is[side])
}

/** The words before and after a text. */
function besides({ text }: TextLine, wanted: string): readonly [string, string] {
  const [line, part] = [collapse(text), collapse(wanted)]
  const at = line.indexOf(part)
  const before = /\S+(?=\s*$)/.exec(line.slice(0, Math.max(0, at)))?.[0] ?? ''
  const after = /^\s*(\S+)/.exec(line.slice(at + part.length))?.[1] ?? ''
  return [before, after]
}

/**
 * The same line in a later version, or what is most like it there. Of lines that are alike some may
 * have gone: where a version has fewer of them, this one may be among those.
 */
function heirOf(line: TextLine, before: Mail, mail: Mail): TextLine | null {
  const { lines, keys } = patchText(mail)
  const isSame = ({ key }: TextLine): boolean => key === line.key
  const [had, has] = [patchText(before).keys, keys].map((counts) => counts.get(line.key) ?? 0)
  if (has && has >= (had ?? 0)) return lines.find(isSame) ?? null
  const tokens = tokensIn(line)
  let best: TextLine | null = null
  let top = 0.5
  for (const other of lines) {
    if (other.inDiff !== line.inDiff || other.key.startsWith('-') || isSame(other)) continue
    const theirs = tokensIn(other)
    if (mostOverlap(tokens, theirs) <= top) continue
    const like = overlap(tokens, theirs)
    if (like > top) [best, top] = [other, like]
  }
  return best
}

const tokensIn = once(({ text }: TextLine) => new Set(tokensOf(text)))
