import type { DiffFile } from '../../model/diff.ts'
import type { CommentContext, IssueEvidence } from '../../model/issue.ts'
import type { Mail } from '../../model/mail.ts'
import type { PatchRef, SeriesMail } from '../../model/review.ts'
import { fileAt } from '../../patch/locate.ts'
import { squashedLines } from '../../text/lines.ts'
import { remembered } from '../../text/memo.ts'

const OWN_NAME = String.raw`(?:unit|self|k?unit|regression|shell|functional|smoke)`
const A_TEST =
  String.raw`(?:${OWN_NAME}[- ]?)?tests?(?:[ -]?cases?|[ -]?coverage)?\b` +
  String.raw`(?! (?:robot|bot|system|machine|setup|runs?|results?|reports?|kernel|patch|board|log|` +
  String.raw`build|tree|team|farm|fail|pass))`
/**
 * "Could you also add some tests?", "this needs a test or two", "a regression test would be nice".
 */
const ASKS = new RegExp(
  String.raw`\b(?:add(?:ing)?|writ(?:e|ing)|needs?|wants?|includ(?:e|ing)|provide|deserves?|missing|` +
    String.raw`lacks?|like|love|accompan\w+|extend|` +
    String.raw`(?:should|must|could|can|to|please) (?:also )?(?:have|see|get|come))\b[^.?!\n]{0,40}?` +
    String.raw`\b(?:an?|any|some|more|few|new|another|additional|no|regression|also) ` +
    String.raw`(?:[\w-]{1,20} ){0,2}?${A_TEST}` +
    String.raw`|\b(?:add(?:ing)?|writ(?:e|ing)|needs?|deserves?|missing|lacks?) ${A_TEST}` +
    String.raw`|\b(?:an?|some|more|another) (?:[\w-]{1,20} )?${A_TEST}[^.?!\n]{0,40}` +
    String.raw`\b(?:would|should|could|might) (?:also )?(?:be|help|make)\b` +
    String.raw`|\bgaps? in (?:the |our )?test coverage\b`,
  'i',
)

/** A file that tests others, by its folder or its name; what makes them is none. */
const NOT_MADE = /(?:^|\/)(?:\.gitignore|Makefile[^/]*|meson\.build|Kconfig|Kbuild|config)$/
const OF_TESTS = new RegExp(
  String.raw`(?:^|/)(?:t|tests?|testing|testsuite|testcases?|selftests?|unittests?)/|` +
    String.raw`[_.-](?:kunit|tests?|selftests?|unittests?)\.\w+$|(?:^|/)tests?[_-][^/]*\.\w+$`,
  'i',
)

/** Characters of a comment that may speak of tests for another reason. */
const LONG = 700

/** Does a comment ask that something be tested by code? What stands in a test asks for no other. */
export function asksForTests({ lines, about }: CommentContext, { mails }: SeriesMail): boolean {
  const said = lines.join(' ').replace(/\s+/g, ' ')
  if (said.length > LONG) return false
  const mail = about && mails.get(about.messageId)
  const file = about && mail ? fileAt(mail, about.endLine) : null
  return (file === null || !isOfTests(file)) && ASKS.test(said)
}

function isOfTests({ newPath }: DiffFile): boolean {
  return newPath !== null && OF_TESTS.test(newPath) && !NOT_MADE.test(newPath)
}

/** What a version adds to tests, in any of its patches. */
interface Tests {
  /** Added lines that say something, without white space, and the file in which each stands. */
  readonly added: ReadonlyMap<string, Place>
  /** How many lines it makes them longer. */
  readonly more: number
}
interface Place {
  readonly mail: Mail
  readonly file: DiffFile
}

/**
 * The first file of tests that a version has more of than the one that was commented on: not only
 * other results expected of what was tested before.
 */
export function testsAdded(
  material: SeriesMail,
  { revisionIndex: before }: PatchRef,
  revisionIndex: number,
): Omit<IssueEvidence, 'rule'> | null {
  const [old, now] = [testsIn(material, String(before)), testsIn(material, String(revisionIndex))]
  if (now.more <= Math.max(0, old.more)) return null
  const place = [...now.added].find(([key]) => !old.added.has(key))?.[1]
  if (!place) return null
  const { mail, file } = place
  const head = mail.lines.slice(file.line - 1, file.endLine).findIndex((l) => /^\+\+\+ /.test(l))
  const line = file.line + Math.max(0, head)
  return { messageId: mail.id, line, text: mail.lines[line - 1] ?? '' }
}

const testsIn = remembered(({ series, mails }: SeriesMail, revisionIndex: string): Tests => {
  const added = new Map<string, Place>()
  let more = 0
  for (const { messageId } of series.revisions[Number(revisionIndex)]?.patches ?? []) {
    const mail = mails.get(messageId)
    if (!mail) continue
    const keys = squashedLines(mail.lines)
    for (const file of mail.files.filter(isOfTests))
      for (const hunk of file.hunks)
        for (let at = hunk.line; at < hunk.endLine; at++) {
          const [sign, key] = [mail.lines[at]?.[0], keys[at] ?? '']
          if (key.length < LEAST) continue
          more += Number(sign === '+') - Number(sign === '-')
          if (sign === '+' && !added.has(key)) added.set(key, { mail, file })
        }
  }
  return { added, more }
})

/** Shorter lines say little. */
const LEAST = 5
