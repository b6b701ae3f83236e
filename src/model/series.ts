import type { Person } from './message.ts'

/** A patch or cover with the facts by which versions find each other. */
export interface PatchFacts {
  readonly id: string
  readonly isCover: boolean
  readonly title: string
  readonly author: Person
  readonly version: number
  readonly reroll: number | null
  readonly number: number | null
  readonly total: number | null
  readonly rfc: boolean
  readonly resend: boolean
  /** Other words in the subject's brackets: trees and projects. */
  readonly tags: string
  readonly changeId: string | null
  readonly date: string | null
  /** In-Reply-To and References. */
  readonly references: readonly string[]
  /** Message-IDs named above the diff. */
  readonly mentions: readonly string[]
  readonly paths: readonly string[]
}

/** What joins a version to the ones before, strongest first. */
export type SeriesEvidence = 'change-id' | 'link' | 'in-reply-to' | 'title' | 'patch-titles' | 'files'

/** One version of a series. */
export interface Revision {
  readonly version: number
  readonly rfc: boolean
  /** The cover, or the first patch where there is none. */
  readonly messageId: string
  readonly date: string | null
  /** Empty for the first version. */
  readonly evidence: readonly SeriesEvidence[]
  /** By number; a single patch has number 1. */
  readonly patches: readonly { readonly number: number; readonly messageId: string; readonly title: string }[]
}

/** One piece of work through all its versions, oldest first. */
export interface Series {
  /** The change-id where there is one, else the Message-ID of the first version. */
  readonly name: string
  readonly title: string
  readonly author: Person
  readonly changeId: string | null
  readonly revisions: readonly Revision[]
}
