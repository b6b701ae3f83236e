import type { RankParts, TextStatistics } from '../store/search/rank-parts.ts'

/** As SQLite (FTS5) has them. */
const K1 = 1.2
const B = 0.75
/** What a word that is nearly everywhere still weighs. */
const LEAST = 1e-6
/** How often a phrase stands in a text is counted in tenths: that is what columns weigh. */
const STEPS = 10

/** What ranks count with where the texts of several stores are those of one. */
export function together(all: readonly TextStatistics[]): TextStatistics {
  const holding = new Map<string, number>()
  for (const one of all)
    for (const [phrase, n] of one.holding) holding.set(phrase, (holding.get(phrase) ?? 0) + n)
  return {
    texts: all.reduce((sum, { texts }) => sum + texts, 0),
    words: all.reduce((sum, { words }) => sum + words, 0),
    holding,
  }
}

/** The rarer a phrase, the more it weighs. */
function weightOf({ texts, holding }: TextStatistics, phrase: string): number {
  const n = holding.get(phrase) ?? 0
  const weight = Math.log((texts - n + 0.5) / (n + 0.5))
  return weight > 0 ? weight : LEAST
}

/** How much a long text is held down. */
function dampingOf({ texts, words }: TextStatistics, length: number): number {
  return K1 * (1 - B + (B * length) / (words / texts))
}

/** How many times better than here the rank of a row may be in one store with all the texts. */
export function mostAmong(
  all: TextStatistics,
  here: TextStatistics,
  phrases: readonly string[],
): number {
  const rarer = phrases.map((one) => weightOf(all, one) / weightOf(here, one))
  const shorter = all.words / all.texts / (here.words / here.texts)
  return Math.max(0, ...rarer) * Math.max(1, shorter)
}

/**
 * The rank that a row would have in one store with all the texts: from what each phrase gives it
 * here follows how often it stands there.
 * @param phrases as the query has them; one that stands in it twice counts twice
 */
export function rankAmong(
  all: TextStatistics,
  { here, lengths, ranks }: RankParts,
  phrases: readonly string[],
  found: { readonly row: number; readonly rank: number },
): number {
  const length = lengths.get(found.row) ?? 0
  const [damped, dampedThere] = [dampingOf(here, length), dampingOf(all, length)]
  let [score, known] = [0, 0]
  for (const phrase of phrases) {
    const rank = ranks.get(phrase)?.get(found.row)
    if (rank === undefined) continue
    known += rank
    const part = -rank / weightOf(here, phrase)
    const times = Math.round((STEPS * damped * part) / (K1 + 1 - part)) / STEPS
    score += weightOf(all, phrase) * ((times * (K1 + 1)) / (times + dampedThere))
  }
  // Of a query within a query SQLite may count less than all of its phrases.
  const isWhole = Math.abs(known - found.rank) <= 1e-9 * Math.abs(known)
  return isWhole ? -score : known === 0 ? found.rank : (-score * found.rank) / known
}
