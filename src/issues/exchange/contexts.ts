import type { Part } from '../../model/content.ts'
import type { CommentContext, Role } from '../../model/issue.ts'
import type { PlacedComment } from '../../model/link.ts'
import type { Person } from '../../model/message.ts'
import type { Post } from '../../model/post.ts'
import type { SeriesMaterial } from '../../model/review.ts'
import { stripQuotes } from '../../text/quoting.ts'
import { isSamePerson } from './people.ts'
import { partAt } from '../../patch/places.ts'
import { placesOf, type Places } from './membership.ts'
import { senderOf } from './sender.ts'
import { messageOf } from '../../text/comment-id.ts'

/** All comments of a series in order of time, each with what is around it. */
export function contextsOf(material: SeriesMaterial): CommentContext[] {
  const places = placesOf(material)
  const posts = [...material.posts.values()].sort(inTime)
  const lastOf = new Map<string, string>()
  for (const post of posts) {
    const last = (material.comments.get(post.id) ?? []).at(-1)
    if (last) lastOf.set(post.id, `${post.id}#${last.number}`)
  }
  return posts.flatMap((post) => {
    const comments = [...(material.comments.get(post.id) ?? [])].sort((a, b) => a.line - b.line)
    return comments.map((comment, index) =>
      contextOf(material, places, post, comment, { index, count: comments.length }, lastOf),
    )
  })
}

function inTime(a: Post, b: Post): number {
  const [left, right] = [`${a.date ?? '9999'} ${a.id}`, `${b.date ?? '9999'} ${b.id}`]
  return left < right ? -1 : 1
}

function contextOf(
  material: SeriesMaterial,
  places: Places,
  post: Post,
  comment: PlacedComment,
  turn: { index: number; count: number },
  lastOf: ReadonlyMap<string, string>,
): CommentContext {
  const { line, endLine, number, about, anchor, focus } = comment
  const parent = material.parents.get(post.id) ?? null
  const place =
    (about && places.of(about.messageId)) ?? places.ofReply(post.id) ?? places.of(post.id)
  const answers = comment.answers
    ? `${comment.answers.messageId}#${comment.answers.number}`
    : anchor === null && parent !== null
      ? (lastOf.get(parent) ?? null)
      : null
  const answered = answers ? material.posts.get(messageOf(answers)) : undefined
  const role = roleOf(post.from, material, place?.position ?? null)
  return {
    id: `${post.id}#${number}`,
    messageId: post.id,
    number,
    line,
    endLine,
    lines: post.lines.slice(line - 1, endLine),
    from: post.from,
    date: post.date,
    role,
    sender: senderOf(post.from),
    part: partOf(material, anchor),
    about,
    place,
    quoted: focus
      ? post.lines.slice(focus.quote.line - 1, focus.quote.endLine).map(stripQuotes)
      : [],
    ...turn,
    trailers: (material.trailers.get(post.id) ?? [])
      .filter((t) => t.line >= line && t.line <= endLine)
      .map((t) => t.name),
    hasOwnDiff: post.files.length > 0 && !places.isMember(post.id),
    isDirect: parent !== null && places.isMember(parent),
    answers,
    answersRole: answered ? roleOf(answered.from, material, place?.position ?? null) : null,
  }
}

function partOf({ posts }: SeriesMaterial, anchor: PlacedComment['anchor']): Part | null {
  const there = anchor && posts.get(anchor.messageId)
  return there ? (partAt(there, anchor.endLine) ?? partAt(there, anchor.line)) : null
}

/** The author of the series, of its version, or of the very patch. */
function roleOf(
  from: Person,
  { series, authors, posts }: SeriesMaterial,
  position: number | null,
): Role {
  if (isSamePerson(from, series.author)) return 'author'
  const head = position === null ? undefined : series.revisions[position]?.messageId
  const sender = head === undefined ? undefined : posts.get(head)?.from
  const author = head === undefined ? undefined : authors.get(head)
  return (sender && isSamePerson(from, sender)) || (author && isSamePerson(from, author))
    ? 'author'
    : 'reviewer'
}
