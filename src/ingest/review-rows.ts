import { reviewSeries, type SeriesReview } from '../issues/review.ts'
import type { KeptReview } from '../model/rows.ts'
import { readOverrides } from '../store/judgements.ts'
import { readModels } from '../store/models.ts'
import { readMaterial } from '../store/material.ts'
import { rowsOfReviews, type ReviewRows } from '../store/reviews.ts'
import type { Database } from '../store/store.ts'

/** Reads the material of series and derives their reviews. Writes nothing. */
export async function deriveReviews(store: Database, keys: readonly number[]): Promise<ReviewRows> {
  const material = await readMaterial(store, keys)
  const marks = await readOverrides(store)
  const reviews = material.map((one) =>
    keptOf(one.series.key, reviewSeries(one, readModels(), marks)),
  )
  return rowsOfReviews(store, reviews)
}

function keptOf(key: number, review: SeriesReview): KeptReview {
  const { matches, standing, reviewers, issues, comments, issueOf } = review
  return {
    key,
    matches,
    standing,
    reviewers,
    issues,
    judgements: comments.map(({ context: c, judged }) => ({
      messageId: c.messageId,
      number: c.comment,
      position: c.patchRef?.revisionIndex ?? null,
      patch: c.patchRef?.patch ?? null,
      kind: judged.kind,
      actionable: judged.actionable,
      probability: judged.probability,
      severity: judged.severity,
      issue: issueOf.get(c.id) ?? null,
    })),
  }
}
