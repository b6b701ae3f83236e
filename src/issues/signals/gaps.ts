import type { Mail } from '../../model/mail.ts'
import { fileAt } from '../../patch/locate.ts'
import { squash } from '../../text/lines.ts'
import { remembered } from '../../text/memo.ts'
import { fileIn } from '../../versions/moves/renamed.ts'
import { sideOf } from '../../versions/patch-lines.ts'
import type { Successor } from '../../versions/successors.ts'
import type { CommentCase } from '../cases.ts'
import type { Scene } from '../rules/rule.ts'
import type { Signals } from './sheet.ts'

/** Lines of code that follow each other, and whether a blank line stands between them. */
interface Gap {
  readonly pair: string
  /** Body lines of the two. */
  readonly from: number
  readonly to: number
  readonly isOpen: boolean
}

/**
 * Blank lines between the lines that a comment is about, and their neighbours: which came, went or
 * stayed by the latest version. A blank line has no text by which it could be followed.
 */
export function gapSignals(
  { context: { about } }: CommentCase,
  { material }: Scene,
  later: readonly Successor[],
): Signals {
  const from = about && material.mails.get(about.messageId)
  const to = later.findLast(({ mail, isResent }) => mail !== null && isResent)?.mail
  if (!about || !from || !to) return {}
  const before = gapsOf(from, from, about.endLine).filter(
    (gap) => gap.to >= about.line && gap.from <= about.endLine,
  )
  const after = new Map(gapsOf(to, from, about.endLine).map(({ pair, isOpen }) => [pair, isOpen]))
  const known = before.filter(({ pair }) => after.has(pair))
  const count = (wasOpen: boolean, isOpen: boolean): number =>
    Math.min(3, known.filter((g) => g.isOpen === wasOpen && after.get(g.pair) === isOpen).length)
  return {
    'gap-opened': count(false, true),
    'gap-closed': count(true, false),
    'gap-stays': count(true, true),
    'no-gap-stays': count(false, false),
  }
}

/** The gaps of one file of a patch: that which another patch has at a line. */
function gapsOf(mail: Mail, of: Mail, line: number): readonly Gap[] {
  const file = fileAt(of, line)
  const own = file && (mail === of ? file : fileIn(file, of, mail))
  return own ? inFile(mail, String(own.line)) : []
}

const inFile = remembered((mail: Mail, at: string): readonly Gap[] => {
  const file = mail.files.find(({ line }) => String(line) === at)
  if (!file) return []
  const side = sideOf(mail, file, 'new')
  const full = side.filter(({ text }) => squash(text) !== '')
  const position = new Map(side.map((l, i) => [l, i]))
  return full.slice(1).map((second, i): Gap => {
    const first = full[i] ?? second
    return {
      pair: `${squash(first.text)}\n${squash(second.text)}`,
      from: first.bodyLine,
      to: second.bodyLine,
      isOpen: (position.get(second) ?? 0) - (position.get(first) ?? 0) > 1,
    }
  })
})
