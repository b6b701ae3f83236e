import type { CommentRecord, LinkRecord, PlaceFields, SeriesRecord } from '../model/records.ts'
import type { Series } from '../model/series.ts'
import { placeOf } from '../review/place.ts'
import { senderOf } from '../review/sender.ts'
import type { AnchorRow, CandidateRow, LinkRow, PatchRow } from '../store/read-derived.ts'
import type { Posts } from './posts.ts'

/** One link in the words of the JSON contract. The posts it names must be loaded. */
export function linkRecord(link: LinkRow, candidates: readonly CandidateRow[], posts: Posts): LinkRecord {
  const { origin, origin_line: line, origin_end_line: endLine } = link
  const place = origin !== null && line !== null && endLine !== null ? placeOf(posts.get(origin), line, endLine) : null
  return {
    schema: 'patchtrail/link/1',
    messageId: posts.get(link.message).id,
    line: link.line,
    endLine: link.end_line,
    depth: link.depth,
    origin: place && { messageId: place.messageId, line: place.line, endLine: place.endLine },
    match: link.match,
    ambiguous: link.ambiguous === 1,
    candidates: candidates.map((c) => ({ messageId: posts.get(c.origin).id, line: c.origin_line })),
    quotedThere: link.quoted_there === 1,
    part: place?.part ?? null,
    path: place?.path ?? null,
    oldLine: place?.oldLine ?? null,
    oldEndLine: place?.oldEndLine ?? null,
    newLine: place?.newLine ?? null,
    newEndLine: place?.newEndLine ?? null,
    function: place?.function ?? null,
  }
}

/** One comment in the words of the JSON contract. The posts it names must be loaded. */
export function commentRecord(anchor: AnchorRow, posts: Posts, patches: ReadonlyMap<number, PatchRow>): CommentRecord {
  const post = posts.get(anchor.message)
  const patch = patches.get(anchor.about ?? -1)
  const place = placeFields(posts, anchor.origin, anchor.origin_line, anchor.origin_end_line)
  const focus = placeFields(posts, anchor.focus, anchor.focus_line, anchor.focus_end_line)
  const about = placeFields(posts, anchor.about, anchor.about_line, anchor.about_end_line)
  const quote = { line: anchor.quote_line ?? 0, endLine: anchor.quote_end_line ?? 0 }
  return {
    schema: 'patchtrail/comment/1',
    id: `${post.id}#${anchor.number}`,
    messageId: post.id,
    line: anchor.line,
    endLine: anchor.end_line,
    author: post.from,
    date: post.date,
    sender: senderOf(post.from),
    text: post.lines.slice(anchor.line - 1, anchor.end_line).join('\n'),
    kind: null,
    actionable: null,
    anchor: place && { ...place, match: anchor.match ?? 'exact', ambiguous: anchor.ambiguous === 1 },
    focus: focus && { quote, ...withoutFunction(focus) },
    about: about && withoutFunction(about),
    answers: anchor.answers_message === null ? null : `${posts.get(anchor.answers_message).id}#${anchor.answers_number}`,
    series: null,
    revision: patch?.version ?? null,
    patch: patch ? (patch.number ?? (patch.is_cover ? 0 : 1)) : null,
    issue: null,
  }
}

function placeFields(posts: Posts, key: number | null, line: number | null, endLine: number | null): (PlaceFields & { function: string | null }) | null {
  return key === null || line === null || endLine === null ? null : placeOf(posts.get(key), line, endLine)
}

function withoutFunction({ function: _, ...place }: PlaceFields & { function: string | null }): PlaceFields {
  return place
}

/** One series in the words of the JSON contract. */
export function seriesRecord({ name, title, author, changeId, revisions }: Series): SeriesRecord {
  return {
    schema: 'patchtrail/series/1', id: name, title, author, changeId, state: null, turn: null,
    revisions: revisions.map(({ version, rfc, messageId, date, evidence, patches }) => ({
      version, rfc, messageId, date, evidence, issues: null,
      patches: patches.map((p) => ({ index: p.number, messageId: p.messageId, title: p.title, from: null })),
    })),
  }
}
