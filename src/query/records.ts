import type { CommentRecord, FromRecord, LinkRecord, PlaceFields, SeriesRecord } from '../model/records.ts'
import type { Standing } from '../model/review.ts'
import type { Revision, Series } from '../model/series.ts'
import type { PatchMatch } from '../model/versions.ts'
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
export function seriesRecord(series: Series, matches: ReadonlyMap<number, readonly PatchMatch[]>, standing: Standing | null): SeriesRecord {
  const { name, title, author, changeId, revisions } = series
  return {
    schema: 'patchtrail/series/1', id: name, title, author, changeId, state: standing?.state ?? null, turn: standing?.turn ?? null, reason: standing?.reason ?? null,
    revisions: revisions.map((revision, position) => revisionRecord(revision, revisions[position - 1] ?? null, matches.get(position) ?? [])),
  }
}

function revisionRecord(revision: Revision, before: Revision | null, matches: readonly PatchMatch[]): SeriesRecord['revisions'][number] {
  const { version, rfc, messageId, date, evidence, missing } = revision
  const fromOf = (number: number): FromRecord | null => {
    const match = matches.find((m) => m.number === number && m.change !== 'merged')
    if (!match || !before) return null
    const { from, change, moved, similarity } = match
    return { revision: before.version, index: from, change, moved, similarity: rounded(similarity) }
  }
  const merged = matches.filter((m) => m.change === 'merged')
  return {
    version, rfc, messageId, date, missing, issues: null,
    evidence: evidence.map((e) => e.rule), why: evidence,
    patches: revision.patches.map((p) => ({
      index: p.number, messageId: p.messageId, title: p.title, carried: p.carried, from: fromOf(p.number),
      merged: merged.filter((m) => m.number === p.number).map((m) => m.from ?? 0),
    })),
    gone: matches.filter((m) => m.number === null).map((m) => ({ index: m.from ?? 0, change: m.change })),
  }
}

function rounded(share: number | null): number | null {
  return share === null ? null : Math.round(share * 1000) / 1000
}
