import type { LinkRecord } from '../model/report/records.ts'
import { locate } from '../patch/locate.ts'
import type { CandidateRow, LinkRow } from '../store/read-derived.ts'
import type { Mails } from './mails.ts'

/** One link in the words of the JSON contract. The mails it names must be loaded. */
export function linkRecord(
  link: LinkRow,
  candidates: readonly CandidateRow[],
  mails: Mails,
): LinkRecord {
  const { origin, origin_line: line, origin_end_line: endLine } = link
  const place =
    origin !== null && line !== null && endLine !== null
      ? locate(mails.get(origin), line, endLine)
      : null
  return {
    schema: 'patchtrail/link/1',
    messageId: mails.get(link.message).id,
    line: link.line,
    endLine: link.end_line,
    depth: link.depth,
    origin: place && { messageId: place.messageId, line: place.line, endLine: place.endLine },
    match: link.match,
    ambiguous: link.ambiguous === 1,
    candidates: candidates.map((c) => ({ messageId: mails.get(c.origin).id, line: c.origin_line })),
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
