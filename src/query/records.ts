import type {
  CommentRecord,
  FromRecord,
  IssueRecord,
  LinkRecord,
  LocationFields,
  SeriesRecord,
} from '../model/report/records.ts'
import type { Standing } from '../model/review.ts'
import type { Revision, Series } from '../model/series.ts'
import type { PatchMatch } from '../model/versions.ts'
import type { Issue } from '../model/issue.ts'
import type { Origin, Location } from '../model/link.ts'
import { issueCounts } from '../issues/issue-counts.ts'
import { locate } from '../patch/locate.ts'
import type { JudgementRow } from '../store/issues.ts'
import type { StoredMail } from '../store/read-mails.ts'
import { senderOf } from '../issues/exchange/sender.ts'
import type { AnchorRow, CandidateRow, LinkRow, PatchRow } from '../store/read-derived.ts'
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

/** One comment in the words of the JSON contract. The mails it names must be loaded. */
export function commentRecord(
  anchor: AnchorRow,
  mails: Mails,
  patches: ReadonlyMap<number, PatchRow>,
  judgements: ReadonlyMap<string, JudgementRow>,
): CommentRecord {
  const mail = mails.get(anchor.message)
  const judged = judgements.get(`${anchor.message} ${anchor.number}`)
  const place = placeFields(mails, anchor.origin, anchor.origin_line, anchor.origin_end_line)
  const focus = placeFields(mails, anchor.focus, anchor.focus_line, anchor.focus_end_line)
  const about = placeFields(mails, anchor.about, anchor.about_line, anchor.about_end_line)
  const quote = { line: anchor.quote_line ?? 0, endLine: anchor.quote_end_line ?? 0 }
  return {
    schema: 'patchtrail/comment/1',
    id: `${mail.id}#${anchor.number}`,
    messageId: mail.id,
    line: anchor.line,
    endLine: anchor.end_line,
    author: mail.from,
    date: mail.date,
    sender: senderOf(mail.from),
    text: mail.lines.slice(anchor.line - 1, anchor.end_line).join('\n'),
    ...verdictOf(judged, patches.get(anchor.about ?? -1)),
    anchor: place && {
      ...place,
      match: anchor.match ?? 'exact',
      ambiguous: anchor.ambiguous === 1,
    },
    focus: focus && { quote, ...withoutFunction(focus) },
    about: about && withoutFunction(about),
    answers:
      anchor.answers_message === null
        ? null
        : `${mails.get(anchor.answers_message).id}#${anchor.answers_number}`,
  }
}

type VerdictFields = Pick<
  CommentRecord,
  | 'kind'
  | 'actionable'
  | 'severity'
  | 'series'
  | 'revision'
  | 'patch'
  | 'issue'
  | 'state'
  | 'addressedIn'
>

/** What a comment was taken for and where it belongs; where it is of no series, what the patch it is about says of itself. */
function verdictOf(judged: JudgementRow | undefined, patch: PatchRow | undefined): VerdictFields {
  const number = patch ? (patch.number ?? (patch.is_cover ? 0 : 1)) : null
  if (!judged)
    return {
      kind: null,
      actionable: null,
      severity: null,
      series: null,
      revision: patch?.version ?? null,
      patch: number,
      issue: null,
      state: null,
      addressedIn: null,
    }
  const { kind, severity, series, version } = judged
  const issue = judged.issue_id ? `${judged.issue_id}#${judged.issue_number}` : null
  return {
    kind,
    actionable: judged.actionable === 1,
    severity,
    series,
    revision: version,
    patch: judged.patch,
    issue,
    state: judged.state,
    addressedIn: judged.addressed_in,
  }
}

function placeFields(
  mails: Mails,
  key: number | null,
  line: number | null,
  endLine: number | null,
): (LocationFields & { function: string | null }) | null {
  return key === null || line === null || endLine === null
    ? null
    : locate(mails.get(key), line, endLine)
}

