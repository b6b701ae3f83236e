import type { LineRange } from '../../model/reply.ts'
import type { Mail } from '../../model/mail.ts'
import type { Applied, Matches, SeriesMail } from '../../model/review.ts'
import type { Revision } from '../../model/series.ts'
import { hasCommits, hasFailed, listedByBot, titlesBelow } from './listed.ts'
import { numbersIn } from './numbers.ts'
import { takenAsOffered } from './offered.ts'
import { committedIn, pulledIn } from './recorded.ts'
import { withoutRelisted } from './relisted.ts'
import { stillApplied } from './taken-back.ts'
import { takingLine, type Said } from './taking-line.ts'
import { isReplacedAfter } from './unchanged.ts'
import { pullRequestIn, treeBelow } from '../kinds/pull-request.ts'
import { leadsToTaken } from '../kinds/already-taken.ts'
import { PLACE, THESE } from '../kinds/taking-words.ts'
import { namesBranch, saysWhere, willQueue, willTake } from '../kinds/will-take.ts'
import { withoutMarks } from '../../text/quoting.ts'
import { isSamePerson } from '../../text/people.ts'
import { membershipOf, type Membership } from '../exchange/membership.ts'
import { titleKey } from '../../versions/titles.ts'

/**
 * What people said they took of a series, in order of time: others than the author, or he himself
 * where he lists commits or names the tree; what pull requests hold of it; and of the rest what
 * later mail names as a commit.
 */
export function appliedOf(material: SeriesMail, matches: Matches): Applied[] {
  const places = membershipOf(material)
  const said = [...material.mails.values()]
    .flatMap((mail) => appliedIn(material, matches, places, mail.id) ?? [])
    .concat(pulledIn(material))
    .sort((a, b) =>
      `${a.date ?? '9999'} ${a.messageId}` < `${b.date ?? '9999'} ${b.messageId}` ? -1 : 1,
    )
  const taken = stillApplied(withoutRelisted(said, material), material, places)
  return [...taken, ...committedIn(material, taken)]
}

function appliedIn(
  material: SeriesMail,
  matches: Matches,
  places: Membership,
  id: string,
): Applied | null {
  const mail = material.mails.get(id)
  const place = places.ofReply(id)
  const revision = place && material.series.revisions[place.revisionIndex]
  if (
    !mail ||
    !place ||
    !revision ||
    places.isMember(id) ||
    (isSamePerson(mail.from, material.series.author) &&
      !hasCommits(mail.lines, revision) &&
      !mail.lines.some((line) => IN_OWN_TREE.test(line)))
  )
    return null
  const comments = material.comments.get(id) ?? []
  const said =
    takenByWords(mail.lines, comments, revision, place.patch) ??
    takenAsListed(mail.lines, comments, revision) ??
    takenAsOffered(mail.lines, comments, revision, place.patch) ??
    takenByPull(mail.lines, comments, revision)
  if (!said || said.patches.length === 0) return null
  const text = (mail.lines[said.line - 1] ?? '').trim()
  const { revisionIndex } = place
  const patches = willTake(text, '', mail.lines[said.line])
    ? toBeTaken(said, mail, { material, matches, places, revisionIndex })
    : said.patches
  if (patches.length === 0) return null
  return {
    messageId: id,
    line: said.line,
    text,
    by: mail.from,
    date: mail.date,
    revisionIndex,
    patches,
    commit: null,
    tree: null,
  }
}

interface Where {
  readonly material: SeriesMail
  readonly matches: Matches
  readonly places: Membership
  readonly revisionIndex: number
}

/** The patches that somebody says he will take, but those of which another text was sent since. */
function toBeTaken(
  { line, patches }: Said,
  { id, lines, date }: Mail,
  { material, matches, places, revisionIndex }: Where,
): readonly number[] {
  const parent = material.parents.get(id) ?? ''
  const text = lines[line - 1] ?? ''
  const answered = material.mails.get(parent)?.from
  // "Will replace." below a reviewer's request promises to do what he asks for.
  const isTaking =
    places.isMember(parent) ||
    (answered !== undefined && isSamePerson(answered, material.series.author)) ||
    willQueue(text) ||
    saysWhere(text, '', lines[line])
  if (!isTaking) return []
  return patches.filter(
    (patch) => !isReplacedAfter(material, matches, { revisionIndex, patch }, date),
  )
}

