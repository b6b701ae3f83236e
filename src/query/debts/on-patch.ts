import type { StoredIssue } from '../../store/issues.ts'
import { readIssues } from '../../store/issues.ts'
import type { Database } from '../../store/store.ts'
import { lineagesOf } from '../../versions/lineage.ts'
import type { ShownIssue } from '../../model/report/issues.ts'
import { isPending } from './issue-head.ts'
import { shownIssue } from '../issues.ts'
import { seriesMaterial } from '../status.ts'

/** What was asked for on a patch in all versions up to the one that a message is of. */
export interface PatchIssues {
  readonly title: string
  /** Number of the patch in its version; 0 for the cover, which has those of all patches. */
  readonly patch: number
  readonly issues: readonly ShownIssue[]
}

/**
 * The issues that a patch or cover has to meet: those raised on it, and on what it was in the
 * versions before. `null` where the message is of no series. Throws UserError.
 * @param messageId of a cover or patch in the store
 */
export async function issuesOnPatch(
  store: Database,
  messageId: string,
): Promise<PatchIssues | null> {
  const { material, matches } = await seriesMaterial(store, messageId)
  const { series } = material
  const position = series.revisions.findIndex(({ members }) =>
    members.some((m) => m.messageId === messageId),
  )
  const member = series.revisions[position]?.members.find((m) => m.messageId === messageId)
  if (!member) return null
  const line = lineagesOf(material, matches).find(
    ({ cells }) => cells[position]?.number === member.number,
  )
  const isOn = ({ revisionIndex, patch }: StoredIssue): boolean =>
    revisionIndex <= position &&
    (member.number === 0 || line?.cells[revisionIndex]?.number === patch)
  const issues = (await readIssues(store, [series.key])).filter(isOn).filter(isPending)
  return {
    title: series.title,
    patch: member.number,
    issues: issues.map((one) => shownIssue(one, material, one.revisionIndex < position)),
  }
}
