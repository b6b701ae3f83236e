/** A linear model: for each feature its weight for each class. What is not in it weighs nothing. */
export interface LinearModel {
  readonly classes: readonly string[]
  readonly bias: readonly number[]
  readonly weights: Readonly<Record<string, readonly number[]>>
}

/** What comments and issues are judged by: `data/kinds.json` and `data/states.json`. */
export interface Models {
  readonly kinds: LinearModel
  readonly states: LinearModel
}
