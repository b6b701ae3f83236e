import type { CommentCase } from '../cases.ts'
import type { Mail } from '../../model/mail.ts'
import { collapse, squash } from '../../text/lines.ts'
import { isOfSpace, spaceFate, withoutNew } from '../spacing.ts'
import type { Substitution } from './proposed.ts'
import type { Signals } from './sheet.ts'
import { patchText, type TextLine } from './version-text.ts'

/** Texts so short stand everywhere. */
const LEAST = 3

/** How many of the substitutions that a comment asks for are made, and how many are not. */
export function swapSignals(
  subs: readonly Substitution[],
  one: CommentCase,
  focus: readonly TextLine[],
  before: Mail,
  last: Mail,
): Signals {
  const fates = subs.map((swap) =>
    isOfSpace(swap) ? spacedIn(swap, one, before, last) : fateIn(swap, focus, before, last),
  )
  return {
    substitutions: subs.length,
    'substitution-made': fates.filter((fate) => fate === 'done').length / subs.length,
    'substitution-left': fates.filter((fate) => fate === 'left').length / subs.length,
  }
}

function fateIn(
  { from, to }: Substitution,
  focus: readonly TextLine[],
  before: Mail,
  last: Mail,
): 'done' | 'left' | null {
  const swap = { from: squash(from), to: squash(to) }
  const { lines } = patchText(before)
  const has = ({ key }: TextLine): boolean => withoutNew(key, swap).includes(swap.from)
  // Where all of it has the new text already, that it still stands tells that nothing came.
  const where = [
    focus.filter(has),
    lines.filter(has),
    lines.filter(({ key }) => key.includes(swap.from)),
  ]
  const keys = (where.find((list) => list.length > 0) ?? []).map((l) => l.key)
  const there = patchText(last)
  const isMade = (key: string): boolean => {
    const anew = made(key, swap)
    return anew !== key && there.all.includes(anew)
  }
  if (keys.some(isMade)) return 'done'
  return keys.length > 0 && keys.every((key) => there.keys.has(key)) ? 'left' : null
}

/** A line with the new text for the old one; where it has the new one already, that stays. */
function made(key: string, { from, to }: Substitution): string {
  const parts = from !== '' && to.includes(from) ? key.split(to) : [key]
  return parts.map((part) => part.replaceAll(from, to)).join(to)
}

/** At the lines that the comment is about, else, if it is of words, anywhere in the patch. */
function spacedIn(
  swap: Substitution,
  { context: { about }, steps }: CommentCase,
  before: Mail,
  last: Mail,
): 'done' | 'left' | null {
  const place = steps.at(-1)?.place
  if (about && place?.messageId === last.id) {
    const fate = spaceFate(swap, before, about, last, place)
    if (fate) return fate
  }
  if (squash(swap.from).length < LEAST) return null
  const [was, is] = [collapse(swap.from), collapse(swap.to)]
  if (was === is) return null
  const text = textOf(last)
  if (withoutNew(text, { from: was, to: is }).includes(was)) return 'left'
  return text.includes(is) ? 'done' : null
}

/** A patch with its white space: where words are to be parted or joined, it is all that changes. */
function textOf(mail: Mail): string {
  return collapse(
    patchText(mail)
      .lines.filter(({ key }) => !key.startsWith('-'))
      .map(({ text }) => text.replace(/^[+ ]\W*/, ''))
      .join(' '),
  )
}
