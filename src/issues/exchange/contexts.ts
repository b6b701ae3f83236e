import type { Part } from '../../model/content.ts'
import type { CommentContext, Role } from '../../model/issue.ts'
import type { AnchoredComment, Origin } from '../../model/link.ts'
import type { Person } from '../../model/message.ts'
import type { Mail } from '../../model/mail.ts'
import type { SeriesMail } from '../../model/review.ts'
import { withoutMarks } from '../../text/quoting.ts'
import { isSamePerson } from '../../text/people.ts'
import { comparedPatchAt } from '../../patch/compared-patches.ts'
import { partAt } from '../../patch/locate.ts'
import { membershipOf, type Membership } from './membership.ts'
import { senderOfMail } from './sender.ts'
import { messageOf } from '../../text/comment-id.ts'

/** All comments of a series in order of time, each with what is around it. */
export function contextsOf(material: SeriesMail): CommentContext[] {
  const places = membershipOf(material)
  const mails = [...material.mails.values()].sort(inTime)
  const lastOf = new Map<string, string>()
  for (const mail of mails) {
    const last = (material.comments.get(mail.id) ?? []).at(-1)
    if (last) lastOf.set(mail.id, `${mail.id}#${last.number}`)
  }
  const people = namesOf(mails)
  return mails.flatMap((mail) => {
    const comments = [...(material.comments.get(mail.id) ?? [])].sort((a, b) => a.line - b.line)
    return comments.map((comment, index) =>
      contextOf(
        material,
        places,
        mail,
        comment,
        {
          index,
          count: comments.length,
          people,
        },
        lastOf,
      ),
    )
  })
}

/** Names by which people call one another; initials and particles tell nobody. */
function namesOf(mails: readonly Mail[]): ReadonlySet<string> {
  const words = mails.flatMap(({ from }) => (from.name ?? '').toLowerCase().split(/[^\p{L}]+/u))
  return new Set(words.filter((word) => word.length > 2))
}

function inTime(a: Mail, b: Mail): number {
  const [left, right] = [`${a.date ?? '9999'} ${a.id}`, `${b.date ?? '9999'} ${b.id}`]
  return left < right ? -1 : 1
}

/** What it stands under, or names. */
function standing(
  material: SeriesMail,
  comment: AnchoredComment,
): Pick<CommentContext, 'part' | 'about' | 'named'> {
  const { anchor, about } = comment
  return anchor === null
    ? { part: null, about: null, named: about }
    : { part: partOf(material, comparedBy(material, comment) ?? anchor), about, named: null }
}

/** The lines of a patch that a comment on a range-diff is about. */
function comparedBy({ mails }: SeriesMail, { about, focus }: AnchoredComment): Origin | null {
  const there = mails.get(focus?.origin.messageId ?? '')
  const isCompared =
    focus !== null && there && comparedPatchAt(there.lines, focus.origin.endLine) !== null
  return isCompared ? about : null
}

/** The lines that it stands under, without marks; those of a range-diff as the patch has them. */
function quotedBy(
  material: SeriesMail,
  mail: Mail,
  comment: AnchoredComment,
): CommentContext['quoted'] {
  const { focus } = comment
  const compared = comparedBy(material, comment)
  if (compared)
    return (material.mails.get(compared.messageId)?.lines ?? []).slice(
      compared.line - 1,
      compared.endLine,
    )
  return focus ? mail.lines.slice(focus.quote.line - 1, focus.quote.endLine).map(withoutMarks) : []
}

function contextOf(
  material: SeriesMail,
  places: Membership,
  mail: Mail,
  comment: AnchoredComment,
  among: Pick<CommentContext, 'index' | 'count' | 'people'>,
  lastOf: ReadonlyMap<string, string>,
): CommentContext {
  const { line, endLine, number, anchor } = comment
  const parent = material.parents.get(mail.id) ?? null
  const patchRef = places.ofComment(mail.id, comment) ?? places.of(mail.id)
  const answers = comment.answers
    ? `${comment.answers.messageId}#${comment.answers.number}`
    : anchor === null && parent !== null
      ? (lastOf.get(parent) ?? null)
      : null
  const answered = answers ? material.mails.get(messageOf(answers)) : undefined
  const role = roleOf(mail.from, material, patchRef?.revisionIndex ?? null)
  return {
    id: `${mail.id}#${number}`,
    messageId: mail.id,
    comment: number,
    line,
    endLine,
    lines: mail.lines.slice(line - 1, endLine),
    from: mail.from,
    date: mail.date,
    role,
    sender: senderOfMail(mail.from, mail.lines),
    ...standing(material, comment),
    patchRef,
    quoted: quotedBy(material, mail, comment),
    index: among.index,
    count: among.count,
    people: among.people,
    trailers: (material.trailers.get(mail.id) ?? [])
      .filter((t) => t.line >= line && t.line <= endLine)
      .map((t) => t.name),
    hasOwnDiff: mail.files.length > 0 && !places.isMember(mail.id),
    isDirect: parent !== null && places.isMember(parent),
    answers,
    answersRole: answered ? roleOf(answered.from, material, patchRef?.revisionIndex ?? null) : null,
  }
}

function partOf({ mails }: SeriesMail, anchor: Origin): Part | null {
  const there = mails.get(anchor.messageId)
  return there ? (partAt(there, anchor.endLine) ?? partAt(there, anchor.line)) : null
}

/** The author of the series, of its version, or of the very patch. */
function roleOf(
  from: Person,
  { series, authors, mails }: SeriesMail,
  revisionIndex: number | null,
): Role {
  if (isSamePerson(from, series.author)) return 'author'
  const head = revisionIndex === null ? undefined : series.revisions[revisionIndex]?.messageId
  const sender = head === undefined ? undefined : mails.get(head)?.from
  const author = head === undefined ? undefined : authors.get(head)
  return (sender && isSamePerson(from, sender)) || (author && isSamePerson(from, author))
    ? 'author'
    : 'reviewer'
}
