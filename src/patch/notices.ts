import type { Citation } from '../model/content.ts'
import { collapse, isBlank } from '../text/lines.ts'

/** How a program that keeps a tree tells authors what became of their patch. */
export interface NoticeForm {
  readonly name: string
  /** The first line of such a mail that is not blank. */
  readonly opens: RegExp
  read(mail: NoticeMail): Omit<Citation, 'line'> | null
}

/** A mail that may be a notice; `at` is the index of its first line that is not blank. */
interface NoticeMail {
  readonly subject: string
  readonly lines: readonly string[]
  readonly at: number
}

/** The lines that a notice says of itself: below them stands the patch. */
const HEAD = 40

/** Letters of a hash that git shows at least. */
const COMMIT = /^Commit-ID: +([0-9a-f]{8,40})\s*$/
const FILE_HEAD = /^From ([0-9a-f]{40}) Mon Sep 17 00:00:00 2001$/

/** All of them, by who sends them. */
export const NOTICE_FORMS: readonly NoticeForm[] = [
  {
    name: 'tip-bot',
    opens: /^(?:The following commit has been merged into the \S+ branch of \S+:|Commit-ID: )/,
    read: ({ subject, lines, at }) => {
      const named = /merged into the (\S+) branch of (\S+):/.exec(lines[at] ?? '')
      const [, tag, title] = /^\[(tip: ?\S+)\] (.+)$/s.exec(subject) ?? []
      const commit = firstOf(lines, at, COMMIT)
      const tree = named ? `${named[1]} of ${named[2]}` : tag && `${tag.slice(4).trim()} of tip`
      return title && commit && tree ? taken(title, tree, commit) : null
    },
  },
  {
    name: "the stable trees, and Greg Kroah-Hartman's",
    opens: /^This is a note to let you know that I've just added the patch titled$/,
    read: ({ lines, at }) => {
      const title = textBelow(lines, at)
      const own = firstOf(lines, at, /^in the (\S+) branch\.$/)
      const stable = firstOf(lines, at, /^to the (\S+-stable) tree which can be found at:?$/)
      const tree = own ?? stable
      return title && tree ? taken(title, tree, firstOf(lines, at, FILE_HEAD)) : null
    },
  },
  {
    name: 'mm-commits',
    opens: /^The (?:quilt )?patch titled$/,
    read: ({ lines, at }) => {
      const title = /^\s+Subject: (.+)$/.exec(lines[at + 1] ?? '')?.[1]
      const said = lines[at + 2] ?? ''
      const added = /^has been added to the (-mm \S+ branch|-mm tree)\b/.exec(said)?.[1]
      if (title && added) return taken(title, added.replace(/^-mm (\S+) branch$/, '$1'))
      if (!title || !/^has been removed from the -mm tree\b/.test(said)) return null
      const why = firstOf(lines, at, /^This patch was dropped because (.+?)\.?$/) ?? ''
      const merged = /^it was merged into (?:the )?(\S+)(?: branch)?/.exec(why)?.[1]
      if (merged) return taken(title, merged)
      // What was folded into another patch is in the tree still.
      return /\bfolded\b/.test(why) ? null : { ...taken(title, '-mm tree'), kind: 'reverted' }
    },
  },
  {
    name: "Mark Brown's trees",
    opens: /^The patch$/,
    read: ({ lines, at }) => {
      const title = textBelow(lines, at)
      const tree = firstOf(lines, at, /^has been applied to the (\S+ tree) at$/)
      return title && tree ? taken(title, tree, firstOf(lines, at, FILE_HEAD)) : null
    },
  },
  {
    name: 'linuxtv-commits',
    opens:
      /^This is an automatic generated email to let you know that the following patch were queued\b/,
    read: ({ subject, lines, at }) => {
      const title = firstOf(lines, at, /^Subject: (?:\[media\] )?(.+)$/)
      const tree = /^\[git:([^\]]+)\]/.exec(subject)?.[1]
      return title && tree ? taken(title, tree) : null
    },
  },
]

const UPSTREAM = /^(?:commit ([0-9a-f]{40}) upstream\.?|\[ ?Upstream commit ([0-9a-f]{40}) ?\])$/

/**
 * The commit that a patch says it is, for an older release.
 * @param title of the patch: both have it
 * @returns the commit; `null`: it names none
 */
export function backportIn(title: string, lines: readonly string[]): Citation | null {
  for (const [i, line] of lines.slice(0, HEAD).entries()) {
    const [, plain, boxed] = UPSTREAM.exec(line.trim()) ?? []
    const commit = plain ?? boxed
    if (commit) return { line: i + 1, commit, kind: 'upstream', title, tree: null }
  }
  return null
}

/**
 * The patch that a mail says is in a tree, or no more in it, where a program wrote it: such mail is
 * no answer, whatever it hangs below.
 * @returns the patch by its title, with the line that tells of it; `null`: it is no such mail
 */
export function noticeIn(subject: string, lines: readonly string[]): Citation | null {
  const at = lines.findIndex((line) => !isBlank(line))
  const form = NOTICE_FORMS.find(({ opens }) => opens.test(lines[at] ?? ''))
  const read = form?.read({ subject: collapse(subject), lines: lines.slice(0, at + HEAD), at })
  return read ? { ...read, line: at + 1 } : null
}

function taken(title: string, tree: string, commit: string | null = null): Omit<Citation, 'line'> {
  return { commit, kind: 'taken', title: collapse(title), tree }
}

/** What a pattern takes out of the first line that has it. */
function firstOf(lines: readonly string[], from: number, pattern: RegExp): string | null {
  for (const line of lines.slice(from)) {
    const found = pattern.exec(line)?.[1]
    if (found !== undefined) return found
  }
  return null
}

/** The paragraph that is set in below a line. */
function textBelow(lines: readonly string[], at: number): string | null {
  const from = lines.findIndex((line, i) => i > at && !isBlank(line))
  if (from === -1 || !/^\s/.test(lines[from] ?? '')) return null
  const end = lines.findIndex((line, i) => i > from && isBlank(line))
  return end === -1 ? null : lines.slice(from, end).join(' ')
}