function withoutFunction({
  function: _,
  ...place
}: LocationFields & { function: string | null }): LocationFields {
  return place
}

/** One series in the words of the JSON contract. */
export function seriesRecord(
  series: Series,
  matches: ReadonlyMap<number, readonly PatchMatch[]>,
  standing: Standing | null,
  issues: readonly Issue[],
): SeriesRecord {
  const { name, title, author, changeId, revisions } = series
  return {
    schema: 'patchtrail/series/1',
    id: name,
    title,
    author,
    changeId,
    tree: series.tree,
    state: standing?.state ?? null,
    turn: standing?.turn ?? null,
    reason: standing?.reason ?? null,
    revisions: revisions.map((revision, position) =>
      revisionRecord(
        revision,
        revisions[position - 1] ?? null,
        matches.get(position) ?? [],
        issues.filter((i) => i.revisionIndex === position),
      ),
    ),
  }
}

function revisionRecord(
  revision: Revision,
  before: Revision | null,
  matches: readonly PatchMatch[],
  issues: readonly Issue[],
): SeriesRecord['revisions'][number] {
  const { version, rfc, messageId, date, evidence, missing } = revision
  const fromOf = (number: number): FromRecord | null => {
    const match = matches.find((m) => m.number === number && m.change !== 'merged')
    if (!match || !before) return null
    const { from, change, moved, similarity } = match
    return { revision: before.version, index: from, change, moved, similarity: rounded(similarity) }
  }
  const merged = matches.filter((m) => m.change === 'merged')
  return {
    version,
    rfc,
    messageId,
    date,
    missing,
    issues: issueCounts(issues),
    evidence: evidence.map((e) => e.rule),
    why: evidence,
    score: revision.score,
    runnerUp: revision.runnerUp,
    patches: revision.patches.map((p) => ({
      index: p.number,
      messageId: p.messageId,
      title: p.title,
      carried: p.carried,
      from: fromOf(p.number),
      merged: merged.filter((m) => m.number === p.number).map((m) => m.from ?? 0),
    })),
    gone: matches
      .filter((m) => m.number === null)
      .map((m) => ({ index: m.from ?? 0, change: m.change })),
  }
}

function rounded(share: number | null): number | null {
  return share === null ? null : Math.round(share * 1000) / 1000
}

/** One issue in the words of the JSON contract. The mails it names must be loaded. */
export function issueRecord(
  issue: Issue,
  series: Series,
  mailOf: (messageId: string) => StoredMail | null,
): IssueRecord {
  const {
    id,
    kind,
    severity,
    sender,
    summary,
    by,
    date,
    state,
    confidence,
    marked,
    evidence,
    answers,
  } = issue
  const placed = (at: Origin | null): Location | null => {
    const mail = at && mailOf(at.messageId)
    return mail ? locate(mail, at.line, at.endLine) : null
  }
  const about = placed(issue.about)
  const now = placed(placeNow(issue, series.revisions.length - 1))
  const version = (position: number | null): number | null =>
    position === null ? null : (series.revisions[position]?.version ?? null)
  return {
    schema: 'patchtrail/issue/1',
    id,
    series: series.name,
    revision: version(issue.revisionIndex) ?? 0,
    patch: issue.patch,
    path: about?.path ?? null,
    line: about?.newEndLine ?? about?.oldEndLine ?? null,
    function: about?.function ?? null,
    kind,
    severity,
    sender,
    summary,
    by,
    date,
    state,
    addressedIn: version(issue.addressedAt),
    confidence,
    marked,
    evidence,
    answers,
    states: issue.states.map((s) => ({ revision: version(s.revisionIndex) ?? 0, state: s.state })),
    now: now && withoutFunction(now),
  }
}

/** Where the lines of an issue are in the last version, if they were followed so far. */
export function placeNow({ revisionIndex, about, fates }: Issue, last: number): Origin | null {
  if (revisionIndex === last) return about
  return fates.find((f) => f.revisionIndex === last)?.place ?? null
}
