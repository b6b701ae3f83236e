import type { CommentRecord, LocationFields } from '../model/report/records.ts'
import { senderOfMail } from '../issues/exchange/sender.ts'
import { locate } from '../patch/locate.ts'
import type { JudgementRow } from '../store/judgements.ts'
import type { AnchorRow, PatchRow } from '../store/read-derived.ts'
import { versionName } from '../text/version-name.ts'
import type { Mails } from './mails.ts'

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
    sender: senderOfMail(mail.from, mail.lines),
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
  | 'revisionName'
  | 'patch'
  | 'issue'
  | 'state'
  | 'addressedIn'
  | 'addressedInName'
>

/**
 * What a comment was taken for and where it belongs; where it is of no series, what the patch it is
 * about says of itself.
 */
function verdictOf(judged: JudgementRow | undefined, patch: PatchRow | undefined): VerdictFields {
  const number = patch ? (patch.number ?? (patch.is_cover ? 0 : 1)) : null
  if (!judged)
    return {
      kind: null,
      actionable: null,
      severity: null,
      series: null,
      revision: patch?.version ?? null,
      revisionName: patch ? nameOf(patch.version, patch.rfc) : null,
      patch: number,
      issue: null,
      state: null,
      addressedIn: null,
      addressedInName: null,
    }
  const { kind, severity, series, version } = judged
  const issue = judged.issue_id ? `${judged.issue_id}#${judged.issue_number}` : null
  return {
    kind,
    actionable: judged.actionable === 1,
    severity,
    series,
    revision: version,
    revisionName: nameOf(version, judged.rfc),
    patch: judged.patch,
    issue,
    state: judged.state,
    addressedIn: judged.addressed_in,
    addressedInName: nameOf(judged.addressed_in, judged.addressed_rfc),
  }
}

function nameOf(version: number | null, rfc: number | null): string | null {
  return version === null ? null : versionName({ version, rfc: rfc === 1 })
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

/** A place in the fields of the contract, which names the function elsewhere. */
export function withoutFunction({
  function: _,
  ...place
}: LocationFields & { function: string | null }): LocationFields {
  return place
}
