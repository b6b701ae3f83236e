/** What a user looks for, as a tree. */
export type Query = AllOf | AnyOf | NotOf | Term

export interface AllOf {
  readonly type: 'all'
  readonly of: readonly Query[]
}

export interface AnyOf {
  readonly type: 'any'
  readonly of: readonly Query[]
}

export interface NotOf {
  readonly type: 'not'
  readonly of: Query
}

/** A word, a phrase, or `prefix:` with either. */
export interface Term {
  readonly type: 'term'
  /** Name of the prefix without its colon; empty for none. */
  readonly prefix: string
  readonly value: string
  /** It stood between quotes. */
  readonly quoted: boolean
  /** `word*`: also longer words. */
  readonly open: boolean
  /** Where its value starts in what the user typed, 0-based. */
  readonly at: number
}

/** What a search gives: comments, patches (covers too), or messages of any kind. */
export const SEARCH_INS = ['comments', 'patches', 'messages'] as const
export type SearchIn = (typeof SEARCH_INS)[number]

/** The best first, or the newest. */
export const SEARCH_SORTS = ['relevance', 'date'] as const
export type SearchSort = (typeof SEARCH_SORTS)[number]

/** By what a list of series can be sorted: newest, longest wait, most, or the alphabet. */
export const SERIES_SORTS = [
  'activity',
  'waiting',
  'open',
  'version',
  'started',
  'replies',
  'title',
  'author',
] as const
export type SeriesSort = (typeof SERIES_SORTS)[number]
