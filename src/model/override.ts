import type { IssueState } from './issue.ts'

/** What the user says of a comment: the state of its issue, or that it asks for nothing. */
export interface Override {
  /** `<message-id>#<number>` */
  readonly id: string
  readonly state: IssueState | 'not-an-issue'
  readonly note: string | null
}
