import type { Issue } from '../model/issue.ts'
import type { Location, Origin } from '../model/link.ts'
import type { IssueRecord } from '../model/report/records.ts'
import type { Series } from '../model/series.ts'
import { locate } from '../patch/locate.ts'
import type { StoredMail } from '../store/read-mails.ts'
import { versionName } from '../text/version-name.ts'
import { withoutFunction } from './comment-record.ts'

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
  const nameOf = (position: number | null): string => versionName(series.revisions[position ?? -1])
  return {
    schema: 'patchtrail/issue/1',
    id,
    series: series.name,
    revision: version(issue.revisionIndex) ?? 0,
    revisionName: nameOf(issue.revisionIndex),
    patch: issue.patch,
    path: about?.path ?? null,
    line: about?.newEndLine ?? about?.oldEndLine ?? null,
    function: about?.function ?? null,
    about: about && withoutFunction(about),
    kind,
    severity,
    sender,
    summary,
    by,
    date,
    state,
    addressedIn: version(issue.addressedAt),
    addressedInName: nameOf(issue.addressedAt) || null,
    confidence,
    probability: issue.stateProbability,
    askedOf: issue.askedOf,
    strength: issue.strength,
    moot: issue.moot,
    passedOver: issue.passedOver.map((index) => version(index) ?? 0),
    passedOverNames: issue.passedOver.map(nameOf),
    marked,
    evidence,
    answers,
    states: issue.states.map(({ revisionIndex, state }) => ({
      revision: version(revisionIndex) ?? 0,
      revisionName: nameOf(revisionIndex),
      state,
    })),
    now: now && withoutFunction(now),
  }
}

/** Where the lines of an issue are in the last version, if they were followed so far. */
export function placeNow({ revisionIndex, about, fates }: Issue, last: number): Origin | null {
  if (revisionIndex === last) return about
  return fates.find((f) => f.revisionIndex === last)?.place ?? null
}