/** "Applied to kettle-next.": maintainers take patches of their own, too. */
const IN_OWN_TREE = new RegExp(
  `^(?:now )?(?:applied|queued|pushed|merged|committed)(?: ${THESE})?,? ` +
    String.raw`(?:to|in|into|on) ${PLACE}(?:,? thanks)?[.!]?\s*$`,
  'i',
)

function takenByWords(
  lines: readonly string[],
  comments: readonly LineRange[],
  revision: Revision,
  answered: number,
): Said | null {
  const line = takingLine(lines, comments)
  if (line === null) return null
  const text = (lines[line - 1] ?? '').trim()
  // What is merged to a branch is a branch: all of the work.
  const patch = namesBranch(text) ? 0 : answered
  const all = revision.patches.map((p) => p.number)
  const isOpen = patch === 0 && numbersIn(text, all) === null && !FOR_ALL.test(text)
  const numbers = listedByBot(lines, all) ??
    titlesBelow(lines.slice(0, endOf(comments, line)), line, revision) ??
    (isOpen ? titlesAbove(lines, comments, revision) : null) ??
    withoutLeftOut(text, all, patch) ?? [patch]
  const tree = treeBelow(lines, line - 1)
  return { line: tree === null ? line : tree + 1, patches: numbers }
}

/** Words for the whole series. */
const FOR_ALL = /\b(?:series|set|patch-?set|all|both)\b/i

/**
 * Of a cover letter some titles are quoted, and "Applied to x-next" stands right below them, maybe
 * "Applied to x-dt" below some others: those are taken, the rest of the series is not.
 */
function titlesAbove(
  lines: readonly string[],
  comments: readonly LineRange[],
  { patches }: Revision,
): number[] | null {
  const numbers = new Map(patches.map((p) => [titleKey(p.title), p.number]))
  const taken = comments.flatMap((comment, i) => {
    if (takingLine(lines, [comment]) === null) return []
    const quoted = lines.slice(comments[i - 1]?.endLine ?? 0, comment.line - 1).map(withoutMarks)
    // A long title goes on in the next line.
    return quoted
      .flatMap((line, k) => [line, `${line} ${quoted[k + 1] ?? ''}`])
      .flatMap((title) => numbers.get(titleKey(title)) ?? [])
  })
  return taken.length > 0 ? [...new Set(taken)].sort((a, b) => a - b) : null
}

/** The last line of the comment that a line is in. */
function endOf(comments: readonly LineRange[], line: number): number {
  return comments.find((c) => c.line <= line && line <= c.endLine)?.endLine ?? line
}

/** "Thanks, I added these patches:", and below it their titles. */
function takenAsListed(
  lines: readonly string[],
  comments: readonly LineRange[],
  revision: Revision,
): Said | null {
  for (const { line, endLine } of comments) {
    const own = lines.slice(0, endLine)
    if (own.slice(line - 1).some(hasFailed)) continue
    for (let n = line; n <= endLine; n++) {
      const above = n > line ? (lines[n - 2] ?? '') : ''
      const listed = leadsToTaken(lines[n - 1] ?? '', above) && titlesBelow(own, n, revision)
      if (listed) return { line: n, patches: listed }
    }
  }
  return null
}

/** A branch that somebody offers for others to pull holds what it lists. */
function takenByPull(
  lines: readonly string[],
  comments: readonly LineRange[],
  { patches }: Revision,
): Said | null {
  for (const { line, endLine } of comments) {
    const pull = pullRequestIn(lines, line - 1, endLine)
    if (!pull) continue
    const titles = new Set(pull.titles.map(titleKey))
    const listed = patches.filter((p) => titles.has(titleKey(p.title))).map((p) => p.number)
    return { line: pull.tree + 1, patches: listed }
  }
  return null
}

/**
 * The patches that the words name, less those left out: "applied to kettle-next, minus patch 5".
 * @param patch the patch that is answered; 0: the cover
 */
function withoutLeftOut(text: string, all: readonly number[], patch: number): number[] | null {
  const [, said = text, rest = ''] =
    /^(.*?)\b(?:minus|except(?: for)?|without|but not) (.*)$/i.exec(text) ?? []
  const left = /^(?:the )?patch|^#?\d/i.test(rest)
    ? numbersIn(rest.replace(/^#?(?=\d)/, 'patch '), all)
    : null
  const forAll = patch === 0 || /\b(?:series|all|both)\b/i.test(said)
  const taken = numbersIn(said, all) ?? (forAll ? all : null)
  return taken && taken.filter((n) => !left?.includes(n))
}
