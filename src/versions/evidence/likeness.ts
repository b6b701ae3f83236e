import { SERIES_RULES, type SeriesEvidence, type SeriesRule } from '../../model/series.ts'
import type { Posting } from '../postings.ts'
import { SIGNALS, signalsOf, type Seen, type Signal, type Signals } from './signals.ts'

/** How much each signal says for two postings to be versions of one work, in points. */
export type Points = Readonly<Record<Signal, number>>

/**
 * Set by hand so that what is needed for certainty comes to JOINED: an author's own words alone;
 * else the same title, author and next number; else, under another title, most of what is left.
 * `npm run train` learns them from lists whose change-ids are hidden and says which are better on
 * lists that it has not seen.
 */
export const POINTS: Points = {
  'link-named': 11,
  'link-earlier': 5,
  'link-unclear': 2,
  'link-other': -4,
  answers: 2.5,
  'in-thread': 1.5,
  'title-same': 4,
  'title-share': 6,
  'title-other': -2,
  'title-model': -2,
  'patch-titles': 3,
  'no-patch-title': -1,
  files: 1.5,
  'no-file': -2.5,
  places: 1,
  shapes: 1,
  lines: 2.5,
  'no-line': -0.8,
  'same-author': 1.5,
  'other-author': -3,
  next: 1.5,
  skipped: -0.5,
  'skipped-blind': -1.5,
  'other-project': -1,
  bare: -1,
  time: -1,
  'time-unnumbered': -4,
}

/** From here on two postings are of one work. */
export const JOINED = 6

/** What speaks for one posting to be the version before another. */
export interface Likeness {
  readonly score: number
  /** That which speaks for it, strongest first. */
  readonly evidence: readonly SeriesEvidence[]
  readonly signals: Signals
}

/**
 * Scores an earlier posting as the predecessor of a later one; evidence against it only lowers the
 * score.
 * @param least with a lower score it is worth no word: `null`
 */
export function likenessOf(
  later: Posting,
  earlier: Posting,
  points: Points = POINTS,
  least = -Infinity,
): Likeness | null {
  const { signals, named } = signalsOf(later, earlier)
  let score = 0
  for (const name in signals) score += points[name as Signal] * (signals[name as Signal] ?? 0)
  if (rounded(score) < least) return null
  return { score: rounded(score), signals, evidence: evidenceOf(signals, named, points, earlier) }
}

function evidenceOf(
  signals: Signals,
  named: Seen['named'],
  points: Points,
  earlier: Posting,
): SeriesEvidence[] {
  const byRule = new Map<SeriesRule, number>()
  for (const [name, value] of Object.entries(signals) as [Signal, number][]) {
    const rule = ruleOf(name)
    if (rule) byRule.set(rule, (byRule.get(rule) ?? 0) + points[name] * value)
  }
  return SERIES_RULES.flatMap((rule) => {
    const weight = rounded(byRule.get(rule) ?? 0)
    return weight > 0 ? [{ rule, messageId: named[rule] ?? earlier.head.id, weight }] : []
  })
}

/** Signals that speak against a rule's own take from what it says. */
function ruleOf(name: Signal): SeriesRule | null {
  return name === 'title-other' ? 'title' : SIGNALS[name]
}

function rounded(points: number): number {
  return Math.round(points * 10) / 10
}
