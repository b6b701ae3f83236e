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
  const { id, kind, severity, sender, summary, by, date } = issue
  const placed = (at: Origin | null): Location | null => {
    const mail = at && mailOf(at.messageId)
    return mail ? locate(mail, at.line, at.endLine) : null
  }
  const about = placed(issue.about)
  const now = placed(placeNow(issue, series.revisions.length - 1))
  const raised = series.revisions[issue.revisionIndex]
  return {
    schema: 'patchtrail/issue/1',
    id,
    series: series.name,
    revision: raised?.version ?? 0,
    revisionName: versionName(raised),
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
    ...stateFields(issue, series),
    now: now && withoutFunction(now),
  }
}

/** What came of an issue, version by version. */
function stateFields(issue: Issue, { revisions }: Series) {
  const { state, confidence, askedOf, strength, moot, marked, evidence, answers } = issue
  const version = (index: number): number => revisions[index]?.version ?? 0
  const nameOf = (index: number): string => versionName(revisions[index])
  const { addressedAt, passedOver } = issue
  return {
    state,
    addressedIn: addressedAt === null ? null : (revisions[addressedAt]?.version ?? null),
    addressedInName: addressedAt === null ? null : nameOf(addressedAt) || null,
    confidence,
    probability: issue.stateProbability,
    askedOf,
    strength,
    moot,
    passedOver: passedOver.map(version),
    passedOverNames: passedOver.map(nameOf),
    again: issue.again.map(({ id, revisionIndex, patch }) => ({
      id,
      revision: version(revisionIndex),
      revisionName: nameOf(revisionIndex),
      patch,
    })),
    marked,
    evidence,
    answers,
    states: issue.states.map((one) => ({
      revision: version(one.revisionIndex),
      revisionName: nameOf(one.revisionIndex),
      state: one.state,
    })),
  }
}

/** Where the lines of an issue are in the last version, if they were followed so far. */
export function placeNow({ revisionIndex, about, fates }: Issue, last: number): Origin | null {
  if (revisionIndex === last) return about
  return fates.find((f) => f.revisionIndex === last)?.place ?? null
}
