import type { Person } from '../message.ts'
import type { Sender } from '../reply.ts'

/** Somebody who reviewed a file or folder. */
export interface Reviewer {
  readonly person: Person
  readonly sender: Sender
  readonly comments: number
  /** Comments that asked for something, how many of these were addressed, and how many are nits. */
  readonly asked: number
  readonly addressed: number
  readonly questions: number
  readonly nits: number
  /** Reviewed-by, Acked-by and the like. */
  readonly tags: number
  /** Of the last comment or tag. */
  readonly last: string | null
  /** What was asked for last, newest first. */
  readonly requests: readonly string[]
}

/** `patchtrail/who/1`: who reviews a file or folder. */
export interface WhoReport {
  readonly schema: 'patchtrail/who/1'
  readonly path: string
  readonly reviewers: readonly Reviewer[]
}
