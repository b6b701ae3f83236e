/** A linear model: for each feature its weight for each class. What is not in it weighs nothing. */
export interface LinearModel {
  readonly classes: readonly string[]
  readonly bias: readonly number[]
  readonly weights: Readonly<Record<string, readonly number[]>>
}

/** Something that spoke for a verdict (weight above 0) or against it, by name. */
export interface Reason {
  readonly name: string
  readonly weight: number
}

/** What comments and issues are judged by: `data/kinds.json` and `data/states.json`. */
export interface Models {
  readonly kinds: LinearModel
  readonly states: TreeModel
}

/** A question on one signal, or the value that its answers lead to. */
export type TreeNode =
  | { readonly value: number }
  | {
      readonly signal: string
      /** `yes` where the signal is less than this. */
      readonly below: number
      readonly yes: TreeNode
      readonly no: TreeNode
    }

/** Boosted trees: for each class a start value and small trees whose values add up. */
export interface TreeModel {
  readonly classes: readonly string[]
  readonly bias: readonly number[]
  readonly trees: readonly (readonly TreeNode[])[]
}
